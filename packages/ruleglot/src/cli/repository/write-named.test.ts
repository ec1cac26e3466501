import { success, type Translation } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { outputNames, type Writer } from './output-names.js'
import { writeNamed } from './write-named.js'

test('of many rules that would have one id each is written twice at most', () => {
  const names = outputNames([])
  const [count, ids] = [200, new Set<string>()]
  let written = 0
  for (let i = 0; i < count; i++) {
    const path = `r${i}.yml`
    const identity: Writer['identity'] = { target: 'panther', source: { language: 'sigma', path, hash: '' } }
    const result = writeNamed(
      ({ id = 'Same.Title' }) => {
        written++
        return success({ files: {}, readBack: { id } } as unknown as Translation)
      },
      { stem: 'r', own: 'r', place: (name) => name },
      { identity, before: undefined },
      names,
    )
    if (result.ok && result.value.readBack?.id !== undefined) ids.add(result.value.readBack.id)
  }
  expect(ids.size).toBe(count)
  expect(written).toBeLessThan(2 * count)
})
