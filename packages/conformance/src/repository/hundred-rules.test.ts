import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpusRules, corpusTexts } from '../corpus/corpus-rules.js'
import { PROMISED } from '../corpus/promised-sources.js'
import { packOfRule } from '../mapping/pack-of-rule.js'

/**
 * From `ruleglot init` to a folder that can be deployed, with the steps that its help names: 45 rules of Elastic, 45 of
 * Sigma, 10 of Panther. Skipped where the corpora are not there.
 */
const command = fileURLToPath(new URL('../../../ruleglot/dist/cli/main.js', import.meta.url))
const EACH = 45
const hasCorpora = corpusRules('elastic') !== undefined && corpusRules('sigma') !== undefined

describe.runIf(hasCorpora)('a hundred rules', () => {
  let folder = ''
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8' })
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const contents = (): Readonly<Record<string, string>> =>
    Object.fromEntries(filesBelow(join(folder, 'out')).map((path) => [path, readFileSync(path, 'utf8')]))

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
    for (const [language, extension] of [
      ['elastic', 'toml'],
      ['sigma', 'yml'],
    ] as const) {
      for (const { name, text } of firstOf(language)) write(`rules/${language}/${name}.${extension}`, text)
    }
    for (let i = 0; i < 10; i++) {
      write(`rules/panther/zone_${i}.yml`, PANTHER_SPEC.replaceAll('%', String(i)))
      write(`rules/panther/zone_${i}.py`, `def rule(event):\n    return event.get("eventType") == "zone.step_${i}"\n`)
    }
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('are converted with init and convert, and stay converted', () => {
    expect(run('--help').stdout).toContain('init')
    const begun = run('init', 'rules', '--to', 'panther', '--out', 'out')
    expect([begun.status, begun.stderr]).toEqual([0, expect.stringContaining('ruleglot convert --plan')])
    for (const count of [`${EACH}  elastic`, `${EACH}  sigma`, '10  panther']) expect(begun.stderr).toContain(count)

    const plan = run('convert', '--plan')
    expect(plan.stderr).toMatch(/create: .*\.py/)
    expect(readdirSync(folder).sort()).toEqual(['ruleglot.config.json', 'rules'])

    // Rules that cannot be converted are named, and make the exit code 2; the others are written.
    const first = run('convert')
    expect([0, 2]).toContain(first.status)
    const written = contents()
    const specs = Object.keys(written).filter((path) => path.endsWith('.yml'))
    expect(specs.length).toBeGreaterThanOrEqual(85)
    for (const path of specs) {
      expect(written[path]).toMatch(/^AnalysisType: (rule|scheduled_rule|correlation_rule)$/m)
      expect(Object.keys(written)).toContain(path.replace(/yml$/, 'py'))
    }
    const ids = specs.map((path) => /^RuleID: (.*)$/m.exec(written[path] as string)?.[1])
    expect(new Set(ids).size).toBe(ids.length)

    expect(run('convert').status).toBe(first.status)
    expect(contents()).toEqual(written)
    expect(run('convert', '--check').stderr).not.toMatch(/^(missing|differs):/m)

    // A rule that gets another name and title keeps its id and its file; a file edited by hand is left alone.
    const [spec = '', other = ''] = specs.filter((path) => path.includes('/sigma/'))
    const edited = other.replace(/yml$/, 'py')
    const source = join(folder, 'rules/sigma', spec.replace(/^.*\//, ''))
    writeFileSync(source, readFileSync(source, 'utf8').replace(/^title:.*$/m, 'title: Quite Another Title'))
    renameSync(source, join(folder, 'rules/sigma/renamed.yml'))
    writeFileSync(edited, `${written[edited]}\n# Kept.\n`)
    const again = run('convert')
    expect(again.status).not.toBe(0)
    const after = contents()
    expect(/^RuleID: (.*)$/m.exec(after[spec] as string)?.[1]).toBe(
      /^RuleID: (.*)$/m.exec(written[spec] as string)?.[1],
    )
    expect(after[edited]).toContain('# Kept.')
    expect(after[spec]).toContain('Quite Another Title')
    expect(again.stderr).toContain('edited by hand')
  }, 600_000)

  function firstOf(language: 'elastic' | 'sigma') {
    const texts = new Map(corpusTexts(language).map(({ path, text }) => [path, text]))
    const found: { readonly name: string; readonly text: string }[] = []
    for (const { rule, name } of corpusRules(language) ?? []) {
      if (found.length === EACH) break
      const pack = packOfRule(rule, language)
      if (pack === undefined || pack === 'several' || !PROMISED.includes(pack.id)) continue
      found.push({
        name: `${found.length}_${name.replace(/^.*\//, '').replace(/\.\w+$/, '')}`,
        text: texts.get(name) as string,
      })
    }
    return found
  }
})

const PANTHER_SPEC = `AnalysisType: rule
RuleID: Okta.Zone.Step%
DisplayName: Zone step %
Filename: zone_%.py
Enabled: true
LogTypes: [Okta.SystemLog]
Severity: Low
Tests:
  - Name: Step
    ExpectedResult: true
    Log: { eventType: zone.step_% }
`

function filesBelow(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
