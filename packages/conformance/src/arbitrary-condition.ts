import type {
  Condition,
  Domain,
  Field,
  JsonObject,
  JsonValue,
  Path,
  Pattern,
  RegexTree,
  Scalar,
  ShapeKind,
  ValueExpression,
} from '@ruleglot/core'
import { ANY_TEXT, tidyPattern } from '@ruleglot/core'
import fc from 'fast-check'

/**
 * Random conditions and events that collide: few fields (some with dots, odd names and prefixes of each other), few
 * literals that share parts, so that leaves are true often enough for a wrong one to show.
 */
const KEYS: readonly Path[] = [
  ['a'],
  ['b'],
  ['a', 'b'],
  ['a', 'c'],
  ['x', 'y', 'z'],
  ['x', 'y'],
  ['eventType'],
  ['a.b', 'c'],
  ['__proto__'],
  ['constructor', 'name'],
  ['length'],
  ['a', 'length'],
  ['search'],
  ['odd key', '`"\\'],
  [''],
  ['0'],
]

const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'A',
  'AB',
  '1',
  '5',
  'true',
  'a*b',
  'a\nb',
  '"',
  '\\',
  '10.0.0.1',
  '10.1.2.3',
  '::1',
]
const ODD_TEXTS = [
  '\u0000',
  '\u2028',
  '</script>',
  '\u202e',
  '\ud800',
  '\ud83d\ude00',
  '${x}',
  '`',
  '\u0130',
  '\u03a3',
  '\u03c2',
  "'",
]
const NUMBERS = [0, 1, 5, -1, 1.5, 1e21, 2 ** 53, 1e-7]

const path = fc.constantFrom(...KEYS)
const text = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...TEXTS) }, fc.constantFrom(...ODD_TEXTS))
const scalar: fc.Arbitrary<Scalar> = fc.oneof(text, fc.constantFrom(...NUMBERS), fc.boolean())

const pattern: fc.Arbitrary<Pattern> = fc
  .array(fc.oneof(text, fc.constantFrom({ wildcard: 'many' as const }, { wildcard: 'one' as const })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts)

/** Names of fields: pieces of real ones beside stars. */
const fieldPattern: fc.Arbitrary<Field> = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'a.', '.b', 'b', '.', 'x.y', 'length', '__proto__', ''),
      fc.constantFrom({ wildcard: 'many' as const }, { wildcard: 'one' as const }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => ({ pattern: parts }))

const regexTree: fc.Arbitrary<RegexTree> = fc.letrec<{ tree: RegexTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'ab', '1', '.').map((value): RegexTree => ({ type: 'text', text: value })),
    fc.constantFrom<RegexTree>({ type: 'set', ranges: [[97, 99]] }, { type: 'set', ranges: [[48, 57]] }, ANY_TEXT, {
      type: 'assert',
      at: 'wordBoundary',
    }),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts): RegexTree => ({ type: 'concat', parts })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((options): RegexTree => ({ type: 'alternate', options })),
    fc
      .tuple(tie('tree'), fc.constantFrom([0, null], [1, null], [0, 1], [2, 3]))
      .map(
        ([part, [min, max]]): RegexTree => ({ type: 'repeat', part, min: min as number, max: max as number | null }),
      ),
  ),
})).tree

const SHAPES: readonly ShapeKind[] = [
  'missing',
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'emptyArray',
  'object',
  'emptyObject',
]
const readAs = fc.record({ ignoreCase: fc.boolean(), on: fc.constantFrom('string' as const, 'scalar' as const) })
const order = fc.constantFrom('lt' as const, 'le' as const, 'gt' as const, 'ge' as const)

const made: fc.Arbitrary<ValueExpression> = fc.oneof(
  path.map((of): ValueExpression => ({ call: 'length', args: [of] })),
  path.map((of): ValueExpression => ({ call: 'trim', args: [of] })),
  fc.tuple(path, fc.constantFrom('.', 'a', '10', '\u{1f600}'), fc.integer({ min: -2, max: 2 })).map(
    ([of, separator, at]): ValueExpression => ({
      call: 'split',
      args: [of, { literal: separator }, { literal: at }],
    }),
  ),
)
const computedText: fc.Arbitrary<Field> = fc.oneof(
  made,
  made.map((of): Field => ({ call: 'split', args: [of, { literal: '.' }, { literal: 0 }] })),
)

