import { type Diagnostic, diagnostic, opaque, type ParseOptions } from '@ruleglot/core'
import { type LiftedRule, type LiftSource, liftRule, treeOf } from './lift/index.js'
import { newerFormats } from './newer-python.js'

/** The language of Opaque conditions that hold a Python module, or a part of one. */
export const PYTHON = 'panther-python'

/**
 * What a rule's Python means. What is not understood is kept, as Opaque conditions, and said: the rule goes back into
 * Python as it was and into nothing else.
 */
export function liftBody(source: LiftSource, options: ParseOptions): LiftedRule {
  const { body, file } = source
  const whole = { start: 0, end: body.length, file }
  if (isTooDeep(body)) {
    const reason = 'brackets are nested too deeply'
    return { ...UNREAD, condition: opaque(PYTHON, body, [], whole), diagnostics: [unread(reason, whole, true)] }
  }
  const { guards, anyCase } = options
  const lifted = liftRule(source, {
    ...(guards === undefined ? {} : { guards }),
    ...(anyCase === undefined ? {} : { anyCase: new Set(anyCase) }),
  })
  const isWhole = lifted.condition.kind === 'Opaque' && lifted.condition.language === PYTHON
  const said = lifted.opaque.map(({ reason, span }) => unread(reason, span, isWhole))
  const newer = newerFormats(treeOf(source), body, file)
  return { ...lifted, diagnostics: [...newer, ...lifted.diagnostics, ...said] }
}

/** UTF-16 units. */
export const MAX_PYTHON_LENGTH = 1_000_000

const UNREAD = {
  defined: [],
  assumptions: [],
  opaque: [],
} satisfies Omit<LiftedRule, 'condition' | 'diagnostics'>

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

function unread(reason: string, span: Diagnostic['span'], isWhole: boolean): Diagnostic {
  const what = isWhole ? 'rule() is kept as it is and not read' : 'A part of rule() is kept as it is and not read'
  return diagnostic('panther/unread-python', `${what}: ${reason}.`, {
    ...(span === undefined ? {} : { span }),
    hint: 'It can be written back to Panther; other targets need the condition written by hand.',
    effect: isWhole ? 'none' : 'unknown',
  })
}
