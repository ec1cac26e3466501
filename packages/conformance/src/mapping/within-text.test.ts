import type { Pack } from '@ruleglot/core'
import { packNamed } from '@ruleglot/mappings/all'
import { parseRule, translate } from 'ruleglot'
import { describe, expect, test } from 'vitest'
import { runCarriedTests } from './carried-tests.js'

function made(os: string, query: string, to: 'sigma' | 'panther' = 'sigma') {
  const rule = `[rule]\nname = "N"\nrule_id = "r"\ntype = "eql"\nlanguage = "eql"\nquery = '''
process where host.os.type == "${os}" and event.type == "start" and ${query}'''\n`
  const target = to === 'panther' ? { target: { logTypes: ['Crowdstrike.FDREvent'] } } : {}
  const result = translate(rule, { from: 'elastic', to, ...target })
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  const read = parseRule('elastic', rule)
  if (!read.ok) throw new Error('unread')
  return { ...result.value, source: read.value, codes: result.diagnostics.map(({ code }) => code) }
}

describe('words of a command line, which other platforms do not keep apart', () => {
  test('are looked for in the command line, which fires more often', () => {
    const { text, verdict, witness, codes } = made('linux', 'process.args in ("-x", "-y")')
    expect(text).toContain('CommandLine|contains:\n            - -x\n            - -y\n')
    expect(text).toContain('Condition: wider.\n')
    expect(verdict).toBe('wider')
    expect(codes.filter((code) => code === 'mapping/lossy')).toHaveLength(1)
    expect(witness?.onlyB).toMatchObject({ CommandLine: expect.stringMatching(/-[xy]/) })
  })

  test.each([
    ['process.args : "*curl*"', 'CommandLine|contains: curl\n'],
    ['process.args : "a*b"', 'CommandLine|contains: a*b\n'],
    ['process.parent.args : "-x"', "ParentCommandLine|contains: '-x'\n"],
    ['process.args == "a" and process.args == "b"', 'CommandLine|contains|all:\n'],
  ])('%s', (query, detection) => {
    expect(made('macos', query).text.replaceAll("'", '')).toContain(detection.replaceAll("'", ''))
  })

  test('as an exclusion they leave out more', () => {
    const { text, verdict } = made('linux', 'process.name : "t" and not process.args : "-x"')
    expect(text).toContain('filter_main')
    expect(verdict).toBe('narrower')
  })

  test('where quotes inside a word are taken away, events with quotes are missed', () => {
    const { verdict, witness } = made('windows', 'process.args : "-enc"')
    expect(verdict).toBe('different')
    expect(witness?.onlyA).toMatchObject({ CommandLine: expect.stringContaining('"') })
  })

  test('what no text says of them is refused', () => {
    for (const query of ['process.args_count > 3', 'length(process.args) > 3', 'process.args == ""']) {
      expect(() => made('linux', query)).toThrow(/mapping\//)
    }
  })

  test.each(['sigma', 'panther'] as const)('%s: no event refutes the verdict', (to) => {
    for (const os of ['linux', 'macos', 'windows']) {
      for (const query of [
        'process.args : ("-x", "a*b")',
        'not process.args : "-x" and process.name : "t"',
        'process.args : "-x" and not process.args : "--quiet"',
        '(process.parent.args : "-x" or process.command_line : "*z*")',
      ]) {
        const { source, ...translation } = made(os, query, to)
        const pack = packNamed(`${os}.process_creation`) as Pack
        const { events, refuted } = runCarriedTests(source, translation, pack, 'elastic', to, 60)
        expect(events).toBeGreaterThan(2)
        expect(refuted).toEqual([])
      }
    }
  })
})

test('a rule for several systems says for which one it was written, and can be written for each', () => {
  const query = 'process where host.os.type in ("linux", "macos") and event.type == "start" and process.name == "t"'
  const rule = `[rule]\nname = "N"\nrule_id = "r"\ntype = "eql"\nlanguage = "eql"\nquery = '''${query}'''\n`
  const both = translate(rule, { from: 'elastic', to: 'sigma' })
  expect(both.diagnostics.map(({ code }) => code)).toContain('mapping/one-of-several')
  expect(both.ok && both.value.ruleVerdict.routing).toBe('approximate')
  const macos = translate(rule, { from: 'elastic', to: 'sigma', mapping: packNamed('macos.process_creation') as Pack })
  expect(macos.ok && macos.value.text).toContain('product: macos')
  expect(macos.diagnostics.map(({ code }) => code)).not.toContain('mapping/one-of-several')
})

test('a difference beside letter case is not put down to letter case', () => {
  const { text, verdict } = made('linux', 'process.name == "t" and process.args == "run"')
  expect(verdict).toBe('wider')
  expect(text).toContain('Condition: wider.')
})
