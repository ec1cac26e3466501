import { expect, test } from 'vitest'
import { fileStemOf } from './file-stem.js'

test.each([
  ['A door was left open', 'a_door_was_left_open'],
  ['../../etc/passwd', 'etc_passwd'],
  ['..\\..\\x', 'x'],
  ['CON', 'rule_con'],
  ['nul', 'rule_nul'],
  ['com1.', 'rule_com1'],
  ['console', 'console'],
  ['..', 'rule'],
  ['', 'rule'],
  ['\0\u202e\ud800', 'rule'],
])('%j', (text, stem) => {
  expect(fileStemOf(text)).toBe(stem)
})

test('long titles stay names that every file system takes', () => {
  expect(fileStemOf('a'.repeat(100_000))).toBe('a'.repeat(100))
  expect(fileStemOf('a b '.repeat(100_000)).length).toBeLessThanOrEqual(100)
})
