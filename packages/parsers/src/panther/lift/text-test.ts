import {
  compare,
  exists,
  foldText,
  match,
  type Path,
  type Pattern,
  type RegexTree,
  regex,
  type Span,
  upperText,
  type ValueExpression,
} from '@ruleglot/core'
import { hasCase } from '../python/folding.js'
import { FALSE, type Formula, KIND, type Place } from './formula-node.js'
import { isIn, test } from './literals.js'
import type { Machine } from './machine.js'
import type { TextStep } from './value.js'

/** The text at a place, perhaps transformed. */
export interface Text {
  readonly node: Place
  readonly steps: readonly TextStep[]
}

export type TextEdge = 'whole' | 'start' | 'end' | 'part'

const MANY = { wildcard: 'many' } as const

/** Whether the text is, begins with, ends with or contains another one. True only where the place holds text. */
export function textFits(m: Machine, text: Text, wanted: string, edge: TextEdge, span: Span): Formula {
  if (edge === 'whole' && text.steps.length === 0) return isIn(m.store, text.node, [wanted])
  if (wanted === '' && edge !== 'whole') return anyText(m, text, span)
  const pattern: Pattern =
    edge === 'whole'
      ? [wanted]
      : edge === 'start'
        ? [wanted, MANY]
        : edge === 'end'
          ? [MANY, wanted]
          : [MANY, wanted, MANY]
  return patternFits(m, text, wanted, pattern, span, edge === 'start' || edge === 'part')
}

function anyText(m: Machine, { node }: Text, span: Span): Formula {
  return patternFits(m, { node, steps: [] }, '', [MANY], span, false)
}

/** A pattern whose literal text is `wanted` (joined). `open`: something may follow the literal. */
function patternFits(m: Machine, text: Text, wanted: string, pattern: Pattern, span: Span, open: boolean): Formula {
  const { expression, folding } = readSteps(text, wanted)
  const cases = text.steps.filter(({ op }) => op === 'lower' || op === 'upper')
  const cased = cases[cases.length - 1]?.op
  if (cased === 'lower' && wanted.toLowerCase() !== wanted) return FALSE
  if (cased === 'upper' && wanted.toUpperCase() !== wanted) return FALSE
  const ignoreCase = folding !== undefined && hasCase(wanted)
  const plain = !ignoreCase && (cased === undefined || folding !== undefined || !hasCase(wanted))
  const exact =
    plain || (cases.length === 1 && folding === 'lower' && isAscii(wanted) && !(open && wanted.endsWith('i')))
  return test(m.store, {
    key: `match ${JSON.stringify([expression === undefined ? 0 : expression(['$']), pattern, ignoreCase])}`,
    nodes: [text.node],
    mask: KIND.string,
    leaf: ([path]) => {
      const field = expression === undefined ? (path as Path) : expression(path as Path)
      const [only, ...more] = pattern
      if (typeof only === 'string' && more.length === 0 && !ignoreCase) return compare(field, 'eq', only, { span })
      return match(field, pattern, { ignoreCase, span })
    },
    needs: exact ? [] : ['asciiCase'],
    span,
  })
}

export function regexFits(
  m: Machine,
  text: Text,
  parsed: { readonly tree: RegexTree; readonly ignoreCase: boolean },
  source: string,
  span: Span,
): Formula {
  const expression = text.steps.length === 0 ? undefined : stepsExpression(text.steps)
  return test(m.store, {
    key: `regex ${JSON.stringify([text.steps, parsed.tree, parsed.ignoreCase])}`,
    nodes: [text.node],
    mask: KIND.string,
    leaf: ([path]) =>
      regex(expression === undefined ? (path as Path) : expression(path as Path), parsed.tree, {
        ignoreCase: parsed.ignoreCase,
        source: { dialect: 'python', text: source },
        span,
      }),
    needs: text.steps.some(({ op }) => op === 'lower' || op === 'upper') || parsed.ignoreCase ? ['asciiCase'] : [],
    span,
  })
}

export function textOrder(m: Machine, text: Text, op: 'lt' | 'le' | 'gt' | 'ge', value: string, span: Span): Formula {
  const expression = text.steps.length === 0 ? undefined : stepsExpression(text.steps)
  return test(m.store, {
    key: `order ${JSON.stringify([text.steps, op, value])}`,
    nodes: [text.node],
    mask: KIND.string,
    leaf: ([path]) =>
      compare(expression === undefined ? (path as Path) : expression(path as Path), op, value, {
        domain: 'text',
        span,
      }),
    needs: text.steps.some(({ op: step }) => step === 'lower' || step === 'upper') ? ['asciiCase'] : [],
    span,
  })
}

/** Whether the transformed text is there at all: a piece of a split may not be. */
export function textExists(m: Machine, text: Text, span: Span): Formula {
  const expression = stepsExpression(text.steps)
  return test(m.store, {
    key: `exists ${JSON.stringify(text.steps)}`,
    nodes: [text.node],
    mask: KIND.string,
    leaf: ([path]) => exists(expression(path as Path), span),
    needs: [],
    span,
  })
}

function stepsExpression(steps: readonly TextStep[]): (path: Path) => ValueExpression {
  return (path) => {
    let inner: Path | ValueExpression = path
    for (const step of steps) {
      inner =
        step.op === 'split'
          ? { call: 'split', args: [inner, { literal: step.separator }, { literal: step.index }] }
          : { call: step.op, args: [inner] }
    }
    return inner as ValueExpression
  }
}

/** Lower or upper case in the end is a comparison without regard to case of what the other steps give. */
function readSteps(
  { steps }: Text,
  wanted: string,
): {
  readonly expression: ((path: Path) => ValueExpression) | undefined
  readonly folding: 'lower' | 'upper' | undefined
} {
  const cases = steps.filter(({ op }) => op === 'lower' || op === 'upper')
  const others = steps.filter(({ op }) => op !== 'lower' && op !== 'upper')
  const last = cases[cases.length - 1]?.op as 'lower' | 'upper' | undefined
  const separable = others.every((step) => step.op === 'trim' || (step.op === 'split' && !hasCase(step.separator)))
  if (last !== undefined && !(separable && standsForItsCase(wanted, last)))
    return { expression: stepsExpression(steps), folding: undefined }
  return { expression: others.length === 0 ? undefined : stepsExpression(others), folding: last }
}

/**
 * Whether folding the field and comparing it with the folded text is the same: not with final sigma, which lower() may
 * give but folds to sigma, nor with letters like the Kelvin sign, which upper() never gives.
 */
function standsForItsCase(wanted: string, step: 'lower' | 'upper'): boolean {
  const folded = foldText(wanted)
  return (step === 'lower' ? folded : upperText(folded)) === wanted
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
