import {
  type CompareOperator,
  type Condition,
  dotted,
  type Field,
  type Handlers,
  isPath,
  literalOf,
  type Path,
  type Pattern,
  type Scalar,
} from '@ruleglot/core'
import type { Indicator, IndicatorKind } from './inspection.js'

/** The tests of a condition as a table: what it looks for, and what it rules out. A view, not the condition. */
export interface IndicatorTable {
  readonly indicators: readonly Indicator[]
  readonly exclusions: readonly Indicator[]
}

export function indicatorsOf(condition: Condition): IndicatorTable {
  const rows: Row[] = []
  collect(condition, { prefix: [], negated: false, rows })
  const of = (negated: boolean): readonly Indicator[] => joined(rows.filter((row) => row.negated === negated))
  return { indicators: of(false), exclusions: of(true) }
}

interface Row {
  readonly field: string
  readonly kind: IndicatorKind
  readonly values: readonly Scalar[]
  readonly negated: boolean
}

interface Place {
  readonly prefix: Path
  readonly negated: boolean
  readonly rows: Row[]
}

function collect(node: Condition, place: Place): void {
  ;(COLLECTORS[node.kind] as (node: Condition, place: Place) => void)(node, place)
}

const nothing = (): void => undefined
const add = (place: Place, field: Field, kind: IndicatorKind, values: readonly Scalar[]): void =>
  void place.rows.push({ field: nameOf(field, place.prefix), kind, values, negated: place.negated })

const COLLECTORS: Handlers<void, Place> = {
  True: nothing,
  False: nothing,
  And: ({ children }, place) => {
    for (const child of children) collect(child, place)
  },
  Or: ({ children }, place) => {
    for (const child of children) collect(child, place)
  },
  Not: ({ child }, place) => collect(child, { ...place, negated: !place.negated }),
  Compare: ({ field, op, value }, place) =>
    add(place, field, ORDER[op], [typeof value === 'object' ? JSON.stringify(value) : value]),
  In: ({ field, values }, place) => add(place, field, 'eq', values),
  Match: ({ field, pattern }, place) => {
    const { kind, value } = patternKind(pattern)
    add(place, field, kind, [value])
  },
  Regex: ({ field, source }, place) => add(place, field, 'regex', source === undefined ? [] : [source.text]),
  Cidr: ({ field, network }, place) => add(place, field, 'cidr', [network]),
  Shape: ({ field, kinds }, place) => add(place, field, 'is', kinds),
  Exists: ({ field }, place) => add(place, field, 'exists', []),
  CompareFields: ({ left, right }, place) => add(place, left, 'field', [nameOf(right, place.prefix)]),
  Tokens: ({ field, query }, place) =>
    add(place, field, 'match', [query.mode === 'pattern' ? patternText(query.pattern) : query.text]),
  Search: ({ scope, condition }, place) => collect(condition, { ...place, prefix: [...place.prefix, ...scope] }),
  Some: ({ path, condition }, place) => collect(condition, { ...place, prefix: [...place.prefix, ...path] }),
  Every: ({ path, condition }, place) => collect(condition, { ...place, prefix: [...place.prefix, ...path] }),
  Count: ({ path, condition, op, count }, place) => {
    add(place, path, 'count', [`${ORDER[op]} ${count}`])
    collect(condition, { ...place, prefix: [...place.prefix, ...path] })
  },
  // Callers inline what is shared first.
  Let: ({ body }, place) => collect(body, place),
  Ref: nothing,
  Opaque: nothing,
}

const ORDER: Readonly<Record<CompareOperator, IndicatorKind>> = { eq: 'eq', lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' }

function nameOf(field: Field, prefix: Path): string {
  if (isPath(field)) {
    const name = dotted([...prefix, ...field])
    return name === '' ? '(any field)' : name
  }
  if ('pattern' in field) return patternText(field.pattern)
  const args = field.args.map((arg) => ('literal' in arg ? String(arg.literal) : nameOf(arg, prefix)))
  return `${field.call}(${args.join(', ')})`
}

/** `*x*` is contains, and so on; the value without its wildcards. */
function patternKind(pattern: Pattern): { readonly kind: IndicatorKind; readonly value: string } {
  const literal = literalOf(pattern)
  if (literal !== undefined) return { kind: 'eq', value: literal }
  const many = (part: Pattern[number] | undefined): boolean => typeof part === 'object' && part.wildcard === 'many'
  const inner = pattern.slice(many(pattern[0]) ? 1 : 0, many(pattern.at(-1)) ? -1 : undefined)
  const [text] = inner
  if (inner.length !== 1 || typeof text !== 'string') return { kind: 'wildcard', value: patternText(pattern) }
  if (inner.length === pattern.length - 2) return { kind: 'contains', value: text }
  return { kind: many(pattern[0]) ? 'ends_with' : 'starts_with', value: text }
}

function patternText(pattern: Pattern): string {
  return pattern.map((part) => (typeof part === 'string' ? part : part.wildcard === 'one' ? '?' : '*')).join('')
}

/** One row a field and kind, in the order in which they first appear; each value once. */
function joined(rows: readonly Row[]): readonly Indicator[] {
  const groups = new Map<string, { field: string; kind: IndicatorKind; values: Set<Scalar> }>()
  for (const { field, kind, values } of rows) {
    const key = JSON.stringify([field, kind])
    const group = groups.get(key) ?? { field, kind, values: new Set<Scalar>() }
    for (const value of values) group.values.add(value)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ field, kind, values }) => ({
    field,
    kind,
    values: [...values].map((value) => ({ value })),
  }))
}
