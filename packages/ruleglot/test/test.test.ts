import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

/** `ruleglot test`, as a user runs it. */
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-test-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'test', ...args], {
    cwd: work,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, stdout, stderr }
}

function files(all: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, text] of Object.entries(all)) {
    const path = join(work, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

const simple = (id: string, detection: string, tests: string): string => `AnalysisType: rule
RuleID: ${id}
Enabled: true
Severity: Low
LogTypes: [Custom.Log]
Detection:
${detection}
Tests:
${tests}
`

describe('ruleglot test', () => {
  test('rules whose tests pass', () => {
    files({
      'ok/a.yml': simple(
        'Custom.A',
        '  - { Key: action, Condition: IsIn, Values: [delete, drop] }',
        '  - { Name: dropped, ExpectedResult: true, Log: { ACTION: drop } }\n  - { Name: read, ExpectedResult: false, Log: { action: read } }',
      ),
    })
    const { status, stdout, stderr } = run('ok')
    expect(stderr).toBe('')
    expect(stdout).toBe('passed     Custom.A  2 tests\n\n1 rule       1 passed\n2 tests      2 passed\n')
    expect(status).toBe(0)
  })

  test('a failed test names what stood in the event', () => {
    files({
      'bad/a.yml': simple(
        'Custom.B',
        '  - { KeyPath: actor.name, Condition: StartsWith, Value: svc- }',
        '  - { Name: by a person, ExpectedResult: true, Log: { actor: { name: eve } } }',
      ),
    })
    const { status, stdout } = run('bad/a.yml')
    expect(stdout).toContain('failed     Custom.B  0 of 1 test\n')
    expect(stdout).toContain('x by a person: should match, does not\n')
    expect(stdout).toContain('actor.name = "eve"\n')
    expect(status).toBe(1)
  })

  test('what is not read leaves tests undecided, and says where; --strict counts them', () => {
    files({
      'open/a.yml': simple(
        'Custom.C',
        '  - { DeepKey: [list, 0], Condition: Equals, Value: x }\n  - { Key: b, Condition: Equals, Value: y }',
        '  - { Name: depends, ExpectedResult: true, Log: { list: [x], b: y } }\n  - { Name: does not depend, ExpectedResult: false, Log: { list: [x] } }',
      ),
    })
    const { status, stdout } = run('open')
    expect(stdout).toContain('undecided  Custom.C  1 of 2 tests\n')
    expect(stdout).toContain('1 test undecided: a part of the rule is not read\n')
    expect(stdout).toMatch(/open\/a\.yml:7: A position in a list/)
    expect(status).toBe(0)
    expect(run('open', '--strict').status).toBe(1)
  })

  test('mocks are skipped with their names', () => {
    files({
      'mocks/a.yml': simple(
        'Custom.D',
        '  - { Key: a, Condition: Exists }',
        '  - Name: looked up\n    ExpectedResult: true\n    Log: { a: 1 }\n    Mocks: [{ objectName: get_string_set, returnValue: "x" }]',
      ),
    })
    const { status, stdout } = run('mocks')
    expect(stdout).toContain('1 test skipped: it mocks get_string_set: only Python has functions to replace\n')
    expect(stdout).toContain('1 rule       1 skipped\n')
    expect(status).toBe(0)
  })

  test('functions that give a constant are replaced, other things are not', () => {
    files({
      'mocked/a.yml': `AnalysisType: rule
RuleID: Custom.M
Filename: a.py
Enabled: true
Severity: Low
LogTypes: [Custom.Log]
Tests:
  - Name: known to the cache
    ExpectedResult: true
    Log: { user: eve }
    Mocks: [{ objectName: lookup, returnValue: yes }, { objectName: is_new, returnValue: false }]
  - Name: new
    ExpectedResult: false
    Log: { user: eve }
    Mocks: [{ objectName: lookup, returnValue: "yes" }, { objectName: is_new, returnValue: true }]
  - Name: wrong
    ExpectedResult: true
    Log: { user: eve }
    Mocks: [{ objectName: lookup, returnValue: "no" }, { objectName: is_new, returnValue: false }]
  - Name: a constant
    ExpectedResult: true
    Log: { user: eve }
    Mocks: [{ objectName: USERS, returnValue: "[]" }]
`,
      'mocked/a.py': `from somewhere import lookup

USERS = ["eve"]


def is_new(user):
    return lookup(user) == "new"


def rule(event):
    user = event.get("user")
    return user in USERS and lookup(user) == "yes" and not is_new(user)
`,
    })
    const { status, stdout } = run('mocked')
    expect(stdout).toContain('failed     Custom.M  2 of 4 tests\n')
    expect(stdout).toContain('x wrong: should match, does not\n')
    expect(stdout).toContain("1 test skipped: it mocks USERS: USERS is no function of the rule's module\n")
    expect(status).toBe(1)
  })

  test('Python, its helper modules and data models are found in the repository around the rule', () => {
    files({
      'repo/rules/a/a.yml': `AnalysisType: rule
RuleID: Custom.E
Filename: a.py
Enabled: true
Severity: Low
LogTypes: [Custom.Log]
Tests:
  - { Name: one, ExpectedResult: true, Log: { a: x } }
`,
      'repo/rules/a/a.py': 'def rule(event):\n    return event.get("a") == "x"\n',
      'repo/global_helpers/x.yml': 'AnalysisType: global\nGlobalID: x\nFilename: x.py\n',
      'repo/global_helpers/x.py': 'X = "x"\n',
      'repo/packs/p.yml': 'AnalysisType: pack\nPackID: P\nPackDefinition: { IDs: [Custom.E] }\n',
    })
    for (const path of ['repo', 'repo/rules/a/a.yml']) {
      const { status, stdout, stderr } = run(path)
      expect(stderr).toBe('')
      expect(stdout).toContain('passed     Custom.E  1 test\n')
      expect(status).toBe(0)
    }
  })

  test('json holds one row for each rule', () => {
    const { stdout } = run('bad', '--format', 'json')
    expect(JSON.parse(stdout)).toEqual([
      {
        source: 'bad/a.yml',
        rule: 'Custom.B',
        tests: [{ name: 'by a person', expected: true, status: 'failed' }],
        unread: [],
      },
    ])
  })

  test('files that cannot be read are counted, the others are tested', () => {
    files({
      'mixed/a.yml': new Uint8Array([0x61, 0xff, 0xfe]),
      'mixed/b.yml': 'AnalysisType: rule\nRuleID: [\n',
      'mixed/c.yml': simple(
        'Custom.F',
        '  - { Key: a, Condition: Exists }',
        '  - { Name: t, ExpectedResult: true, Log: { a: 1 } }',
      ),
    })
    const { status, stdout, stderr } = run('mixed')
    expect(stdout).toContain('passed     Custom.F  1 test\n')
    expect(stderr).toContain('is not UTF-8')
    expect(stderr).toContain('2 files could not be read.')
    expect(status).toBe(2)
  })

  test('nothing to test', () => {
    files({ 'none/readme.txt': 'x', 'none/pyproject.toml': '[tool.black]\nline-length = 100\n' })
    expect(run('none')).toMatchObject({ status: 2, stdout: '', stderr: 'No rules were found.\n' })
    expect(run('nowhere').status).toBe(2)
  })
})