export interface ConditionChoices {
  /** Patterns of fields, computed values, keys in any letter case. */
  readonly oddFields?: boolean
  /** Patterns of fields alone. */
  readonly fieldPatterns?: boolean
  /** Values that split, trim and length make of fields. */
  readonly computedTexts?: boolean
  readonly tokens?: boolean
  readonly relativeInstants?: boolean
  /** Off: no True and False. */
  readonly constants?: boolean
  /** Off: no regular expressions. */
  readonly regexes?: boolean
}

export function arbitraryCondition(choices: ConditionChoices = {}): fc.Arbitrary<Condition> {
  const field: fc.Arbitrary<Field> =
    choices.oddFields === true
      ? fc.oneof(
          { weight: 6, arbitrary: path },
          pattern.map((of): Field => ({ pattern: of })),
          path.map((of): Field => ({ call: 'length', args: [of] })),
          path.map((of): Field => ({ call: 'lower', args: [{ call: 'trim', args: [of] }] })),
          path.map((of): Field => of.map((key) => ({ key: key as string, ignoreCase: true as const }))),
        )
      : fc.oneof(
          { weight: 6, arbitrary: path },
          ...(choices.fieldPatterns === true ? [fieldPattern] : []),
          ...(choices.computedTexts === true ? [computedText] : []),
        )
  const compare = fc.oneof(
    fc.record({ field, value: scalar }).map((parts): Condition => ({ kind: 'Compare', op: 'eq', ...parts })),
    fc
      .record({ field, op: order, value: fc.constantFrom(...NUMBERS) })
      .map((parts): Condition => ({ kind: 'Compare', domain: 'number', ...parts })),
    fc
      .record({ field, op: order, value: text })
      .map((parts): Condition => ({ kind: 'Compare', domain: 'text', ...parts })),
    fc
      .record({ field, op: order, value: fc.constantFrom<Scalar>(1, 5, '1', '5', '1.50') })
      .map((parts): Condition => ({ kind: 'Compare', domain: 'numeric', ...parts })),
    fc
      .record({ field, op: order, value: fc.constantFrom(0, 1_700_000_000_000, -1) })
      .map((parts): Condition => ({ kind: 'Compare', domain: 'instant', ...parts })),
    fc
      .record({ field, op: order, value: fc.constantFrom('10.0.0.1', '::1') })
      .map((parts): Condition => ({ kind: 'Compare', domain: 'ip', ...parts })),
  )
  const leaves: fc.Arbitrary<Condition>[] = [
    compare,
    fc
      .record({ field, values: fc.array(scalar, { maxLength: 12 }) })
      .map((parts): Condition => ({ kind: 'In', ...parts })),
    fc
      .tuple(field, pattern, readAs)
      .map(([of, parts, how]): Condition => ({ kind: 'Match', field: of, pattern: parts, ...how })),
    fc
      .record({ field, network: fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '::/0', '0.0.0.0/0', '::1/128') })
      .map((parts): Condition => ({ kind: 'Cidr', ...parts })),
    fc
      .record({ field: path, kinds: fc.subarray([...SHAPES], { minLength: 1 }) })
      .map((parts): Condition => ({ kind: 'Shape', ...parts })),
    field.map((of): Condition => ({ kind: 'Exists', field: of })),
    fc
      .tuple(path, path, fc.constantFrom('eq', 'ne', 'contains', 'startsWith', 'endsWith'), readAs)
      .map(([left, right, op, how]): Condition => ({ kind: 'CompareFields', left, right, op: op as 'eq', ...how })),
    fc.tuple(path, path, order, fc.constantFrom<Domain>('number', 'text', 'numeric')).map(
      ([left, right, op, domain]): Condition => ({
        kind: 'CompareFields',
        left,
        right,
        op,
        domain,
        ignoreCase: false,
        on: 'string',
      }),
    ),
  ]
  if (choices.constants !== false) leaves.push(fc.constantFrom<Condition>({ kind: 'True' }, { kind: 'False' }))
  if (choices.regexes !== false) {
    leaves.push(
      fc
        .tuple(field, regexTree, readAs)
        .map(([of, tree, how]): Condition => ({ kind: 'Regex', field: of, tree, ...how })),
    )
  }
  if (choices.tokens === true) {
    leaves.push(
      fc.tuple(field, pattern).map(
        ([of, parts]): Condition => ({
          kind: 'Tokens',
          field: of,
          analyzer: 'standard',
          query: { mode: 'pattern', pattern: tidyPattern(parts) },
        }),
      ),
      fc.tuple(field, fc.constantFrom('any', 'all', 'phrase'), fc.constantFrom('ab a', 'a', 'abc b', 'A-B', '!!')).map(
        ([of, mode, words]): Condition => ({
          kind: 'Tokens',
          field: of,
          analyzer: 'standard',
          query: { mode: mode as 'any', text: words },
        }),
      ),
    )
  }
  if (choices.relativeInstants === true) {
    leaves.push(
      fc
        .tuple(field, order, fc.constantFrom({ now: -900_000 }, { now: 0, floor: 'day' as const }, { now: 1 }))
        .map(([of, op, value]): Condition => ({ kind: 'Compare', field: of, op, value, domain: 'instant' })),
    )
  }
  return fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(...leaves),
      fc.array(tie('node'), { maxLength: 3 }).map((children): Condition => joined('And', children)),
      fc.array(tie('node'), { maxLength: 3 }).map((children): Condition => joined('Or', children)),
      tie('node').map((child): Condition => ({ kind: 'Not', child })),
      fc.tuple(fc.constantFrom('Some' as const, 'Every' as const), path, tie('node'), fc.boolean()).map(
        ([kind, of, condition, self]): Condition => ({
          kind,
          path: of,
          condition: self ? onElement(condition) : condition,
        }),
      ),
      fc
        .record({
          path,
          condition: tie('node'),
          op: fc.constantFrom('eq' as const, 'lt' as const, 'ge' as const),
          count: fc.nat(2),
        })
        .map((parts): Condition => ({ kind: 'Count', ...parts })),
      fc
        .record({ scope: fc.oneof(fc.constant<Path>([]), path), condition: tie('node') })
        .map(({ scope, condition }): Condition => ({ kind: 'Search', scope, condition: onElement(condition) })),
    ),
  })).node
}

