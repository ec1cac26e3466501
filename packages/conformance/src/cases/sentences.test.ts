import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { caseId, loadSuites } from './load-cases.js'

const spec = fileURLToPath(new URL('../../../../spec/', import.meta.url))

/** The ids in brackets, as in `[values/null-holds-no-value]`, of the pages that state the semantics. */
function sentenceIds(): readonly string[] {
  return readdirSync(spec)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => [...readFileSync(spec + file, 'utf8').matchAll(/\[([a-z-]+\/[a-z0-9-]+)\](?!\()/g)])
    .map((match) => match[1] as string)
}

const caseIds = loadSuites().flatMap((suite) => suite.cases.map((one) => caseId(suite, one)))

test('every sentence has its case', () => {
  expect(sentenceIds().filter((id) => !caseIds.includes(id))).toEqual([])
})

test('every case has its sentence', () => {
  const ids = new Set(sentenceIds())
  expect(caseIds.filter((id) => !ids.has(id))).toEqual([])
})

test('ids are given once', () => {
  expect(caseIds.filter((id, i) => caseIds.indexOf(id) !== i)).toEqual([])
  const ids = sentenceIds()
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
})
