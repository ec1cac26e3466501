import { type Diagnostic, type Result, readCondition } from '@ruleglot/core'
import { type LanguageId, parsePack, parseRule, type TranslateOptions, translate } from 'ruleglot'
import { expect, test } from 'vitest'
import { codesOf, type ErrorCase, loadErrors } from './load-errors.js'

interface TranslatingCase extends ErrorCase {
  readonly text?: string | { readonly repeat: string; readonly times: number; readonly end?: string }
  readonly read?: LanguageId
  readonly document?: string
  readonly from?: LanguageId
  readonly to?: LanguageId
  readonly file?: string
  readonly target?: TranslateOptions<LanguageId>['target']
  readonly mapping?: string
  readonly unmapped?: 'refuse' | 'keep'
  readonly done?: boolean
}

test.each(loadErrors<TranslatingCase>('translating'))('$about', (one) => {
  const result = outcome(one)
  expect(result.ok, JSON.stringify(result.diagnostics)).toBe(one.done ?? false)
  expect(result.diagnostics.map(({ code }) => code)).toEqual(codesOf(one))
  for (const { message } of result.diagnostics) expect(message).toMatch(/[.?]$/)
})

function outcome(one: TranslatingCase): Result<unknown> | { ok: boolean; diagnostics: readonly Diagnostic[] } {
  const { read, document, from, to, file, target, mapping, unmapped } = one
  const text = textOf(one)
  if (document !== undefined) return readCondition(document)
  if (read !== undefined) return parseRule(read, text)
  const pack = mapping === undefined ? undefined : parsePack(mapping)
  if (pack?.ok === false || from === undefined || to === undefined) return pack as Result<unknown>
  return translate(text, {
    from,
    to,
    ...(file === undefined ? {} : { file }),
    ...(target === undefined ? {} : { target }),
    ...(unmapped === undefined ? {} : { unmapped }),
    ...(pack === undefined ? {} : { mapping: pack.value }),
  })
}

function textOf({ text = '' }: TranslatingCase): string {
  return typeof text === 'string' ? text : text.repeat.repeat(text.times) + (text.end ?? '')
}
