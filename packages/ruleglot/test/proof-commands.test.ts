import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { afterAll, describe, expect, test } from 'vitest'

/** compare, diff, check and generate-tests of the built command, run as a user runs them. */
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const example = fileURLToPath(new URL('../../../examples/03-review-a-change/', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-proof-'))
cpSync(example, join(work, 'review'), { recursive: true })
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(args: readonly string[], input = '') {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawnSync(process.execPath, [command, ...args], { cwd: work, input, encoding: 'utf8', env })
}

function file(name: string, text: string): string {
  mkdirSync(join(work, name, '..'), { recursive: true })
  writeFileSync(join(work, name), text)
  return name
}

describe('compare', () => {
  const a = file('a.kql', 'event.action: login and not user.name: root')

  test('0 for rules that mean the same, whatever the language', () => {
    const b = file('b.condition', 'not user.name eq "root"\nevent.action eq "login"')
    const { status, stdout } = run(['compare', a, b])
    expect([status, stdout]).toEqual([0, 'equivalent: b.condition fires on the same events as a.kql.\n'])
  })

  test('1 with an event for each direction otherwise', () => {
    const b = file('c.kql', 'event.action: (login or logout) and not user.name: r*')
    const { status, stdout } = run(['compare', a, b, '--format', 'json'])
    expect(status).toBe(1)
    const { verdict, condition } = JSON.parse(stdout) as { verdict: string; condition: { witness: object } }
    expect([verdict, Object.keys(condition.witness)]).toEqual(['different', ['onlyA', 'onlyB']])
  })

  test('names of two platforms go together under a mapping', () => {
    const toml = file(
      'policy.toml',
      `[metadata]
integration = ["okta"]
[rule]
name = "A policy is gone"
rule_id = "6d0c0a1c-2a49-4a0d-9c1e-4b3c2e1a9d10"
risk_score = 47
severity = "medium"
type = "query"
language = "kuery"
index = ["logs-okta*"]
query = "event.dataset:okta.system and event.action:policy.lifecycle.delete"
`,
    )
    const yaml = file(
      'policy.yml',
      `title: A policy is gone
logsource: { product: okta, service: okta }
detection:
    selection:
        eventType: policy.lifecycle.delete
    condition: selection
`,
    )
    expect(run(['compare', toml, yaml]).status).toBe(1)
    const { status, stdout } = run(['compare', toml, yaml, '--mapping', 'auto', '--format', 'json'])
    expect([status, (JSON.parse(stdout) as { condition: { verdict: string } }).condition.verdict]).toEqual([
      0,
      'equivalent',
    ])
    expect(run(['compare', toml, yaml, '--mapping', 'no-such-pack.yaml']).status).toBe(2)
  })

  test('an assumption that someone knows to hold', () => {
    const b = file('d.kql', 'event.action: login and event.action: logout')
    const never = file('e.kql', 'event.action: login and not event.action: *')
    expect(run(['compare', b, never]).status).toBe(1)
    expect(run(['compare', b, never, '--assume', 'colour:x']).status).toBe(3)
  })

  test('what is no rule ends with 2', () => {
    expect(run(['compare', a, 'gone.kql']).status).toBe(2)
    expect(run(['compare', '-', '-']).status).toBe(3)
  })
})

describe('diff', () => {
  test('a rule that no longer runs is a finding', () => {
    const rule = (enabled: string): string =>
      `AnalysisType: rule\nRuleID: A.B\nEnabled: ${enabled}\nLogTypes: [A.B]\nSeverity: Low\nDetection:\n  - Key: a\n    Condition: Equals\n    Value: x\n`
    file('on/a.yml', rule('true'))
    file('off/a.yml', rule('false'))
    const { status, stdout } = run(['diff', 'on', 'off'])
    expect(status).toBe(1)
    expect(stdout).toContain('alerting: alerts -> does not run')
  })

  test('the same test of another log is a finding', () => {
    const rule = (type: string): string =>
      `AnalysisType: rule\nRuleID: A.B\nEnabled: true\nLogTypes: [${type}]\nSeverity: Low\nDetection:\n  - Key: a\n    Condition: Equals\n    Value: x\n`
    file('okta/a.yml', rule('Okta.SystemLog'))
    file('aws/a.yml', rule('AWS.CloudTrail'))
    const { status, stdout } = run(['diff', 'okta', 'aws'])
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining('log source: logTypes: Okta.SystemLog -> AWS.CloudTrail'),
    ])
    expect(run(['compare', 'okta/a.yml', 'aws/a.yml']).stdout).toContain('each among those of its own log source')
  })

  test('a copy, and a rule without an id among others of its file, are compared with themselves', () => {
    const rule = (title: string, value: string, id = ''): string =>
      `title: ${title}\n${id}logsource: { product: x }\ndetection:\n  s: { a: ${value} }\n  condition: s\n`
    const id = 'id: 11111111-1111-4111-8111-111111111111\n'
    file('two/a.yml', rule('A', 'one', id))
    file('two/b.yml', rule('B', 'two', id))
    file('two/c.yml', [rule('C', 'three'), rule('D', 'four'), rule('E', 'five')].join('---\n'))
    file('one/b.yml', rule('B', 'two', id))
    file('one/c.yml', [rule('D', 'four'), rule('E', 'five')].join('---\n'))
    expect(run(['diff', 'two', 'one']).stdout).toMatch(/5 rules: 2 removed, 2 equivalent, 1 unchanged\.\n$/)
  })

  test('the example: what the change lets through comes first', () => {
    const { status, stdout } = run(['diff', 'review/before', 'review/after'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^narrower {4}Root Login Outside The Office\n/)
    expect(stdout).toMatch(/no longer fires on \{.*"sourceIPAddress":"10\./)
    expect(stdout).toMatch(/wider {7}Access Key Created\n[\s\S]*now fires on/)
    expect(stdout).toMatch(/2 rules: 1 narrower, 1 wider\.\n$/)
  })

  test('Markdown is a table; SARIF points at the new file; the same folder is unchanged', () => {
    const markdown = run(['diff', 'review/before', 'review/after', '--format', 'markdown']).stdout
    expect(markdown).toMatch(/^### What this change does to the rules\n/)
    expect(markdown).toContain('| **narrower** | Root Login Outside The Office<br>`review/after/root-login.yml` |')
    const sarif = JSON.parse(run(['diff', 'review/before', 'review/after', '--format', 'sarif']).stdout) as {
      runs: { results: { ruleId: string; locations: unknown[] }[] }[]
    }
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['change/narrower', 'change/wider'])
    expect(JSON.stringify(sarif)).toContain('review/after/root-login.yml')
    const same = run(['diff', 'review/after', 'review/after'])
    expect([same.status, same.stdout]).toEqual([0, '2 rules: 2 unchanged.\n'])
  })

  test('added, removed, moved', () => {
    file('old/x.kql', 'a: 1')
    file('old/y.kql', 'b: 1')
    file('new/x.kql', '(a: 1)')
    file('new/z.kql', 'c: 1')
    const rows = JSON.parse(run(['diff', 'old', 'new', '--format', 'json']).stdout) as {
      status: string
    }[]
    expect(rows.map(({ status }) => status)).toEqual(['removed', 'added', 'equivalent'])
  })
})

describe('check', () => {
  const covered = file('rules/covered.kql', 'process.name: (*shell* or *powershell*) and user.name: *')
  file('rules/inside.kql', 'process.name: *powershell* and user.name: root')

  test('names the part, shows its place, ends with 1', () => {
    const { status, stdout, stderr } = run(['check', covered])
    expect(status).toBe(1)
    expect(stdout).toContain('warning[logic/covered-value]')
    expect(stdout).toContain('^^^^^^^^^^^^')
    expect(stderr).toBe('1 rule in 1 file: 0 errors, 1 warning.\n')
  })

  test('--related finds containment; each format is what it says', () => {
    const { stdout } = run(['check', 'rules', '--related'])
    expect(stdout).toContain('related/inside')
    expect(JSON.parse(run(['check', 'rules', '--format', 'json']).stdout)).toHaveLength(1)
    expect(JSON.parse(run(['check', 'rules', '--format', 'sarif']).stdout)).toMatchObject({ version: '2.1.0' })
    expect(run(['check', 'rules', '--format', 'markdown']).stdout).toContain('| 1 | warning |')
  })

  test('0 when there is nothing to say, 2 for what cannot be read', () => {
    const { status, stdout, stderr } = run(['check', '-', '--from', 'kql'], 'a: 1')
    expect([status, stdout, stderr]).toEqual([0, '', '1 rule in 1 file: nothing found.\n'])
    expect(run(['check', '-', '--from', 'kql'], 'a: (').status).toBe(2)
  })

  test('says of how many rules it knows only a part', () => {
    const body = 'import socket\ndef rule(event):\n    return socket.gethostbyname(event.get("a")) == "b"\n'
    const { status, stderr } = run(['check', file('unread.py', body)])
    expect(status).toBe(0)
    expect(stderr).toBe(
      '1 rule in 1 file: nothing found.\nA part of the rule is not understood, and its logic is not checked; ruleglot inspect shows it.\n',
    )
  })
})

describe('generate-tests', () => {
  test('NDJSON by default, coverage on standard error', () => {
    const { status, stdout, stderr } = run(['generate-tests', '-', '--from', 'kql'], 'a: x and not b: y')
    expect(status).toBe(0)
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; expected: boolean })
    expect(rows[0]).toMatchObject({ name: 'typical match', expected: true, event: { a: 'x' } })
    expect(stderr).toContain('2 of 2 parts of the rule decide')
  })

  test('Panther: the Tests key alone', () => {
    const { stdout } = run(['generate-tests', 'review/before/root-login.yml', '--format', 'panther'])
    const { Tests } = load(stdout) as { Tests: { Name: string; ExpectedResult: boolean; Log: object }[] }
    expect(Tests[0]).toMatchObject({ Name: 'typical match', ExpectedResult: true })
    expect(new Set(Tests.map(({ Name }) => Name)).size).toBe(Tests.length)
  })

  test('vitest: a file that reads the rule', () => {
    const { stdout } = run(['generate-tests', 'review/before/root-login.yml', '--format', 'vitest'])
    expect(stdout).toContain("import { describe, expect, test } from 'vitest'")
    expect(stdout).toContain('"review/before/root-login.yml"')
  })

  test('vitest: what the rule needs is read from where it was found, and only this rule', () => {
    pantherRepository('repo', 'abc')
    const { stdout } = run(['generate-tests', 'repo/rules/derived.yml', '--format', 'vitest'])
    const paths = JSON.parse(/^const paths = (.*)$/m.exec(stdout)?.[1] ?? '{}') as Record<string, string>
    expect(Object.values(paths).map((path) => path.replaceAll('\\', '/'))).toEqual([
      'repo/rules/derived.yml',
      'repo/bases/base.yml',
      'repo/bases/base.py',
      'repo/global_helpers/names.py',
    ])
    expect(stdout).toContain('entry: "repo/rules/derived.yml"')
  })
})

describe('a rule of other files', () => {
  test('a change of a helper module is one of the rules that import it, and of those derived from them', () => {
    pantherRepository('repo-before', 'abc')
    pantherRepository('repo-after', 'xyz')
    const { status, stdout } = run(['diff', 'repo-before', 'repo-after', '--format', 'json'])
    const rows = JSON.parse(stdout) as { id: string; status: string }[]
    expect(rows.map((row) => [row.id, row.status])).toEqual([
      ['A.Base', 'different'],
      ['A.Derived', 'different'],
    ])
    expect(status).toBe(1)
    expect(run(['diff', 'repo-before/rules', 'repo-before/rules', '--format', 'json']).status).toBe(0)
  })

  test('outside of a repository only what lies beside a rule is looked at', () => {
    const derived = 'AnalysisType: rule\nRuleID: A.Derived\nBaseDetection: "A.Base" # of all\nSeverity: High\n'
    const base =
      'AnalysisType: rule\nEnabled: true\nSeverity: Low\nLogTypes: [A.B]\nRuleID: A.Base\nFilename: base.py\n'
    const body = 'def rule(event):\n    return event.get("a") == "b"\n'
    for (const folder of ['beside', 'apart/below']) {
      file(`${folder}/base.yml`, base)
      file(`${folder}/base.py`, body)
    }
    const found = run(['eval', file('beside/derived.yml', derived)], '{"a": "b"}\n')
    expect([found.status, found.stderr]).toEqual([0, expect.not.stringContaining('error')])
    expect(run(['check', file('apart/derived.yml', derived)]).status).toBe(1)
    expect(run(['check', 'apart']).status).toBe(0)
  })

  test('a line of blanks is read once', () => {
    const name = file('blanks.yml', `AnalysisType: rule\nRuleID: A\nBaseDetection:${' '.repeat(300_000)}#\n`)
    const { signal } = spawnSync(process.execPath, [command, 'check', name], { cwd: work, timeout: 60_000 })
    expect(signal).toBe(null)
  })
})

/** A rule derived from one in another folder, whose Python imports a helper module. */
function pantherRepository(folder: string, name: string): void {
  const base = 'AnalysisType: rule\nEnabled: true\nSeverity: Low\nLogTypes: [A.B]\nRuleID: A.Base\nFilename: base.py\n'
  file(`${folder}/bases/base.yml`, base)
  file(`${folder}/bases/base.py`, 'from names import NAME\n\n\ndef rule(event):\n    return event.get("a") == NAME\n')
  file(`${folder}/global_helpers/names.py`, `NAME = "${name}"\n`)
  file(`${folder}/rules/derived.yml`, 'AnalysisType: rule\nRuleID: A.Derived\nBaseDetection: A.Base\nSeverity: High\n')
}
