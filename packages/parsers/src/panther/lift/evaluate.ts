import type { Span } from '@ruleglot/core'
import { each, onlyConstant } from './access.js'
import { arithmetic } from './arithmetic.js'
import { noteRead } from './asked-at.js'
import { callValue } from './call.js'
import { compareValues } from './compare-values.js'
import { comprehension } from './comprehension.js'
import { areTexts, concatenated } from './concatenate.js'
import { or } from './formula.js'
import { FALSE, type Formula, TooLarge } from './formula-node.js'
import { hashedItems } from './hashed.js'
import { indexed, sliced } from './index-of.js'
import {
  constant,
  covered,
  current,
  flip,
  type Machine,
  one,
  raise,
  restrict,
  step,
  type Truth,
  truthValues,
  unknownValues,
} from './machine.js'
import type { Expression } from './syntax.js'
import { truthOf, valueTruth } from './truth.js'
import type { Names, Value, Values } from './value.js'

/** What an expression gives where `live` holds. */
export function evaluate(m: Machine, expression: Expression, names: Names, live: Formula): Values {
  step(m)
  if (live === FALSE) return []
  if (m.within >= DEEPEST) throw new TooLarge()
  m.within++
  const values = current(m, valuesOf(m, expression, names, live), expression.span)
  m.within--
  if (values.length > MOST_ALTERNATIVES) throw new TooLarge()
  noteRead(m, values, expression.span)
  return values
}

/** Operators in brackets in operators: each takes some of the stack. */
const DEEPEST = 500

/** Values that one expression may give; rules with more are made to break a reader. */
const MOST_ALTERNATIVES = 400

function valuesOf(m: Machine, expression: Expression, names: Names, live: Formula): Values {
  const { span } = expression
  switch (expression.type) {
    case 'literal':
      return one(live, constant(expression.value, expression.float))
    case 'name':
      return lookUp(m, expression.name, names, live, span)
    case 'tuple':
    case 'list':
    case 'set':
      return items(m, expression.type, expression.items, names, live, span)
    case 'dict':
      return dict(m, expression, names, live)
    case 'and':
    case 'or':
      return shortCircuit(m, expression, names, live)
    case 'not':
    case 'compare':
      return truthValues(testOf(m, expression, names, live))
    case 'choose': {
      const { yes, no } = testOf(m, expression.test, names, live)
      return [...evaluate(m, expression.body, names, yes), ...evaluate(m, expression.orElse, names, no)]
    }
    case 'attribute':
      return each(evaluate(m, expression.object, names, live), (value, when) =>
        attribute(m, value, expression.name, when, span),
      )
    case 'index': {
      const objects = evaluate(m, expression.object, names, live)
      return each(objects, (object, when) =>
        each(evaluate(m, expression.index, names, when), (key, both) => indexed(m, object, key, both, span)),
      )
    }
    case 'slice': {
      const objects = evaluate(m, expression.object, names, live)
      const bounds = [expression.from, expression.to, expression.step].map((bound) =>
        bound === undefined ? undefined : onlyConstant(evaluate(m, bound, names, live)),
      )
      return each(objects, (object, when) => sliced(m, object, bounds, when, span))
    }
    case 'call':
      return callValue(m, expression, names, live)
    case 'comprehension':
      return comprehension(m, expression, names, live)
    case 'binary':
      return binary(m, expression, names, live)
    case 'unary':
      return each(evaluate(m, expression.part, names, live), (value, when) =>
        value.type === 'constant' && typeof value.value === 'number' && expression.sign !== '~'
          ? one(when, { ...value, value: expression.sign === '-' ? -value.value : value.value })
          : unknownValues(m, when, 'a sign before a field', span),
      )
    case 'format': {
      const parts: (string | Values)[] = []
      let now = live
      for (const part of expression.parts) {
        if (typeof part === 'string') parts.push(part)
        else {
          const values = evaluate(m, part, names, now)
          now = covered(m, values)
          const only = values.length === 1 ? values[0]?.value : undefined
          const fixed =
            only?.type === 'constant' && typeof only.value !== 'boolean' && only.value !== null && !only.float
          parts.push(fixed && expression.plain ? String((only as { value: unknown }).value) : values)
        }
      }
      if (parts.every((part) => typeof part === 'string')) return one(now, constant(parts.join('')))
      return expression.plain ? one(now, { type: 'format', parts }) : unknownValues(m, now, 'a format', span)
    }
    case 'lambda':
      return one(live, {
        type: 'function',
        name: 'lambda',
        parameters: expression.parameters,
        body: { expression: expression.body },
        names,
        file: span.file ?? '',
      })
    case 'named': {
      const values = evaluate(m, expression.value, names, live)
      names.own.set(expression.name, values)
      return values
    }
    case 'star':
      return unknownValues(m, live, 'a star', span)
    case 'other':
      return unknownValues(m, live, expression.reason, span)
  }
}