/** Flat: normal forms see through nesting, but not everywhere yet. */
function joined(kind: 'And' | 'Or', children: readonly Condition[]): Condition {
  return { kind, children: children.flatMap((child) => (child.kind === kind ? child.children : [child])) }
}

/** Leaves turned to the element itself. */
function onElement(condition: Condition): Condition {
  if ('field' in condition && Array.isArray(condition.field)) return { ...condition, field: [] } as Condition
  if (condition.kind === 'And' || condition.kind === 'Or')
    return joined(condition.kind, condition.children.map(onElement))
  return condition.kind === 'Not' ? { ...condition, child: onElement(condition.child) } : condition
}

const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    scalar,
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'y', 'z', 'length', 'name', 'B', ''), tie('value')), {
        maxLength: 3,
      })
      .map((entries) => objectOf(entries)),
  ),
})).value

/** Own properties even for `__proto__`. */
export function objectOf(entries: readonly (readonly [string, JsonValue])[]): { readonly [key: string]: JsonValue } {
  const object: Record<string, JsonValue> = {}
  for (const [key, of] of entries) {
    Object.defineProperty(object, key, { value: of, enumerable: true, configurable: true, writable: true })
  }
  return object
}

/** Events with the fields of `arbitraryCondition`: nested, as dotted keys, mixed, with lists, null and wrong types. */
export const arbitraryEvent: fc.Arbitrary<{ readonly [key: string]: JsonValue }> = fc
  .array(fc.tuple(path, value, fc.boolean()), { maxLength: 5 })
  .map((fields) => {
    const event: Record<string, JsonValue> = {}
    for (const [keys, of, flat] of fields) put(event, flat ? [keys.join('.')] : (keys as readonly string[]), of)
    return event
  })

function put(object: Record<string, JsonValue>, keys: readonly string[], of: JsonValue): void {
  const [key = '', ...rest] = keys
  if (rest.length > 0) {
    const before = Object.hasOwn(object, key) ? object[key] : undefined
    const inner: Record<string, JsonValue> =
      typeof before === 'object' && before !== null && !Array.isArray(before) ? { ...(before as JsonObject) } : {}
    put(inner, rest, of)
    Object.defineProperty(object, key, { value: inner, enumerable: true, configurable: true, writable: true })
    return
  }
  Object.defineProperty(object, key, { value: of, enumerable: true, configurable: true, writable: true })
}
