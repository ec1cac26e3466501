import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { packIndex, readPackDocument } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { packNamed } from './all/index.js'
import { loadPack, packIds, packRouting } from './index.js'

test('the compiled packs are what the files say', () => {
  const script = fileURLToPath(new URL('../../../scripts/compile-packs.mjs', import.meta.url))
  expect(() => execFileSync('node', [script, '--check'])).not.toThrow()
})

test.each(packIds)('%s is a good pack', async (id) => {
  const pack = await loadPack(id)
  expect(pack).toEqual(packNamed(id))
  const read = readPackDocument(pack, id)
  expect(read.diagnostics).toEqual([])
  if (pack === undefined) return
  const index = packIndex(pack)
  // Every name that may be written is understood again, and the field it stands for is among its sources.
  for (const { path } of pack.fields) {
    const plain = path.replaceAll('[]', '')
    for (const platform of Object.keys(pack.platforms)) {
      for (const { name } of index.names(platform, plain) ?? []) {
        expect(
          index.sources(platform, name, false).map((source) => source.path),
          `${platform} ${name}`,
        ).toContain(plain)
      }
    }
  }
})

test('a pack that does not exist', async () => {
  expect(await loadPack('nobody')).toBeUndefined()
  expect(await loadPack('__proto__')).toBeUndefined()
  expect(packRouting.map(({ id }) => id)).toEqual(packIds)
})
