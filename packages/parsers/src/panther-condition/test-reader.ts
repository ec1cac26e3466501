import type { Field, Span } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import type { Modifiers } from './modifiers.js'
import type { Findings } from './problems.js'
import type { Test } from './words.js'

/** What a predicate says beside its values. */
export interface TestReader {
  readonly field: Field
  readonly test: Test
  readonly modifiers: Modifiers
  readonly findings: Findings
  readonly span: Span
  readonly operator: IToken
}
