import { DIAGNOSTIC_CODES, type DiagnosticCode } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { codesOf, errorFiles, loadErrors } from './load-errors.js'

/** Codes that no text brings about, with the reason. */
const WITHOUT_CASE: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  'syntax/encoding': 'Bytes on disk; packages/conformance/src/errors/command.test.ts has them.',
  'syntax/unreadable': 'A file that is not there; packages/conformance/src/errors/command.test.ts asks for it.',
  'rule/unknown-language': 'The command guesses languages; packages/conformance/src/errors/command.test.ts.',
  'repository/bad-lock': 'A file of the command; packages/ruleglot/test/repository.test.ts has one.',
  'repository/bad-config': 'A file of the command; packages/ruleglot/test/repository.test.ts has one.',
  'repository/not-exact': 'Said of a whole conversion; packages/ruleglot/test/repository.test.ts has one.',
  'rule/not-read-back':
    'A writer whose output its own reader does not read: our bug, which must not look like a verdict.',
}

const produced = new Set(errorFiles().flatMap((name) => loadErrors(name).flatMap(codesOf)))

test('every code is what some text of spec/errors gets', () => {
  const codes = Object.keys(DIAGNOSTIC_CODES).filter((code) => !Object.hasOwn(WITHOUT_CASE, code))
  expect(codes.filter((code) => !produced.has(code))).toEqual([])
})

test('every code of spec/errors is registered, and no exception has a case', () => {
  expect([...produced].filter((code) => !Object.hasOwn(DIAGNOSTIC_CODES, code))).toEqual([])
  expect(Object.keys(WITHOUT_CASE).filter((code) => produced.has(code))).toEqual([])
})
