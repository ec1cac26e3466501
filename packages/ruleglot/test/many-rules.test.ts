import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { checkRules } from '../src/cli/commands/check.js'
import { convert } from '../src/cli/commands/convert.js'
import { evaluateEvents } from '../src/cli/commands/eval.js'

/** What is said of a folder of many rules: counts and causes, each once. */
const work = mkdtempSync(join(tmpdir(), 'ruleglot-many-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
afterEach(() => void vi.restoreAllMocks())

const RULES = 60
const folderOf = (name: string, text: (i: number) => string): string => {
  const at = join(work, name)
  mkdirSync(at)
  for (let i = 0; i < RULES; i++) writeFileSync(join(at, `r${String(i).padStart(2, '0')}.yml`), text(i))
  return at
}
const ruleOf = (i: number, values: string): string =>
  `title: Tool ${i}\nid: 0b1f5c1e-7a3d-4f0e-9d55-${String(i).padStart(12, '0')}\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n  selection:\n    CommandLine|contains: ${values}\n  condition: selection\nlevel: low\n`
const good = folderOf('good', (i) => ruleOf(i, `flag-${i}`))
const doubled = folderOf('doubled', (i) => ruleOf(i, `[shell, powershell-${i}]`))
const options = {
  to: ['kql'],
  unmapped: 'keep',
  schema: 'ecs',
  guards: 'assume',
  case: 'exact',
  queryLanguage: 'auto',
  as: 'module',
  events: 'any',
  arrays: 'any',
  enable: 'safe',
  format: 'pretty',
} as const

async function said(run: () => unknown): Promise<string> {
  const texts: string[] = []
  const keep = (text: string | Uint8Array): boolean => texts.push(String(text)) > 0
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await run()
  vi.restoreAllMocks()
  return texts.join('')
}

describe('a folder of many rules', () => {
  test('convert says what became of its files', async () => {
    const out = join(work, 'out')
    const eql = { ...options, to: ['eql'], out } as const
    expect(await said(() => convert([good], eql))).toContain(`out: ${RULES} files written.\n`)
    expect(await said(() => convert([good], eql))).toContain(`out: ${RULES} files as before.\n`)
    rmSync(out, { recursive: true })
    const plan = await said(() => convert([good], { ...eql, plan: true }))
    expect(plan).toContain(`out: ${RULES} files to create.\n`)
    expect(plan.match(/^create: /gm)).toHaveLength(50)
    expect(plan).toContain('and 10 more (--explain names all)\n')
    const named = await said(() => convert([good], { ...eql, plan: true, explain: true }))
    expect(named.match(/^create: /gm)).toHaveLength(RULES)
    expect(readdirSync(work)).not.toContain('out')
  })

  test('with --quiet an error without a place is said once', async () => {
    const text = await said(() => convert([good], { ...options, to: ['panther'], quiet: true }))
    expect(text.match(/^error/gm)).toHaveLength(1)
    expect(text).toContain(`r00.yml and ${RULES - 1} more\n`)
  })

  test('causes say what to do, and are told once for several targets', async () => {
    const text = await said(() => convert([good], { ...options, to: ['panther'] }))
    expect(text).toContain('log source with several log types\n')
    expect(text).toContain('help: Name the one you have: --log-type ')
  })

  test('check counts findings by what they are', async () => {
    const text = await said(() => checkRules([doubled], { schema: 'ecs', format: 'pretty' }))
    expect(text).toBe(
      `${RULES} rules in ${RULES} files: 0 errors, ${RULES} warnings.\n    ${RULES}  logic/covered-value  value that another one covers\n`,
    )
  })

  test('eval without events says how to give them', async () => {
    const events = join(work, 'none.ndjson')
    writeFileSync(events, '')
    const text = await said(() => evaluateEvents(join(good, 'r00.yml'), { schema: 'ecs', format: 'pretty', events }))
    expect(text).toContain('No events were given: name a file with --events')
  })
})
