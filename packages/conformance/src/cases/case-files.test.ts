import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readCondition } from '@ruleglot/core'
import { Ajv, type AnySchema } from 'ajv'
import { describe, expect, test } from 'vitest'
import { loadSuites } from './load-cases.js'

const root = new URL('../../../../', import.meta.url)
const schema = (path: string): AnySchema =>
  JSON.parse(readFileSync(fileURLToPath(new URL(path, root)), 'utf8')) as AnySchema

const ajv = new Ajv({ strict: false, allErrors: true })
const validFile = ajv.compile(schema('spec/case.schema.json'))

describe('files of spec/cases', () => {
  for (const suite of loadSuites()) {
    test(suite.suite, () => {
      validFile(suite)
      expect(validFile.errors ?? []).toEqual([])
      for (const { name, ir } of suite.cases) {
        const read = readCondition(ir)
        expect({ name, problems: read.diagnostics }).toEqual({ name, problems: [] })
      }
    })
  }

  test('the schema can fail', () => {
    const [suite] = loadSuites()
    expect(validFile({ ...suite, suite: 'Not A Name' })).toBe(false)
    expect(
      validFile({ ...suite, cases: [{ name: 'x', ir: { kind: 'True' }, events: [{ event: 1, match: 1 }] }] }),
    ).toBe(false)
  })
})
