import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-match-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'match', ...args], {
    cwd: work,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, stdout, stderr }
}

const rule = (id: string, title: string, value: string): string =>
  `title: ${title}\nid: ${id}\nlogsource: {category: process_creation, product: windows}\ndetection:\n  s:\n    Image|endswith: '${value}'\n  condition: s\n`

mkdirSync(join(work, 'rules/deep'), { recursive: true })
writeFileSync(join(work, 'rules/one.yml'), rule('6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a001', 'A shell', '\\sh.exe'))
writeFileSync(join(work, 'rules/deep/two.yml'), rule('6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a002', 'Any program', '.exe'))

describe('match', () => {
  const lines = ['{"Image":"C:\\\\sh.exe"}', '{"Image":"C:\\\\b.exe"}', '', '{"Image":5}']

  test('prints a line per match; what it did goes to standard error', () => {
    const { status, stdout, stderr } = run(['--rules', 'rules'], lines.join('\n'))
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s{2,}/)),
    ).toEqual([
      ['1', '6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a002', 'Any program'],
      ['1', '6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a001', 'A shell'],
      ['2', '6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a002', 'Any program'],
    ])
    expect(stderr).toMatch(/^2 rules, 3 events, 3 matches, [\d,]+ events\/s\.\n$/)
    expect(status).toBe(0)
  })

  test('workers give the same lines in the same order', () => {
    const many = Array.from({ length: 5000 }, (_, i) => lines[i % 2]).join('\n')
    writeFileSync(join(work, 'many.ndjson'), many)
    const one = run(['--rules', 'rules', 'many.ndjson', '--format', 'ndjson'])
    const two = run(['--rules', 'rules', 'many.ndjson', '--format', 'ndjson', '--threads', '2'])
    expect(one.stdout.split('\n')).toHaveLength(5001)
    expect(two.stdout).toBe(one.stdout)
  })

  test('--explain names the values', () => {
    const { stdout } = run(['--rules', 'rules/one.yml', '--explain', '--format', 'ndjson'], lines[0])
    expect(JSON.parse(stdout).why[0]).toContain('C:\\\\sh.exe')
  })

  test('rules of other log sources are not asked', () => {
    const linux = rule('6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a003', 'On Linux', 'sh.exe').replace('windows', 'linux')
    mkdirSync(join(work, 'routed'), { recursive: true })
    writeFileSync(join(work, 'routed/linux.yml'), linux)
    writeFileSync(join(work, 'routed/windows.yml'), rule('6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a004', 'Shell', 'sh.exe'))
    const events = [
      '{"Image":"sh.exe","os":{"type":"linux"}}',
      '{"Image":"sh.exe","os.type":"windows"}',
      lines[0],
    ].join('\n')
    const found = (...args: readonly string[]): readonly string[] =>
      run(['--rules', 'routed', '--format', 'ndjson', ...args], events)
        .stdout.trim()
        .split('\n')
        .map(
          (line) =>
            `${JSON.parse(line).event} ${JSON.parse(line)
              .rules.map((id: string) => id.slice(-1))
              .join('')}`,
        )
    expect(found()).toEqual(['1 34', '2 34', '3 34'])
    expect(found('--log-source', 'product=Windows,category=process_creation')).toEqual(['1 4', '2 4', '3 4'])
    for (const threads of ['1', '2']) {
      const from = found('--log-source-from', 'product=os.type', '--log-source', 'product=windows', '-t', threads)
      expect(from).toEqual(['1 3', '2 4', '3 4'])
    }
    expect(found('--log-source-from', 'product=os.type')).toEqual(['1 3', '2 4', '3 34'])
    const wrong = run(['--rules', 'routed', '--log-source', 'windows'], events)
    expect(wrong.stderr).toContain('product=')
    expect(wrong.status).toBe(3)
  })

  test('a line that is no JSON is named, the others are matched', () => {
    const { status, stdout, stderr } = run(['--rules', 'rules/one.yml'], `{"Image"\n${lines[0]}`)
    expect(stderr).toContain('-:1: not JSON')
    expect(stdout).toContain('A shell')
    expect(status).toBe(2)
  })

  test('a mark of the encoding is no part of the first event, lists are none', () => {
    const { stdout, stderr, status } = run(['--rules', 'rules/one.yml'], `\ufeff${lines[0]}\r\n[${lines[0]}]\r\n7\r\n`)
    expect(stdout.trim().split(/\s{2,}/)).toEqual(['1', '6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a001', 'A shell'])
    expect(stderr).toContain('-:2: not an event: a list of 1\n-:3: not an event: 7\n')
    expect(stderr).toContain("jq -c '.[]'")
    expect(status).toBe(2)
  })

  test('a file that is no NDJSON does not fill the screen', () => {
    const { stderr } = run(['--rules', 'rules/one.yml'], '{\n'.repeat(100))
    expect(stderr.split('\n').filter((line) => line.includes('not JSON'))).toHaveLength(20)
    expect(stderr).toContain('80 more lines are no events.')
  })

  test('no rules', () => {
    expect(run(['--rules', 'nowhere']).status).toBe(2)
    expect(run([]).status).toBe(3)
  })
})
