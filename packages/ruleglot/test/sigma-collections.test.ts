import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRules } from 'ruleglot'
import { afterAll, describe, expect, test } from 'vitest'
import { loadRules } from '../src/cli/load-rules.js'
import { readSources } from '../src/cli/read-sources.js'
import { withSigmaCollections } from '../src/cli/sigma-collections.js'
import { sourceReader } from '../src/cli/source-reader.js'

const folder = mkdtempSync(join(tmpdir(), 'ruleglot-collections-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SOURCE = 'logsource:\n  product: linux\n  category: process_creation\n'
const ruleOf = (name: string): string =>
  `title: ${name}\nname: ${name}\n${SOURCE}detection:\n  selection:\n    Image|endswith: /${name}\n  condition: selection\n`
const correlationOf = (names: readonly string[]): string =>
  `title: Many\ncorrelation:\n  type: event_count\n  generate: true\n  rules: [${names.join(', ')}]\n  group-by: [User]\n  timespan: 1h\n  condition:\n    gte: 5\n`
const FILTER = `title: Not root\n${SOURCE}filter:\n  rules: any\n  selection:\n    User: root\n  condition: not selection\n`

function folderOf(files: Readonly<Record<string, string>>): string {
  const at = mkdtempSync(join(folder, 'case-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(at, path, '..'), { recursive: true })
    writeFileSync(join(at, path), text)
  }
  return at
}

const sourcesOf = (files: Readonly<Record<string, string>>) =>
  withSigmaCollections(readSources([folderOf(files)])).sources

const TOOLS = ['curl', 'nc', 'socat', 'wget']
const collection = {
  'filters/root.yml': FILTER,
  'many.yml': correlationOf(TOOLS),
  ...Object.fromEntries(TOOLS.map((name) => [`rules/${name}.yml`, ruleOf(name)])),
  'rules/alone.yml': ruleOf('alone'),
  'rules/unnamed.yml': ruleOf('unnamed').replace('name: unnamed\n', ''),
}

describe('Sigma rules that speak of rules in other files', () => {
  test('members of a collection share their files, so that it is read once', () => {
    const sources = sourcesOf(collection)
    const member = (stem: string) => sources.find((source) => source.stem === stem)
    const { files } = member('many') ?? {}
    for (const name of TOOLS) expect(member(name)?.files).toBe(files)
    expect(Object.keys(files ?? {})).toHaveLength(TOOLS.length + 2)
    expect(Object.keys(member('alone')?.files ?? {})).toHaveLength(2)
    const reader = sourceReader()
    const firstOf = (name: string) => {
      const source = member(name)
      const read = source === undefined ? undefined : reader.rulesOf(source, 'sigma', {})
      return read?.ok === true ? read.value[0] : undefined
    }
    expect(firstOf('curl')).toBeDefined()
    expect(firstOf('curl')).toBe(firstOf('curl'))
  })

  test('each file has the rules that it has when it is asked for alone', () => {
    const reader = sourceReader()
    for (const source of sourcesOf(collection)) {
      const own = reader.rulesOf(source, 'sigma', {})
      const alone = parseRules('sigma', source.files, { file: source.name, entry: source.name })
      expect(own.ok ? own.value : []).toEqual(alone.ok ? alone.value : [])
      // Only the filter has none of its own, and that is no mistake.
      expect([own.ok, own.diagnostics]).toEqual([true, []])
    }
  })

  test('a filter for all rules stands in each', () => {
    const reader = sourceReader()
    const read = sourcesOf(collection).flatMap((source) => {
      const rules = reader.rulesOf(source, 'sigma', {})
      return rules.ok ? rules.value : []
    })
    expect(read).toHaveLength(TOOLS.length + 3)
    for (const { condition } of read) expect(JSON.stringify(condition)).toContain('"root"')
  })

  test('every verb finds them in a folder; a rule that only feeds a correlation is none of its own', () => {
    const feeding = { ...collection, 'many.yml': collection['many.yml'].replace('  generate: true\n', '') }
    const { rules, diagnostics } = loadRules([folderOf(feeding)], { schema: 'ecs' })
    expect(diagnostics).toEqual([])
    expect(rules.map(({ rule }) => rule.title)).toEqual(['Many', 'alone', 'unnamed'])
  })

  test('a filter without any rule beside it says so', () => {
    const { diagnostics } = loadRules([folderOf({ 'root.yml': FILTER })], { schema: 'ecs' })
    expect(diagnostics.map(({ code }) => code)).toEqual(['sigma/filter-not-applied', 'rule/none'])
  })
})
