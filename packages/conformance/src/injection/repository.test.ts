import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type ConvertOptions, convert } from '../../../ruleglot/src/cli/commands/convert.js'
import type { LockFile } from '../../../ruleglot/src/cli/repository/lock-file.js'
import { HOSTILE } from './hostile-strings.js'
import { markupOf } from './markup-of.js'

/**
 * A repository of rules whose ids and titles are hostile, converted by the command: the files on the disk, the lock, a
 * second run, outputs edited by hand, and the reports.
 */
const folder = mkdtempSync(join(tmpdir(), 'ruleglot-hostile-'))
const out = join(folder, 'out')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ids = [...HOSTILE.filter((text) => text.isWellFormed() && text.trim() !== ''), 'Same', 'SAME', 'same', 'ſame']
const rules = join(folder, 'rules.ndjson')
const TARGETS = ['panther', 'sigma', 'elastic', 'javascript'] as const
const OPTIONS: ConvertOptions = {
  to: TARGETS,
  unmapped: 'keep',
  schema: 'ecs',
  guards: 'assume',
  case: 'fold',
  queryLanguage: 'auto',
  as: 'module',
  events: 'any',
  arrays: 'any',
  enable: 'safe',
  logType: ['Custom.Logs'],
  logsource: 'product=custom',
  format: 'pretty',
  out,
}

/** What the command printed: standard output, then standard error. */
async function run(options: Partial<ConvertOptions> = {}): Promise<readonly [stdout: string, stderr: string]> {
  const printed: [string[], string[]] = [[], []]
  const spies = [process.stdout, process.stderr].map((stream, i) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => printed[i as 0 | 1].push(String(text)) > 0),
  )
  try {
    await convert([rules], { ...OPTIONS, ...options })
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return [printed[0].join(''), printed[1].join('')]
}

const filesBelow = (at: string): readonly string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
const lock = (): LockFile => JSON.parse(readFileSync(join(out, 'ruleglot.lock.json'), 'utf8')) as LockFile

beforeAll(async () => {
  const lines = ids.map((id, i) =>
    JSON.stringify({ rule_id: id, name: id, description: id, type: 'query', language: 'kuery', query: `a: "v${i}"` }),
  )
  writeFileSync(rules, `${lines.join('\n')}\n`)
  await run()
})

describe('a repository of hostile ids', () => {
  test('files have names that every file system takes, and none takes two of them for one', () => {
    const names = filesBelow(out).map((path) =>
      path
        .slice(out.length + 1)
        .split(sep)
        .join('/'),
    )
    expect(filesBelow(folder)).toHaveLength(names.length + 1)
    expect(names.length).toBeGreaterThan(ids.length * TARGETS.length)
    for (const name of names)
      expect(name).toMatch(/^((panther|sigma|elastic|javascript)\/[a-z0-9_-]+(\.d)?\.[a-z]+|ruleglot\.lock\.json)$/)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  })

  test('the lock holds ids as data and names what was written', () => {
    const { rules: locked } = lock()
    const known = locked.filter(({ target }) => target === 'sigma').flatMap(({ source }) => source.id ?? [])
    expect([...known].sort()).toEqual([...ids].sort())
    const written = filesBelow(out).filter((path) => !path.endsWith('.lock.json'))
    expect(locked.flatMap(({ files }) => Object.keys(files).map((name) => join(out, name))).sort()).toEqual(written)
    expect(({} as Record<string, unknown>)['id']).toBeUndefined()
  })

  test('a second run changes nothing', async () => {
    const state = (): readonly string[] => filesBelow(out).map((path) => path + readFileSync(path, 'utf8'))
    const before = state()
    await run()
    expect(state()).toEqual(before)
  })

  test('reports show text and nothing else', async () => {
    const dry = { plan: true, to: ['panther'] } as const
    const [page, stderr] = await run({ ...dry, explain: true, format: 'markdown' })
    expect(stderr).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    expect(stderr).not.toMatch(/^\s*(::[\w-]+[^\n]*::|##\[)/m)
    expect(stderr).toContain('panther')
    expect(markupOf(page)).toEqual([])
    const rows = JSON.parse((await run({ ...dry, format: 'json' }))[0]) as { readonly id: string }[]
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect(JSON.parse((await run({ ...dry, format: 'sarif' }))[0])).toHaveProperty('runs')
  })

  test('an output edited by hand stays, with the new one beside it', async () => {
    const edited = lock().rules.flatMap(({ files, target }) => (target === 'sigma' ? Object.keys(files) : []))
    for (const name of edited) writeFileSync(join(out, name), 'mine\n')
    expect(edited).toHaveLength(ids.length)
    await run({ to: ['sigma', 'javascript'] })
    const beside = filesBelow(out).filter((path) => path.endsWith('.new'))
    expect(beside).toEqual(edited.map((name) => join(out, `${name}.new`)).sort())
    for (const name of edited) expect(readFileSync(join(out, name), 'utf8')).toBe('mine\n')
  })
})
