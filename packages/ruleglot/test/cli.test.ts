import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

/** The built command, run as a user runs it. */
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const examples = fileURLToPath(new URL('../../../examples/01-okta-api-tokens/', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-cli-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: work,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, stdout, stderr }
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(work, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

describe('help and usage', () => {
  test('--help teaches the verbs, languages, examples and exit codes', () => {
    const { status, stdout } = run(['--help'])
    expect(status).toBe(0)
    for (const part of ['convert', 'eval', 'panther-condition', 'Examples:', 'Exit codes:'])
      expect(stdout).toContain(part)
  })

  test.each([
    [['convert', 'x.toml']],
    [['convert', 'x.toml', '--to', 'klingon']],
    [['nonsense']],
    [['convert', 'x.toml', '--to', 'kql', '--check']],
    [['eval', '-']],
  ])('wrong use ends with 3: %j', (args) => {
    const { status, stdout, stderr } = run(args)
    expect(status).toBe(3)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
  })
})

describe('convert', () => {
  test('a rule for two systems says for which it was written; a shipped mapping writes it for the other', () => {
    const query = 'process where host.os.type in ("linux", "macos") and event.type == "start" and process.name == "x"'
    const rule = file('two.toml', `[rule]\nname = "N"\ntype = "eql"\nlanguage = "eql"\nquery = '''${query}'''\n`)
    const first = run(['convert', rule, '--to', 'sigma'])
    expect([first.status, first.stdout]).toEqual([0, expect.stringContaining('product: linux')])
    expect(first.stderr).toMatch(/routing approximate[\s\S]*--mapping macos\.process_creation/)
    const other = run(['convert', rule, '--to', 'sigma', '--mapping', 'macos.process_creation'])
    expect(other.stdout).toContain('product: macos')
    expect(other.stderr).not.toMatch(/routing|one-of-several/)
  })

  test('standard input to standard output; the report goes to standard error', () => {
    const { status, stdout, stderr } = run(
      ['convert', '-', '--from', 'kql', '--to', 'panther-condition'],
      'a: "x" and not b: *',
    )
    expect(status).toBe(0)
    expect(stdout).toBe('a eq "x"\nb not_exists\n')
    expect(stderr).toContain('exact')
  })

  test('the language is guessed from the content', () => {
    const { status, stdout } = run(['convert', join(examples, 'api-token-revoked.toml'), '--to', 'kql'])
    expect(status).toBe(0)
    expect(stdout).toContain('event.action:system.api_token.revoke')
  })

  test('a mapping names fields as the target does', () => {
    const args = ['--mapping', join(examples, 'okta.yaml'), '--to', 'sigma', '--strict']
    const { status, stdout } = run(['convert', join(examples, 'api-token-created.condition'), ...args])
    expect(status).toBe(0)
    expect(stdout).toContain('eventType: system.api_token.create')
    expect(stdout).toContain('service: okta')
  })

  test('--out mirrors the tree, --check finds what is stale, a second run changes nothing', () => {
    file('rules/one/a.kql', 'user.name: root')
    file('rules/b.kql', 'user.name: admin')
    const args = ['convert', join(work, 'rules'), '--to', 'panther-condition', '--out', join(work, 'out')]
    expect(run(args).status).toBe(0)
    const [name] = readdirSync(join(work, 'out', 'one'))
    expect(readFileSync(join(work, 'out', 'one', name as string), 'utf8')).toBe('user.name eq "root"\n')
    expect(run([...args, '--check']).status).toBe(0)
    file('rules/b.kql', 'user.name: guest')
    const stale = run([...args, '--check'])
    expect(stale.status).toBe(1)
    expect(stale.stderr).toContain('differs:')
  })

  test('--plan writes nothing', () => {
    file('plan/a.kql', 'user.name: root')
    const { status, stderr } = run([
      'convert',
      join(work, 'plan'),
      '--to',
      'kql',
      '--out',
      join(work, 'planned'),
      '--plan',
    ])
    expect(status).toBe(0)
    expect(stderr).toContain('create:')
    expect(existsSync(join(work, 'planned'))).toBe(false)
  })

  test('--strict fails on a verdict that is not exact, with the event that shows it', () => {
    const args = ['convert', '-', '--from', 'kql', '--to', 'sigma', '--logsource', 'product=okta', '--strict']
    const { status, stderr } = run(args, 'user.name: root')
    expect(status).toBe(1)
    expect(stderr).toMatch(/only the output fires on \{.*ROOT/)
  })

  test('bad input: a located diagnostic on standard error, nothing on standard output, no file', () => {
    const path = file('bad.kql', 'user.name: "root')
    const { status, stdout, stderr } = run(['convert', path, '--to', 'sigma', '--out', join(work, 'none')])
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/error\[kql\/unterminated-string\][\s\S]*bad\.kql:1:12/)
    expect(existsSync(join(work, 'none'))).toBe(false)
  })

  test.each([
    ['not UTF-8', 'latin1.toml', Uint8Array.of(0x5b, 0xff, 0xfe), 'syntax/encoding'],
    ['broken TOML', 'broken.toml', '[rule\nname = "x"', 'syntax/toml'],
    ['a rule without a query', 'empty.toml', '[rule]\nname = "x"\ntype = "query"\nlanguage = "kuery"\n', 'elastic/'],
  ])('%s is a diagnostic', (_, name, text, code) => {
    const { status, stderr } = run(['convert', file(name, text), '--to', 'kql'])
    expect(status).toBe(2)
    expect(stderr).toContain(code)
    expect(stderr).not.toContain('ruleglot bug')
  })

  test('a missing file is a diagnostic', () => {
    const { status, stderr } = run(['convert', 'nowhere.toml', '--to', 'kql'])
    expect(status).toBe(2)
    expect(stderr).toContain('nowhere.toml cannot be read')
  })

  test('open assumptions are reported once per field and run', () => {
    file('assume/a.kql', 'vendor.name: root and vendor.id: x')
    file('assume/b.kql', 'vendor.name: admin')
    const args = [
      'convert',
      join(work, 'assume'),
      '--to',
      'panther',
      '--log-type',
      'Custom.Log',
      '--out',
      join(work, 'assumed'),
    ]
    const { stderr } = run(args)
    expect(stderr.match(/^ {2}vendor\.name /gm)).toHaveLength(1)
    expect(stderr).toMatch(/vendor\.id .*one value, nested keys/)
    expect(run([...args, '--quiet']).stderr).toBe('')
  })

  test('--format json holds verdict, files and diagnostics', () => {
    const { stdout } = run(['convert', '-', '--from', 'kql', '--to', 'kql,javascript', '--format', 'json'], 'a: 1')
    const rows = JSON.parse(stdout) as { to: string; ok: boolean; verdict: { condition: string }; files: object }[]
    expect(rows.map(({ to, ok, verdict }) => [to, ok, verdict.condition])).toEqual([
      ['kql', true, 'exact'],
      ['javascript', true, 'exact'],
    ])
  })
})

describe('eval', () => {
  test('one line per event, and a count', () => {
    const args = ['eval', join(examples, 'api-token-created.condition'), '--events', join(examples, 'events.ndjson')]
    const { status, stdout, stderr } = run([...args, '--format', 'ndjson'])
    expect(status).toBe(0)
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { match: boolean }).match),
    ).toEqual([true, false, false, false])
    expect(stderr).toContain('1 of 4 events match')
    expect(run([...args, '--expect', 'no-match']).status).toBe(1)
  })

  test('events that are not JSON are named by line', () => {
    const events = file('bad.ndjson', '{"a":1}\n{nope}\n')
    const { status, stderr } = run(['eval', join(examples, 'api-token-created.condition'), '--events', events])
    expect(status).toBe(2)
    expect(stderr).toContain('bad.ndjson:2')
  })
})
