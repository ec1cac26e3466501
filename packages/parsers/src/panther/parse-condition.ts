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
  const whole = { start: 0, end: text.length, ...(options.file === undefined ? {} : { file: options.file }) }
  const lifted = isTooDeep(text)
    ? { ok: false as const, span: whole, reason: 'brackets are nested too deeply' }
    : liftFunction(readModule(text, options.file), 'rule')
  if (lifted.ok) return success({ condition: lifted.condition, assumptions: lifted.assumptions })
  const condition = opaque(PYTHON, text, [], whole)
  return success({ condition, assumptions: [] }, [unread(lifted.reason, lifted.span)])
}

/** CPython takes 200 brackets inside each other; brackets in texts are counted too, which does no harm. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1)
    if (depth > DEEPEST) return true
  }
  return false
}

const DEEPEST = 1000

/** UTF-16 units. */
const MAX_LENGTH = 1_000_000

function unread(reason: string, span: Diagnostic['span']): Diagnostic {
  return diagnostic('panther/unread-python', `rule() is kept as it is and not read: ${reason}.`, {
    ...(span === undefined ? {} : { span }),
    hint: 'It can be written back to Panther; other targets need the condition written by hand.',
    effect: 'none',
  })
}
