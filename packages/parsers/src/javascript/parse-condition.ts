import {
  assumptionKey,
  type Diagnostic,
  depthOf,
  diagnostic,
  equals,
  failure,
  MAX_DEPTH,
  mergeAssumptions,
  type ParsedCondition,
  type ParseOptions,
  type Result,
  type Span,
  success,
} from '@ruleglot/core'
import { type Program, parse } from 'acorn'
import type { Reader } from './access.js'
import { type ProgramParts, programParts } from './program.js'
import { readCondition } from './read-condition.js'
import { Refusal } from './refusal.js'

export const MAX_LENGTH = 4_000_000
/** Brackets in brackets; acorn recurses into them. */
const MAX_BRACKETS = 1500

export interface ReadProgram extends ParsedCondition {
  readonly parts: ProgramParts
}

/** Reads a predicate that we wrote. What reading fields this way relies on comes with it. */
export function parseCondition(text: string, options: ParseOptions): Result<ParsedCondition> {
  const read = readProgram(text, options)
  if (!read.ok) return read
  return success({ condition: read.value.condition, assumptions: read.value.assumptions })
}

export function readProgram(text: string, { file }: ParseOptions): Result<ReadProgram> {
  const spanOf = (start: number, end: number): Span => ({ start, end, ...(file === undefined ? {} : { file }) })
  if (text.length > MAX_LENGTH) {
    const message = `The text has ${text.length} characters; ${MAX_LENGTH} are the most that is read.`
    return failure([diagnostic('limit/source-size', message, { span: spanOf(0, 0) })])
  }
  const deep = tooDeepAt(text)
  if (deep !== undefined) {
    return failure([
      diagnostic('limit/nesting', 'The expression is nested too deeply.', { span: spanOf(deep, deep + 1) }),
    ])
  }
  try {
    const parts = programParts(parse(text, { ecmaVersion: 2022, sourceType: 'module' }) as Program, text)
    const reader: Reader = { parts, variables: new Map([['event', { path: [], form: 'event' }]]), assumptions: [] }
    const condition = readCondition(parts.expression, reader)
    if (parts.listFree !== undefined) {
      const { names, expression } = parts.listFree
      const without: Reader = { ...reader, assumptions: [], listFree: names }
      const same = readCondition(expression, without)
      const named = new Set(reader.assumptions.map(assumptionKey))
      const reliesOnMore = without.assumptions.some((assumption) => !named.has(assumptionKey(assumption)))
      if (reliesOnMore || !equals(condition, same)) {
        throw new Refusal('This says something else than the function for lists.', expression)
      }
    }
    if (depthOf(condition) > MAX_DEPTH) {
      return failure([
        diagnostic('limit/nesting', `The condition is nested more than ${MAX_DEPTH} deep.`, {
          span: spanOf(0, text.length),
        }),
      ])
    }
    return success({ parts, condition, assumptions: mergeAssumptions([reader.assumptions]) })
  } catch (problem) {
    if (problem instanceof Refusal) {
      return failure([
        diagnostic('javascript/not-ruleglot', problem.message, {
          span: spanOf(problem.start, problem.end),
          hint: 'Only predicates that ruleglot wrote are read back. Convert the rule again from its source.',
        }),
      ])
    }
    if (problem instanceof SyntaxError) {
      const at = (problem as { pos?: number }).pos ?? 0
      if (problem.message.startsWith(NO_STACK)) return failure([tooLong(spanOf(at, Math.min(at + 1, text.length)))])
      const message = `This is not valid JavaScript: ${problem.message.replace(/ \(\d+:\d+\)$/, '')}.`
      return failure([
        diagnostic('javascript/syntax', message, {
          span: spanOf(at, Math.min(at + 1, text.length)),
          hint: 'Convert the rule again from its source.',
        }),
      ])
    }
    // Long chains of operators are recursed into by the parser as well.
    if (problem instanceof RangeError) return failure([tooLong(spanOf(0, text.length))])
    throw problem
  }
}

/** What acorn says where its recursion ends. */
const NO_STACK = 'Not enough stack space'

function tooLong(span: Span): Diagnostic {
  return diagnostic('limit/nesting', 'This expression, or a chain of operators in it, is too long to be read back.', {
    span,
    hint: 'Convert the rule again from its source, or split it: some thousand operators in a row can be read.',
  })
}

/** Where brackets (in texts too: a bound is enough) are open too many at a time, or operators follow each other. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0
  let signs = 0
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    signs = '!-+~'.includes(character) ? signs + 1 : character === ' ' ? signs : 0
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth > MAX_BRACKETS || signs > MAX_BRACKETS) return i
  }
  return undefined
}
