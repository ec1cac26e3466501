import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

function sigma(title: string, id: string, detection = 'eventType: user.login'): string {
  return `title: ${title}
id: ${id}
status: test
description: An example.
logsource:
    product: okta
    service: okta
detection:
    selection:
        ${detection}
    condition: selection
level: low
`
}

const ELASTIC = `[rule]
author = ["Example"]
description = "An example."
language = "kuery"
name = "One"
risk_score = 21
rule_id = "33333333-3333-4333-8333-333333333333"
severity = "low"
type = "query"
query = '''
some.unknown.field: Text
'''
`

const ONE = '11111111-1111-4111-8111-111111111111'
const TWO = '22222222-2222-4222-8222-222222222222'
const PANTHER = [
  'convert',
  'rules',
  '--to',
  'panther',
  '--unmapped',
  'keep',
  '--log-type',
  'Okta.SystemLog',
  '--out',
  'out',
]

describe('a repository, converted and kept converted', () => {
  test('a second run writes nothing', () => {
    write('rules/a/one.yml', sigma('One', ONE))
    expect(run(...PANTHER).status).toBe(0)
    const stamps = snapshot('out')
    expect(Object.keys(stamps)).toEqual(['a/one.py', 'a/one.yml', 'ruleglot.lock.json'])
    const again = run(...PANTHER)
    expect(again.status).toBe(0)
    expect(snapshot('out')).toEqual(stamps)
    expect(run(...PANTHER, '--check')).toMatchObject({ status: 0, stdout: '' })
  })

  test('a rule keeps id and file name when its title and path change', () => {
    write('rules/one.yml', sigma('First Name', ONE))
    run(...PANTHER)
    const id = /RuleID: (.*)/.exec(read('out/one.yml'))?.[1]
    write('rules/one.yml', sigma('Second Name', ONE))
    mkdirSync(join(folder, 'rules/moved'))
    renameSync(join(folder, 'rules/one.yml'), join(folder, 'rules/moved/other.yml'))
    expect(run(...PANTHER).status).toBe(0)
    expect(read('out/one.yml')).toContain(`RuleID: ${id}`)
    expect(read('out/one.yml')).toContain('DisplayName: Second Name')
    expect(readdirSync(join(folder, 'out'))).toEqual(['one.py', 'one.yml', 'ruleglot.lock.json'])
  })

  test('an output edited by hand is left alone', () => {
    write('rules/one.yml', sigma('One', ONE))
    run(...PANTHER)
    const written = read('out/one.py')
    write('out/one.py', `${written}# mine\n`)
    const { status, stderr } = run(...PANTHER)
    expect(status).toBe(1)
    expect(stderr).toContain('edited by hand: out/one.py')
    expect(read('out/one.py')).toBe(`${written}# mine\n`)
    expect(read('out/one.py.new')).toBe(written)
    expect(run(...PANTHER, '--check').status).toBe(1)
  })

  test('a file that was never written by a conversion is left alone too', () => {
    write('rules/one.yml', sigma('One', ONE))
    write('out/one.py', 'def rule(event):\n    return False\n')
    expect(run(...PANTHER).status).toBe(1)
    expect(read('out/one.py')).toContain('return False')
  })

  test('an output whose source is gone is listed, and fails --check', () => {
    write('rules/one.yml', sigma('One', ONE))
    write('rules/two.yml', sigma('Two', TWO))
    run(...PANTHER)
    rmSync(join(folder, 'rules/two.yml'))
    const { status, stderr } = run(...PANTHER)
    expect(status).toBe(0)
    expect(stderr).toContain('no source any more (was two.yml): two.yml, two.py')
    expect(run(...PANTHER, '--check').status).toBe(1)
    // One file alone says nothing about the others.
    const single = PANTHER.map((arg) => (arg === 'rules' ? 'rules/one.yml' : arg))
    expect(run(...single).stderr).not.toContain('no source any more')
  })

  test('--check finds a stale output and writes nothing', () => {
    write('rules/one.yml', sigma('One', ONE))
    run(...PANTHER)
    write('rules/one.yml', sigma('One', ONE, 'eventType: user.logout'))
    const stamps = snapshot('out')
    const { status, stderr } = run(...PANTHER, '--check')
    expect(status).toBe(1)
    expect(stderr).toContain('differs: out/one.py')
    expect(snapshot('out')).toEqual(stamps)
  })

  test('two rules of one id, as a copy has it, are two outputs, run after run', () => {
    write('rules/a/one.yml', sigma('One', ONE))
    write('rules/b/copy.yml', sigma('Copy', ONE, 'eventType: user.logout'))
    run(...PANTHER)
    const stamps = snapshot('out')
    expect(Object.keys(stamps)).toEqual(['a/one.py', 'a/one.yml', 'b/copy.py', 'b/copy.yml', 'ruleglot.lock.json'])
    expect(run(...PANTHER).status).toBe(0)
    expect(snapshot('out')).toEqual(stamps)
    // The first is renamed: the copy keeps what is its own.
    renameSync(join(folder, 'rules/a/one.yml'), join(folder, 'rules/a/renamed.yml'))
    expect(run(...PANTHER).status).toBe(0)
    expect(read('out/a/one.yml')).toContain('DisplayName: One')
    expect(read('out/b/copy.yml')).toContain('DisplayName: Copy')
  })

  test('rules without an id in two folders of one layout are two rules', () => {
    write('x/one.kql', 'event.action: a')
    write('y/one.kql', 'event.action: b')
    const args = ['convert', 'x', 'y', '--to', 'javascript', '--unmapped', 'keep', '--out', 'out']
    run(...args)
    const stamps = snapshot('out')
    expect(run(...args).status).toBe(0)
    expect(snapshot('out')).toEqual(stamps)
  })

  test('a new rule under the old name of a renamed one takes nothing from it', () => {
    write('rules/one.yml', sigma('One', ONE))
    run(...PANTHER)
    renameSync(join(folder, 'rules/one.yml'), join(folder, 'rules/old.yml'))
    write('rules/one.yml', sigma('Two', TWO))
    const { status, stderr } = run(...PANTHER)
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('edited by hand')])
    expect(read('out/one.yml')).toContain('DisplayName: One')
    expect(read('out/one-2.yml')).toContain('Filename: one-2.py')
    expect(run(...PANTHER, '--check').status).toBe(0)
  })

  test('several rules of one file do not write over a file that is called like one of them', () => {
    write('rules/many.yml', `${sigma('One', ONE)}---\n${sigma('Two', TWO)}`)
    write('rules/many-1.yml', sigma('Three', '44444444-4444-4444-8444-444444444444'))
    run(...PANTHER)
    const titles = ['many-1', 'many-2', 'many-1-2'].map(
      (name) => /DisplayName: (.*)/.exec(read(`out/${name}.yml`))?.[1],
    )
    expect(titles.sort()).toEqual(['One', 'Three', 'Two'])
  })

  test('rules of one title get an id each on Panther, and keep it', () => {
    write('rules/a.yml', sigma('One', ONE))
    write('rules/b.yml', sigma('One', TWO))
    expect(run(...PANTHER).stderr).toContain('repository/same-id')
    const ids = (): readonly unknown[] => ['a', 'b'].map((name) => /RuleID: (.*)/.exec(read(`out/${name}.yml`))?.[1])
    expect(ids()).toEqual(['Okta.SystemLog.One', 'Okta.SystemLog.One.2'])
    rmSync(join(folder, 'rules/a.yml'))
    expect(run(...PANTHER).stderr).not.toContain('repository/same-id')
    expect(ids()[1]).toBe('Okta.SystemLog.One.2')
  })

  test('queries of one name in two folders get an id each on Elastic', () => {
    write('rules/a/one.kql', 'event.action: a')
    write('rules/b/one.kql', 'event.action: b')
    run('convert', 'rules', '--to', 'elastic', '--unmapped', 'keep', '--out', 'out')
    const [a, b] = ['a', 'b'].map((name) => /rule_id = "(.*)"/.exec(read(`out/${name}/one.toml`))?.[1])
    expect(a).not.toBe(b)
    expect(b).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })

  test('a file that a rule has no more is named, and a deleted orphan is forgotten', () => {
    write('rules/one.yml', sigma('One', ONE))
    write('rules/two.yml', sigma('Two', TWO))
    run(...PANTHER)
    expect(run(...PANTHER, '--style', 'simple').stderr).toContain('no rule has it any more: out/one.py')
    for (const path of ['rules/two.yml', 'out/two.yml', 'out/two.py']) rmSync(join(folder, path))
    expect(run(...PANTHER, '--style', 'simple').stderr).not.toContain('no source any more')
    expect(read('out/ruleglot.lock.json')).not.toContain(TWO)
  })

  test('what comes out of a pipe as JavaScript is JavaScript', () => {
    write('rules/one.yml', sigma('One', ONE))
    const { stdout } = run('convert', 'rules', '--to', 'javascript')
    write('one.mjs', stdout)
    expect(stdout).not.toContain('declare')
    expect(spawnSync(process.execPath, ['--check', join(folder, 'one.mjs')]).status).toBe(0)
  })

  test('the lock says what an output was made from', () => {
    write('rules/one.yml', sigma('One', ONE))
    run(...PANTHER)
    const lock = JSON.parse(read('out/ruleglot.lock.json')) as { rules: unknown[] }
    expect(lock.rules).toMatchObject([
      {
        source: { language: 'sigma', id: ONE, path: 'one.yml' },
        target: 'panther',
        unplaced: ['status'],
        verdict: { trigger: 'exact' },
      },
    ])
    write('out/ruleglot.lock.json', '{"version": 2}')
    const { status, stderr } = run(...PANTHER)
    expect(status).toBe(2)
    expect(stderr).toContain('not a lock file')
  })

  test.each(['../one.yml', 'a/../../one.yml', '/one.yml', 'C:\\one.yml'])('a lock that names %s is refused', (path) => {
    write('rules/one.yml', sigma('One', ONE))
    run(...PANTHER)
    const lock = JSON.parse(read('out/ruleglot.lock.json')) as { rules: { files: Record<string, string> }[] }
    for (const rule of lock.rules) rule.files = { [path]: 'a' }
    write('out/ruleglot.lock.json', JSON.stringify(lock))
    const { status, stderr } = run(...PANTHER)
    expect(status).toBe(2)
    expect(stderr).toContain('is not a path inside the folder')
  })

  test.each([{ id: 5 }, { files: { 'one.yml': 5 } }, { files: { '': 'a' } }])('a lock with %j is refused', (wrong) => {
    write('rules/one.yml', sigma('One', ONE))
    run(...PANTHER)
    const lock = JSON.parse(read('out/ruleglot.lock.json')) as { rules: object[] }
    write('out/ruleglot.lock.json', JSON.stringify({ ...lock, rules: lock.rules.map((row) => ({ ...row, ...wrong })) }))
    expect(run(...PANTHER)).toMatchObject({ status: 2, stderr: expect.stringContaining('not a lock file') })
  })

  test('--plan writes nothing and says what one mended cause would unlock', () => {
    write('rules/one.yml', sigma('One', ONE))
    write('rules/two.yml', sigma('Two', TWO, 'eventType|re: "[0-9]+x"'))
    const args = ['convert', 'rules', '--to', 'kql', '--out', 'out', '--plan']
    const { status, stderr } = run(...args)
    expect(status).toBe(2)
    expect(stderr).toContain('2 sources')
    expect(stderr).toMatch(/Refused, by cause/)
    expect(stderr).toContain('create: ')
    expect(() => statSync(join(folder, 'out'))).toThrow()
    const { stdout } = run(...args, '--format', 'markdown')
    expect(stdout).toContain('| target | exact | wider |')
  })
})

