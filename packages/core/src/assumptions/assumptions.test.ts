import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { evaluate } from '../evaluate/evaluate.js'
import type { FieldFacts } from '../fields/field-schema.js'
import { dotted, type Path, pathOf, segmentKey } from '../ir/path.js'
import type { Assumption, AssumptionKind, AssumptionPart } from './assumption.js'
import { assumptionCondition } from './assumption-condition.js'
import { assumptionHolds } from './assumption-holds.js'
import { describeAssumption } from './describe-assumption.js'
import { dischargeAssumptions } from './discharge-assumptions.js'
import { joinOverEvent } from './join-over-event.js'
import { joinKeySpellings, splitKeySpellings } from './key-spellings.js'
import { mergeAssumptions } from './merge-assumptions.js'

interface CaseGroup {
  readonly kind: AssumptionKind
  readonly path?: string
  readonly keys?: readonly string[]
  readonly parts?: readonly string[]
  readonly ignoreCase?: boolean
  readonly holds: readonly JsonValue[]
  readonly fails: readonly JsonValue[]
}

const file = fileURLToPath(new URL('../../../../spec/assumption-cases.yaml', import.meta.url))
const groups = load(readFileSync(file, 'utf8')) as readonly CaseGroup[]

/** The kinds of the union, read from its source: this list cannot be forgotten. */
const union = readFileSync(fileURLToPath(new URL('assumption.ts', import.meta.url)), 'utf8')
const kinds = [...union.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, kind]) => kind as AssumptionKind)
const ABOUT_MAPPINGS: readonly AssumptionKind[] = ['keywordField', 'nestedField']

const about = (kind: AssumptionKind, path: Path): Assumption => ({ kind, path, why: 'test' })

function partOf(text: string): AssumptionPart {
  const [kind, path = ''] = text.split(' ')
  return { kind: kind as AssumptionKind, path: pathOf(path) }
}

function pathOfGroup({ path, keys, ignoreCase }: CaseGroup): Path {
  const segments = keys ?? pathOf(path ?? '')
  return ignoreCase === true ? segments.map((key) => ({ key: segmentKey(key), ignoreCase: true as const })) : segments
}

describe('spec/assumption-cases.yaml', () => {
  it('has events that keep and, but for facts about mappings, that break every kind', () => {
    for (const kind of kinds) {
      const own = groups.filter((group) => group.kind === kind)
      expect(own.flatMap((group) => group.holds).length, kind).toBeGreaterThan(0)
      if (!ABOUT_MAPPINGS.includes(kind)) expect(own.flatMap((group) => group.fails).length, kind).toBeGreaterThan(0)
    }
  })

  const rows = groups.flatMap((group) => [
    ...group.holds.map((event) => ({ group, event, expected: true })),
    ...group.fails.map((event) => ({ group, event, expected: false })),
  ])
  it.each(rows)('$group.kind $event $expected', ({ group, event, expected }) => {
    const { parts } = group
    const one = about(group.kind, pathOfGroup(group))
    const assumption = parts === undefined ? one : { ...one, parts: parts.map(partOf) }
    expect(assumptionHolds(assumption, event)).toBe(expected)
    const condition = assumptionCondition(assumption)
    if (condition !== undefined) expect(evaluate(condition, event)).toBe(expected)
  })
})

/** Small events that collide with the paths below: nested, flat and mixed keys, arrays, every type. */
const scalarValue = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  0,
  1,
  -0,
  1.5,
  2 ** 53,
  -(2 ** 53) + 1,
  1e300,
  '',
  'x',
  '1',
  'true',
  'İ',
  '\u212a',
  'σς',
  'a\nb',
  '\u2028',
  '\ud800',
  '𐵐',
)
const key = fc.constantFrom('a', 'b', 'c', 'A', 'B', 'a.b', 'b.c', 'A.b', 'a.b.c', 'a.B', 'a.', '.a', '__proto__', 'x')
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalarValue,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map(objectOf),
  ),
})).value
const event = fc.array(fc.tuple(key, value), { maxLength: 4 }).map(objectOf)
const path = fc.oneof(
  fc.constantFrom<Path>(
    ['a'],
    ['a', 'b'],
    ['a.b'],
    ['a', 'b', 'c'],
    ['a', 'b.c'],
    ['a.b.c'],
    ['__proto__', 'a'],
    ['a', ''],
    [],
  ),
  fc
    .constantFrom(['a'], ['a', 'b'], ['A', 'b', 'c'])
    .map((keys) => keys.map((name) => ({ key: name, ignoreCase: true as const }))),
)

function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  const object: Record<string, JsonValue> = {}
  for (const [name, inner] of entries)
    Object.defineProperty(object, name, { value: inner, enumerable: true, writable: true, configurable: true })
  return object
}

