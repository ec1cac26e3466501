import { type Condition, dotted, fieldsRead, type JsonValue, type Path, type Scalar, visit } from '@ruleglot/core'
import fc from 'fast-check'
import { path } from './fields.js'
import { scalar } from './literals.js'
import { nearLiterals } from './near-literals.js'

/** Events that hold literals of the condition, and their neighbours, at paths that it reads, in every spelling. */
export function aimedEvent(condition: Condition): fc.Arbitrary<JsonValue> {
  const paths = fieldsRead(condition).filter((read) => read.length > 0)
  const literals = [...new Set(nearLiterals(condition))]
  const patterned = hasPatterns(condition)
  const where =
    paths.length === 0 || patterned
      ? fc.oneof(path, ...(paths.length === 0 ? [] : [fc.constantFrom(...paths)]))
      : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: path })
  const one: fc.Arbitrary<Scalar> =
    literals.length === 0
      ? scalar
      : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...literals) }, { weight: 1, arbitrary: scalar })
  const value: fc.Arbitrary<JsonValue> = fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: fc.array(fc.oneof(one, fc.constant(null)), { maxLength: 3 }) },
    { weight: 1, arbitrary: one.map((item) => [[item]]) },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, [], {}, { b: null }) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('a', 'b'), one).map(([key, item]) => ({ [key]: item })) },
  )
  const placed = fc
    .tuple(where, value, fc.nat(3), fc.nat(7), fc.nat(7))
    .map(([at, what, ...shape]) => place(at, what, ...shape))
  return fc.array(placed, { minLength: 1, maxLength: 4 }).map((parts) => parts.reduce(merge))
}

function hasPatterns(condition: Condition): boolean {
  let found = false
  visit(condition, (node) => {
    if ('field' in node && !Array.isArray(node.field) && 'pattern' in node.field) found = true
  })
  return found
}

/** The value at the path: keys cut or joined by the bits of `cuts`, a list around it by the bits of `lists`. */
function place(at: Path, value: JsonValue, letterCase: number, cuts: number, lists: number): JsonValue {
  const keys = dotted(at).split('.')
  let placed = value
  for (let i = keys.length - 1; i >= 0; i--) {
    let key = keys[i] as string
    while (i > 0 && (cuts >> i) & 1) key = `${keys[--i]}.${key}`
    const spelled = letterCase === 3 && at.some((segment) => typeof segment !== 'string') ? key.toUpperCase() : key
    // A computed key makes `__proto__` an own property.
    placed = { [spelled]: placed }
    if (i > 0 && lists === i) placed = [placed]
  }
  return placed
}

function merge(a: JsonValue, b: JsonValue): JsonValue {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b]
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return b
  if (Array.isArray(a) || Array.isArray(b)) return a
  const entries = new Map<string, JsonValue>(Object.entries(a))
  for (const [key, value] of Object.entries(b)) {
    const own = entries.get(key)
    entries.set(key, own === undefined ? value : merge(own, value))
  }
  return Object.fromEntries(entries)
}