test('SARIF places what speaks of a rule in its file', () => {
  write('rules/one.toml', ELASTIC)
  const args = ['convert', 'rules', '--to', 'sigma', '--unmapped', 'keep', '--logsource', 'product=okta,service=okta']
  const { stdout } = run(...args, '--format', 'sarif')
  const { runs } = JSON.parse(stdout) as { runs: { results: Record<string, unknown>[] }[] }
  expect(runs[0]?.results).toMatchObject([
    {
      ruleId: 'repository/not-exact',
      level: 'warning',
      message: { text: expect.stringMatching(/^Written as sigma, its condition is wider\. Only the output fires on/) },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'rules/one.toml' }, region: { startLine: 1 } } }],
    },
  ])
})

describe('ruleglot init', () => {
  test('writes a config that convert follows, and flags go before it', () => {
    write('rules/one.yml', sigma('One', ONE))
    const { status, stderr } = run('init', 'rules', '--to', 'panther-condition')
    expect(status).toBe(0)
    expect(stderr).toContain('1  sigma')
    expect(JSON.parse(read('ruleglot.config.json'))).toEqual({
      rules: ['rules'],
      to: ['panther-condition'],
      out: 'converted',
    })
    expect(run('convert').status).toBe(0)
    expect(read('converted/one.condition')).toContain('eventType')
    run('convert', '--out', 'elsewhere')
    expect(read('elsewhere/one.condition')).toBe(read('converted/one.condition'))
    expect(run('init', 'rules').status).toBe(3)
  })

  test('a folder without rules is said to be one', () => {
    mkdirSync(join(folder, 'empty'))
    expect(run('init', 'empty')).toMatchObject({ status: 2, stderr: expect.stringContaining('No rules found') })
  })

  test('a config with an unknown key is named', () => {
    write('ruleglot.config.json', '{"rule": []}')
    const { status, stderr } = run('convert')
    expect(status).toBe(3)
    expect(stderr).toContain('unknown key "rule"')
  })

  test('the output folder inside the rules is not converted again', () => {
    write('one.yml', sigma('One', ONE))
    run('init', '--to', 'sigma')
    expect(run('convert').status).toBe(0)
    expect(run('convert', '--check').status).toBe(0)
  })
})

