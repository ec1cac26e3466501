import { type Condition, DIAGNOSTIC_CODES, type EmitOptions, type FieldType } from '@ruleglot/core'
import { emitCondition, type LanguageId } from 'ruleglot'
import { expect, test } from 'vitest'
import { schemaOfTypes } from '../cases/case-languages.js'
import { codesOf, type ErrorCase, loadErrors } from './load-errors.js'

interface WritingCase extends ErrorCase {
  readonly condition: Condition
  readonly to: LanguageId
  readonly options?: Omit<EmitOptions, 'schema' | 'verdict'>
  readonly types?: Readonly<Record<string, FieldType>>
  readonly written?: boolean
}

test.each(loadErrors<WritingCase>('writing'))('$about', (one) => {
  const { condition, to, options = {}, types = {}, written = false } = one
  const emitted = emitCondition(to, condition, { ...options, schema: schemaOfTypes(types) })
  expect(emitted.ok).toBe(written)
  expect(emitted.diagnostics.map(({ code }) => code)).toEqual(codesOf(one))
  for (const { code, severity, message } of emitted.diagnostics) {
    expect(severity).toBe(DIAGNOSTIC_CODES[code].severity)
    expect(message).toMatch(/[.?]$|: \S/)
  }
})