/** Whether an expression is true, and whether it is false. */
export function testOf(m: Machine, expression: Expression, names: Names, live: Formula): Truth {
  step(m)
  if (live === FALSE) return { yes: FALSE, no: FALSE }
  switch (expression.type) {
    case 'not':
      return flip(testOf(m, expression.part, names, live))
    case 'and':
    case 'or': {
      const isAnd = expression.type === 'and'
      const ended: Formula[] = []
      let now = live
      for (const part of expression.parts) {
        const truth = testOf(m, part, names, now)
        ended.push(isAnd ? truth.no : truth.yes)
        now = isAnd ? truth.yes : truth.no
      }
      const end = or(m.store, ended)
      return isAnd ? { yes: now, no: end } : { yes: end, no: now }
    }
    case 'compare': {
      let now: Formula = live
      const failed: Formula[] = []
      let left = evaluate(m, expression.operands[0] as Expression, names, now)
      for (const [i, sign] of expression.signs.entries()) {
        const right = evaluate(m, expression.operands[i + 1] as Expression, names, covered(m, restrict(m, left, now)))
        const truth = compareValues(m, sign, restrict(m, left, now), right, expression.span)
        failed.push(truth.no)
        now = truth.yes
        left = right
      }
      return { yes: now, no: or(m.store, failed) }
    }
    default:
      return truthOf(m, evaluate(m, expression, names, live), expression.span)
  }
}

function binary(m: Machine, { sign, left, right, span }: Binary, names: Names, live: Formula): Values {
  const first = evaluate(m, left, names, live)
  if (sign !== '+') {
    return each(first, (one_, when) =>
      each(evaluate(m, right, names, when), (other, both) => arithmetic(m, sign, one_, other, both, span)),
    )
  }
  const after = covered(m, first)
  const second = evaluate(m, right, names, after)
  const joined = areTexts(first) || areTexts(second) ? concatenated(m, [first, second], after, span) : undefined
  if (joined !== undefined) return joined
  return each(first, (one_, when) =>
    each(restrict(m, second, when), (other, both) => arithmetic(m, sign, one_, other, both, span)),
  )
}

type Binary = Expression & { readonly type: 'binary' }

function lookUp(m: Machine, name: string, names: Names, live: Formula, span: Span): Values {
  for (let at: Names | undefined = names; at !== undefined; at = at.outer) {
    const found = at.own.get(name)
    if (found === undefined) continue
    const values = restrict(m, found, live)
    for (const { when, value } of values) {
      if (value.type === 'unbound') raise(m, when, 'UnboundLocalError', span)
    }
    return values.filter(({ value }) => value.type !== 'unbound')
  }
  return unknownValues(m, live, `${name} is not known`, span)
}

export function items(
  m: Machine,
  kind: 'tuple' | 'list' | 'set',
  expressions: readonly Expression[],
  names: Names,
  live: Formula,
  span: Span,
): Values {
  const found: Values[] = []
  let now = live
  for (const expression of expressions) {
    if (expression.type === 'star') {
      const inner = evaluate(m, expression.value, names, now)
      const only = inner.length === 1 ? inner[0]?.value : undefined
      if (only?.type !== 'items') return unknownValues(m, now, 'a star', span)
      found.push(...only.items)
      continue
    }
    const values = evaluate(m, expression, names, now)
    now = covered(m, values)
    found.push(values)
  }
  if (kind === 'set') {
    const { items: kept, live: left } = hashedItems(m, found, now, span)
    return one(left, { type: 'items', kind, items: kept })
  }
  return one(now, { type: 'items', kind, items: found })
}

function dict(m: Machine, expression: Expression & { type: 'dict' }, names: Names, live: Formula): Values {
  const entries = new Map<unknown, readonly [string | number | boolean | null, Values]>()
  let now = live
  for (const [key, value] of expression.entries) {
    const values = evaluate(m, value, names, now)
    now = covered(m, values)
    if (key === undefined) {
      const only = values.length === 1 ? values[0]?.value : undefined
      if (only?.type !== 'dict') return unknownValues(m, now, 'a star in a dict', expression.span)
      for (const entry of only.entries) entries.set(entry[0], entry)
      continue
    }
    const found = onlyConstant(evaluate(m, key, names, now))
    if (found === undefined) return unknownValues(m, now, 'a key that is not constant', expression.span)
    entries.set(found.value, [found.value, values])
  }
  return one(now, { type: 'dict', entries: [...entries.values()] })
}

function shortCircuit(
  m: Machine,
  expression: Expression & { type: 'and' | 'or' },
  names: Names,
  live: Formula,
): Values {
  const isAnd = expression.type === 'and'
  const results: { when: Formula; value: Value }[] = []
  let now = live
  for (const [i, part] of expression.parts.entries()) {
    if (now === FALSE) break
    const last = i === expression.parts.length - 1
    if (last) {
      results.push(...evaluate(m, part, names, now))
      break
    }
    if (part.type === 'not' || part.type === 'compare') {
      const { yes, no } = testOf(m, part, names, now)
      results.push(...one(isAnd ? no : yes, constant(!isAnd)))
      now = isAnd ? yes : no
      continue
    }
    const goOn: Formula[] = []
    for (const { when, value } of evaluate(m, part, names, now)) {
      const { yes, no } = valueTruth(m, value, when, part.span)
      results.push(...one(isAnd ? no : yes, value))
      goOn.push(isAnd ? yes : no)
    }
    now = or(m.store, goOn)
  }
  return results
}

/** `value.name`. */
function attribute(m: Machine, value: Value, name: string, when: Formula, span: Span): Values {
  if (value.type === 'module') {
    const found = m.imported(value.name, name)
    if (found !== undefined) return restrict(m, found, when)
  }
  if (value.type === 'module') return one(when, { type: 'builtin', name: `${value.name}.${name}` })
  if (value.type === 'unknown') return unknownValues(m, when, value.reason, span, value.raises)
  if (value.type === 'builtin') return one(when, { type: 'builtin', name: `${value.name}.${name}` })
  return one(when, { type: 'method', object: value, name })
}