/** Content and time of every file: a rewrite of the same bytes counts as a change. */
function snapshot(path: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(
    files.map((file) => [
      file.slice(join(folder, path).length + 1),
      `${statSync(file).mtimeMs} ${readFileSync(file, 'utf8')}`,
    ]),
  )
}

describe('Sigma rules across files', () => {
  const failed = sigma('Failed login', ONE, 'eventType: user.session.start').replace(
    'level: low',
    'name: failed\nlevel: low',
  )

  test('a filter and a correlation find their rules in other files', () => {
    write('rules/base/failed.yml', failed)
    write(
      'rules/many/many.yml',
      `title: Many failed logins\nid: ${TWO}\nstatus: test\ncorrelation:\n    type: event_count\n    rules:\n        - failed\n    group-by:\n        - actor.alternateId\n    timespan: 5m\n    condition:\n        gte: 10\nlevel: high\n`,
    )
    write(
      'rules/filters/known.yml',
      `title: Known accounts\nid: 44444444-4444-4444-8444-444444444444\nlogsource:\n    product: okta\n    service: okta\nfilter:\n    rules:\n        - failed\n    selection:\n        actor.alternateId: scanner@example.com\n    condition: not selection\n`,
    )
    const { status, stderr } = run('convert', 'rules', '--to', 'panther', '--out', 'out')
    expect([status, stderr]).toEqual([0, expect.any(String)])
    expect(readdirSync(join(folder, 'out', 'many')).sort()).toEqual(['many.py', 'many.yml'])
    expect(read('out/many/many.py')).toContain('scanner@example.com')
    expect(read('out/many/many.yml')).toContain('Threshold: 10')
    // What only feeds a correlation is no rule of its own.
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['many', 'ruleglot.lock.json'])
  })

  test('--placeholders says what %names% stand for', () => {
    write('rule.yml', sigma('Admins', ONE, "actor.alternateId|expand: '%admins%'"))
    write('values.yml', 'admins: [alice@example.com, bob@example.com]\n')
    const { status, stdout } = run('convert', 'rule.yml', '--to', 'panther', '--placeholders', 'values.yml')
    expect(status).toBe(0)
    expect(stdout).toContain('alice@example.com')
    write('values.yml', 'admins: { a: 1 }\n')
    expect(run('convert', 'rule.yml', '--to', 'panther', '--placeholders', 'values.yml')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('must be a text, a number, or a list of them'),
    })
  })
})

test('sources of one name do not write over each other, on any file system', () => {
  write('in/rule.yml', sigma('One', ONE))
  write('in/Rule.yaml', sigma('Two', TWO))
  write('in/rule.toml', ELASTIC.replace('some.unknown.field: Text', 'event.action: x'))
  write('in/con.yml', sigma('Three', '44444444-4444-4444-8444-444444444444'))
  expect(run('convert', 'in', '--to', 'javascript', '--unmapped', 'keep', '--out', 'out').status).toBe(0)
  const names = readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.mjs'))
  expect(names.map((name) => name.toLowerCase()).sort()).toEqual([
    'con-rule.mjs',
    'rule-toml.mjs',
    'rule-yml.mjs',
    'rule.mjs',
  ])
  expect(run('convert', 'in', '--to', 'javascript', '--unmapped', 'keep', '--out', 'out', '--check').status).toBe(0)
})