describe('assumptionCondition', () => {
  it('is true of exactly the events on which the assumption holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), path, event, (kind, at, subject) => {
        const condition = assumptionCondition(about(kind, at))
        if (condition === undefined) return
        expect(evaluate(condition, subject)).toBe(assumptionHolds(about(kind, at), subject))
      }),
      { numRuns: 5000 },
    )
  })

  it('is named in the schema of rules, kind by kind', () => {
    const schema = fileURLToPath(new URL('../../schema/rule.schema.json', import.meta.url))
    const { $defs } = JSON.parse(readFileSync(schema, 'utf8'))
    expect([...$defs.assumptions.items.properties.kind.enum].sort()).toEqual([...kinds].sort())
  })

  it('has no condition only for what IR cannot see', () => {
    const without = kinds.filter((kind) => assumptionCondition(about(kind, ['a'])) === undefined)
    expect(without).toEqual([
      'list',
      'listInItems',
      'flatLists',
      'noNullElements',
      'distinctValues',
      'nestedKeys',
      'flatKey',
      'keyCase',
      'keysAsWritten',
    ])
  })
})

describe('assumptionHolds', () => {
  it('nestedKeys: reading key by key gives what the expanded event has', () => {
    fc.assert(
      fc.property(fc.constantFrom<Path>(['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b.c']), event, (at, subject) => {
        if (!assumptionHolds(about('nestedKeys', at), subject)) return
        let nodes: readonly JsonValue[] = [subject]
        for (const segment of at) {
          nodes = nodes.flatMap(open).flatMap((node) => own(node, segmentKey(segment)))
        }
        const found = nodes.flatMap(open).filter((node) => node !== null && typeof node !== 'object')
        for (const scalar of ['x', '1', 1, 0, true] as const) {
          expect(evaluate({ kind: 'Compare', field: at, op: 'eq', value: scalar }, subject)).toBe(
            found.includes(scalar),
          )
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('flatKey: the one key with dots gives what the expanded event has', () => {
    fc.assert(
      fc.property(fc.constantFrom<Path>(['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b.c']), event, (at, subject) => {
        if (!assumptionHolds(about('flatKey', at), subject)) return
        const found = own(subject, dotted(at))
          .flatMap(open)
          .filter((node) => node !== null && typeof node !== 'object')
        for (const scalar of ['x', '1', 1, 0, true] as const) {
          expect(evaluate({ kind: 'Compare', field: at, op: 'eq', value: scalar }, subject)).toBe(
            found.includes(scalar),
          )
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('scalar: one value, so that what two tests ask of it one value answers', () => {
    fc.assert(
      fc.property(path, event, (at, subject) => {
        if (!assumptionHolds(about('scalar', at), subject)) return
        const is = (scalar: JsonValue) =>
          evaluate({ kind: 'Compare', field: at, op: 'eq', value: scalar as string }, subject) === true
        const values = [true, false, 0, 1, 1.5, '', 'x', '1', 'true'].filter(is)
        expect(values.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })

  it('is total on deep events', () => {
    let deep: JsonValue = 'x'
    for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep }
    let lists: JsonValue = 'x'
    for (let i = 0; i < 100_000; i++) lists = [lists]
    for (const kind of kinds) {
      expect(typeof assumptionHolds(about(kind, ['a', 'a']), deep)).toBe('boolean')
      expect(typeof assumptionHolds(about(kind, ['a', 'a']), { a: lists })).toBe('boolean')
      expect(typeof assumptionHolds(about(kind, ['a', 'a']), 'x')).toBe('boolean')
    }
  })
})

function open(node: JsonValue): readonly JsonValue[] {
  return Array.isArray(node) ? (node as readonly JsonValue[]).flatMap(open) : [node]
}

function own(node: JsonValue, name: string): readonly JsonValue[] {
  return typeof node === 'object' && node !== null && !Array.isArray(node) && Object.hasOwn(node, name)
    ? [(node as Record<string, JsonValue>)[name] as JsonValue]
    : []
}

describe('describeAssumption', () => {
  it.each(kinds)('%s is a sentence about the field', (kind) => {
    expect(describeAssumption(about(kind, ['okta', 'outcome', 'result']))).toContain('okta.outcome.result')
  })

  it('reads as a person would say it', () => {
    expect(describeAssumption(about('scalar', ['okta', 'outcome', 'result']))).toBe(
      'okta.outcome.result holds one value, not a list',
    )
  })
})

describe('mergeAssumptions', () => {
  it('keeps one of a kind and field, the first, in order', () => {
    const first = { ...about('scalar', ['a.b']), why: 'first' }
    expect(
      mergeAssumptions([
        [first, about('notBoolean', ['a', 'b'])],
        [about('scalar', ['a', 'b']), about('scalar', ['c'])],
      ]),
    ).toEqual([first, about('notBoolean', ['a', 'b']), about('scalar', ['c'])])
  })
})

describe('dischargeAssumptions', () => {
  const open = (facts: FieldFacts | undefined) =>
    dischargeAssumptions(
      kinds.map((kind) => about(kind, ['a', 'b'])),
      { id: 'test', lookup: (at) => (dotted(at) === 'a.b' ? facts : undefined) },
    ).map(({ kind }) => kind)
  const settled = (facts: FieldFacts | undefined) => kinds.filter((kind) => !open(facts).includes(kind))

  it('settles nothing about a field it does not know', () => expect(settled(undefined)).toEqual([]))

  it.each<[FieldFacts, readonly AssumptionKind[]]>([
    [
      { type: 'keyword', array: false },
      [
        'scalar',
        'scalarInItems',
        'flatLists',
        'stringWhenPresent',
        'notBoolean',
        'noEmptyObject',
        'safeIntegers',
        'keywordField',
      ],
    ],
    [{ type: 'keyword' }, ['stringWhenPresent', 'notBoolean', 'noEmptyObject', 'safeIntegers', 'keywordField']],
    [
      { type: 'keyword', array: true },
      ['stringWhenPresent', 'notBoolean', 'noEmptyObject', 'safeIntegers', 'keywordField'],
    ],
    [{ type: 'wildcard' }, ['stringWhenPresent', 'notBoolean', 'noEmptyObject', 'safeIntegers']],
    [
      { type: 'long' },
      ['numberWhenPresent', 'notBoolean', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine'],
    ],
    [
      { type: 'ip' },
      ['stringWhenPresent', 'notBoolean', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'safeIntegers', 'singleLine'],
    ],
    [{ type: 'date' }, ['notBoolean', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine']],
    [
      { type: 'boolean' },
      ['booleanWhenPresent', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'safeIntegers', 'singleLine'],
    ],
    [{ type: 'flattened' }, []],
    [{ type: 'object', array: false }, ['scalar', 'scalarInItems', 'flatLists']],
  ])('%o settles %o', (facts, expected) => expect(settled(facts)).toEqual(expected))
})

describe('joinOverEvent', () => {
  it('states several fields once, of the event, where the first of them stood', () => {
    const joined = joinOverEvent([about('noKelvinSign', ['a']), about('scalar', ['a']), about('noKelvinSign', ['b'])])
    expect(joined).toEqual([about('noKelvinSign', []), about('scalar', ['a'])])
    const single = [about('noKelvinSign', ['a']), about('scalar', ['b'])]
    expect(joinOverEvent(single)).toBe(single)
  })

  it('says at least as much as its parts', () => {
    fc.assert(
      fc.property(event, fc.array(path, { minLength: 2, maxLength: 3 }), (sample, paths) => {
        const parts = paths.map((own) => about('noKelvinSign', own))
        const [joined] = joinOverEvent(parts)
        if (joined !== undefined && assumptionHolds(joined, sample)) {
          expect(parts.every((part) => assumptionHolds(part, sample))).toBe(true)
        }
      }),
    )
  })
})

describe('joinKeySpellings', () => {
  const parts = [
    about('keyCase', ['a']),
    about('scalar', ['a']),
    about('keyCase', ['b', 'c']),
    about('nestedKeys', ['b', 'c']),
  ]
  const joined = { ...about('keysAsWritten', []), parts: ['keyCase a', 'keyCase b.c', 'nestedKeys b.c'].map(partOf) }

  it('states several once, of the event, where the first of them stood', () => {
    expect(joinKeySpellings(parts)).toEqual([joined, about('scalar', ['a'])])
    expect(joinKeySpellings([joined, about('keyCase', ['d'])])).toEqual([
      { ...joined, parts: [...joined.parts, partOf('keyCase d')] },
    ])
    const single = parts.slice(0, 2)
    expect(joinKeySpellings(single)).toBe(single)
  })

  it('leaves alone what ignores letter case', () => {
    const ignoring = [about('nestedKeys', [{ key: 'a', ignoreCase: true }, 'b']), about('keyCase', ['c'])]
    expect(joinKeySpellings(ignoring)).toBe(ignoring)
  })

  it('is split into its parts again, and needs none of them beside it', () => {
    expect(splitKeySpellings([joined, about('scalar', ['a'])])).toEqual([
      ...parts.filter(({ kind }) => kind !== 'scalar'),
      about('scalar', ['a']),
    ])
    expect(mergeAssumptions([[joined], parts])).toEqual([joined, about('scalar', ['a'])])
    const others = [about('nestedKeys', ['a']), about('nestedKeys', ['b.c'])]
    expect(mergeAssumptions([[joined], others])).toEqual([joined, ...others])
  })

  it('is said in one sentence', () => {
    const of = (names: string) =>
      describeAssumption({ ...joined, parts: names.split(' ').map((name) => partOf(`keyCase ${name}`)) })
    expect(describeAssumption(joined)).toBe('the keys of a and b.c are cut and spelled in events as they are here')
    expect(of('a b c d e')).toContain('a, b, c, d and e are')
    expect(of('a b c d e f')).toContain('a, b, c, d and 2 more fields are')
  })

  it('says as much as its parts', () => {
    fc.assert(
      fc.property(event, fc.array(path, { minLength: 2, maxLength: 3 }), (sample, paths) => {
        const own = paths.flatMap((at, i) =>
          i === 0 ? [about('keyCase', at)] : [about('keyCase', at), about('nestedKeys', at)],
        )
        const holds = own.every((one) => assumptionHolds(one, sample))
        expect(joinKeySpellings(own).every((one) => assumptionHolds(one, sample))).toBe(holds)
        expect(splitKeySpellings(joinKeySpellings(own)).every((one) => assumptionHolds(one, sample))).toBe(holds)
      }),
      { numRuns: 500 },
    )
  })
})
