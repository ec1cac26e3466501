import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spoolIn } from './spool.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleglot-spool-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('texts are moved to their places and nothing else stays', () => {
  const spool = spoolIn(join(folder, 'a/b'))
  const [first, second] = [spool.put('one'), spool.put('two')]
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['.ruleglot.partial'])
  spool.place(second, join(folder, 'a/b/c/two.txt'))
  spool.place(first, join(folder, 'a/b/one.txt'))
  spool.close()
  expect(readdirSync(join(folder, 'a/b')).sort()).toEqual(['c', 'one.txt'])
  expect(readFileSync(join(folder, 'a/b/c/two.txt'), 'utf8')).toBe('two')
})

test('what was not placed leaves no folder that was not there', () => {
  const spool = spoolIn(join(folder, 'a/b'))
  expect(existsSync(join(folder, 'a'))).toBe(false)
  spool.put('one')
  spool.close()
  spool.close()
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that was there stays, empty as it was', () => {
  mkdirSync(join(folder, 'a'))
  const spool = spoolIn(join(folder, 'a'))
  spool.put('one')
  spool.close()
  expect(readdirSync(join(folder, 'a'))).toEqual([])
})

test('what a killed run left goes away; a link in its place is not followed', () => {
  mkdirSync(join(folder, 'other'))
  writeFileSync(join(folder, 'other/kept.txt'), 'kept')
  symlinkSync(join(folder, 'other'), join(folder, '.ruleglot.partial'))
  const spool = spoolIn(folder)
  spool.put('one')
  spool.close()
  expect(readdirSync(folder)).toEqual(['other'])
  expect(readFileSync(join(folder, 'other/kept.txt'), 'utf8')).toBe('kept')
})
