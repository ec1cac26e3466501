import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readSources } from '../src/cli/read-sources.js'
import { lockRows } from '../src/cli/repository/lock-rows.js'
import { translateSource } from '../src/cli/repository/outcome.js'
import { outputNames } from '../src/cli/repository/output-names.js'
import { sourcePaths } from '../src/cli/repository/source-paths.js'
import { summaryFold, summaryText } from '../src/cli/repository/summary.js'

const folder = mkdtempSync(join(tmpdir(), 'ruleglot-passed-over-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PACK = 'AnalysisType: pack\nPackID: Own.Pack\nPackDefinition:\n  IDs:\n    - Own.Rule\n'
const WRITING = { to: ['sigma'], unmapped: 'keep', schema: 'ecs', guards: 'assume', case: 'fold' } as const
const MORE = { queryLanguage: 'auto', as: 'module', events: 'any', arrays: 'any', enable: 'safe' } as const
const KNOWN = { rows: lockRows([], () => false), names: outputNames([]), pathOf: sourcePaths([]) }

describe('a repository holds more than rules', () => {
  test('settings of tools are not looked at; a document of another kind is no failure, and says what it is', () => {
    writeFileSync(join(folder, '.pre-commit-config.yaml'), 'repos: []\n')
    writeFileSync(join(folder, 'own.yml'), PACK)
    const { sources } = readSources([folder])
    expect(sources.map(({ name }) => name)).toEqual([join(folder, 'own.yml')])
    const outcomes = sources.flatMap((source) => translateSource(source, { ...WRITING, ...MORE }, {}, KNOWN))
    expect(outcomes).toHaveLength(1)
    expect(outcomes[0]).toMatchObject({ passedOver: true, diagnostics: [{ code: 'panther/not-a-rule' }] })
    const summary = summaryFold()
    for (const outcome of outcomes) summary.add(outcome)
    expect(summaryText(summary.result(1, undefined))).toBe('1 source, 1 without a rule\n')
  })

  test('a file of a folder in no language we know is none; one that was named is an error', () => {
    const path = join(folder, 'notes.yaml')
    writeFileSync(path, 'notes:\n  about eq "x"\n')
    const outcomesOf = (given: string) =>
      readSources([given]).sources.flatMap((source) => translateSource(source, { ...WRITING, ...MORE }, {}, KNOWN))
    expect(outcomesOf(folder).filter(({ source }) => source.name === path)).toMatchObject([{ passedOver: true }])
    expect(outcomesOf(path)).toMatchObject([{ diagnostics: [{ code: 'rule/unknown-language' }] }])
  })
})
