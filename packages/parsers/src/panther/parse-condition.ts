import {
  type Diagnostic,
  diagnostic,
  failure,
  opaque,
  type ParsedCondition,
  type ParseOptions,
  type Result,
  success,
} from '@ruleglot/core'
import { liftFunction } from './python/lift.js'
import { readModule } from './python/read-syntax.js'

/** The language of Opaque conditions that hold a Python module. */
export const PYTHON = 'panther-python'

/**
 * A Python module with rule(event). What is not understood is kept whole, as an Opaque condition, and said: the rule
 * goes back into Python as it was and into nothing else.
 */
export function parseCondition(text: string, options: ParseOptions): Result<ParsedCondition> {
  if (text.length > MAX_LENGTH) {
    return failure([
      diagnostic('limit/source-size', `The Python has more than ${MAX_LENGTH} characters.`, {
        hint: 'A rule is a short module; keep data in lookup tables.',
      }),
    ])
  }
  const lifted = liftFunction(readModule(text, options.file), 'rule')
  if (lifted.ok) return success({ condition: lifted.condition, assumptions: lifted.assumptions })
  const whole = { start: 0, end: text.length, ...(options.file === undefined ? {} : { file: options.file }) }
  const condition = opaque(PYTHON, text, [], whole)
  return success({ condition, assumptions: [] }, [unread(lifted.reason, lifted.span)])
}

/** UTF-16 units. */
const MAX_LENGTH = 1_000_000

function unread(reason: string, span: Diagnostic['span']): Diagnostic {
  return diagnostic('panther/unread-python', `rule() is kept as it is, for it has ${reason}.`, {
    ...(span === undefined ? {} : { span }),
    hint: 'It can be written back to Panther; other targets need the condition written by hand.',
    effect: 'none',
  })
}
