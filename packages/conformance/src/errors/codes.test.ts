import { DIAGNOSTIC_CODES, type DiagnosticCode } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { codesOf, errorFiles, loadErrors } from './load-errors.js'

/** Codes that no text brings about, with the reason. */
const WITHOUT_CASE: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  'syntax/encoding': 'Bytes on disk; packages/conformance/src/errors/command.test.ts has them.',
  'syntax/unreadable': 'A file that is not there; packages/conformance/src/errors/command.test.ts asks for it.',
  'rule/unknown-language': 'The command guesses languages; packages/conformance/src/errors/command.test.ts.',
  'repository/same-id': 'Two rules of one run of the command; packages/ruleglot/test/repository.test.ts has them.',
  'repository/bad-lock': 'A file of the command; packages/ruleglot/test/repository.test.ts has one.',
  'repository/bad-config': 'A file of the command; packages/ruleglot/test/repository.test.ts has one.',
  'repository/not-exact': 'Said of a whole conversion; packages/ruleglot/test/repository.test.ts has one.',
  'logic/never-true': 'Said by lintCondition of conditions that can be read; packages/core/src/lint has the cases.',
  'logic/always-true': 'Said by lintCondition of conditions that can be read; packages/core/src/lint has the cases.',
  'logic/covered-value': 'Said by lintCondition of conditions that can be read; packages/core/src/lint has the cases.',
  'logic/redundant-part': 'Said by lintCondition of conditions that can be read; packages/core/src/lint has the cases.',
  'logic/idle-filter': 'Said by lintCondition of conditions that can be read; packages/core/src/lint has the cases.',
  'logic/backtracking': 'Said by lintCondition of conditions that can be read; packages/core/src/lint has the cases.',
  'change/narrower': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'change/wider': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'change/different': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'change/unproven': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'change/removed': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'change/added': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'change/metadata': 'Said of two versions of a folder; packages/ruleglot/test/proof-commands.test.ts has them.',
  'mapping/never-fires': 'Said under a mapping; packages/conformance/src/mapping/filled-fields.test.ts.',
  'mapping/other-log-type': 'Said of packs beside others; packages/ruleglot/src/log-types-of.test.ts has them.',
  'mapping/one-of-several': 'Said of packs beside others; packages/conformance/src/mapping/within-text.test.ts.',
  'mapping/several-sources': 'Said of whole Panther rules; packages/conformance/src/mapping/panther-source.test.ts.',
  'related/same': 'Said of a whole folder; packages/core/src/related has the cases.',
  'related/inside': 'Said of a whole folder; packages/core/src/related has the cases.',
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
