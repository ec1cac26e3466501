import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type ConvertOptions, convert } from '../../../ruleglot/src/cli/commands/convert.js'
import { EXIT } from '../../../ruleglot/src/cli/exit-codes.js'

/** What the command says of files that no parser sees. */
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const OPTIONS: ConvertOptions = {
  to: ['sigma'],
  unmapped: 'refuse',
  schema: 'ecs',
  guards: 'assume',
  case: 'fold',
  as: 'module',
  events: 'nested',
  arrays: 'any',
  enable: 'safe',
  format: 'pretty',
}

async function said(name: string): Promise<{ readonly exit: number; readonly text: string }> {
  const written: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
  try {
    return { exit: await convert([join(folder, name)], OPTIONS), text: written.join('') }
  } finally {
    spy.mockRestore()
  }
}

test.each([
  ['syntax/encoding', 'latin1.kql', Buffer.from([0x61, 0x3a, 0xe9])],
  ['syntax/unreadable', 'nowhere.kql', undefined],
  ['rule/unknown-language', 'letter.txt', Buffer.from('Dear colleague,\nplease find enclosed nothing.\n')],
] as const)('%s', async (code, name, bytes) => {
  if (bytes !== undefined) writeFileSync(join(folder, name), bytes)
  const { exit, text } = await said(name)
  expect(exit).toBe(EXIT.badInput)
  expect(text).toContain(code)
})
