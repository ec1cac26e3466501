import {
  and,
  type Condition,
  compare,
  equals,
  exists,
  FALSE,
  type FieldType,
  isIn,
  match,
  not,
  opaque,
  or,
  type PatternPart,
  some,
  TRUE,
  tokens,
} from '@ruleglot/core'
import { describe, expect, it } from 'vitest'
import { elastic } from './index.js'

const many: PatternPart = { wildcard: 'many' }
const one: PatternPart = { wildcard: 'one' }

/** The parts beside the query of a rule with one filter. */
function read(filter: object, fieldTypes: Readonly<Record<string, FieldType>> = {}) {
  const rule = { rule_id: 'r', name: 'n', type: 'query', language: 'kuery', query: 'q:1', filters: [filter] }
  const parsed = elastic.parseRules?.({ '': JSON.stringify(rule) }, { fieldTypes })
  if (parsed?.ok !== true) throw new Error(JSON.stringify(parsed?.diagnostics))
  const { condition, assumptions = [] } = parsed.value[0]!
  const parts = condition.kind === 'And' ? condition.children.slice(1) : []
  return { condition: parts.length === 1 ? parts[0]! : and(parts), assumptions, diagnostics: parsed.diagnostics }
}

const query = (body: object, meta: object = {}): object => ({ meta, query: body })
const path = ['file', 'path']

describe('what is no filter and no exception', () => {
  const rule = { rule_id: 'r', name: 'n', type: 'query', language: 'kuery', query: 'q:1' }
  const list = { id: '1', list_id: 'L', type: 'detection', namespace_type: 'single' }
  const conditionOf = (more: object, ...lines: readonly object[]) => {
    const text = [{ ...rule, ...more }, ...lines].map((line) => JSON.stringify(line)).join('\n')
    const parsed = elastic.parseRules?.({ '': text }, {})
    if (parsed?.ok !== true) throw new Error(JSON.stringify(parsed?.diagnostics))
    return JSON.stringify(parsed.value[0]?.condition)
  }

  it.each<[string, object, readonly object[]]>([
    ['a text for the filters', { filters: 'x' }, []],
    ['a list among the filters', { filters: [[query({ exists: { field: 'a' } })]] }, []],
    ['a text for the exceptions', { exceptions_list: 'L' }, []],
    ['an exception without entries', { exceptions_list: [list] }, [{ ...list, item_id: 'i' }]],
  ])('%s is kept, not left out', (_, more, lines) => {
    expect(conditionOf(more, ...lines)).toContain('Opaque')
  })

  it('lists of one space and of all spaces may share an id', () => {
    const entries = [{ field: 'a', type: 'match', operator: 'included', value: 'x' }]
    const item = { list_id: 'L', item_id: 'i', namespace_type: 'single', entries }
    const agnostic = { ...list, namespace_type: 'agnostic' }
    expect(conditionOf({ exceptions_list: [list] }, item, agnostic)).not.toContain('Opaque')
    expect(conditionOf({ exceptions_list: [list] }, item, agnostic)).toContain('"a"')
    expect(conditionOf({ exceptions_list: [agnostic] }, item, agnostic)).not.toContain('"a"')
  })
})

describe('filters that are read', () => {
  it.each<[string, object, Condition]>([
    [
      'none of should, where nothing else selects: Lucene asks for one',
      query({
        bool: { should: [{ exists: { field: 'a' } }], must_not: [{ exists: { field: 'b' } }], minimum_should_match: 0 },
      }),
      and([exists(['a']), not(exists(['b']))]),
    ],
  ])('%s', (_, filter, condition) => {
    expect(equals(read(filter).condition, condition)).toBe(true)
  })

  it.each<[string, object, Condition]>([
    ['match_all', query({ match_all: {} }), TRUE],
    ['match_none', query({ match_none: {} }), FALSE],
    ['exists', query({ exists: { field: 'file.path' } }), exists(path)],
    ['negated', query({ exists: { field: 'file.path' } }, { negate: true }), not(exists(path))],
    [
      'old form without query',
      { meta: { negate: true }, $state: { store: 'appState' }, exists: { field: 'a' } },
      not(exists(['a'])),
    ],
    ['match_phrase', query({ match_phrase: { a: 'x y' } }), compare(['a'], 'eq', 'x y')],
    ['match_phrase with options', query({ match_phrase: { a: { query: 'x' } } }), compare(['a'], 'eq', 'x')],
    ['a number is also its text', query({ match_phrase: { a: 1 } }), isIn(['a'], ['1', 1])],
    ['a quotation mark and a backslash', query({ match_phrase: { a: '"\\n*' } }), compare(['a'], 'eq', '"\\n*')],
    ['old phrase', query({ match: { a: { query: 'x', type: 'phrase' } } }), compare(['a'], 'eq', 'x')],
    ['term', query({ term: { 'file.path': { value: 'x', boost: 2 } } }), compare(path, 'eq', 'x')],
    [
      'term without case',
      query({ term: { a: { value: 'aB*', case_insensitive: true } } }),
      match(['a'], ['aB*'], { ignoreCase: true }),
    ],
    [
      'terms',
      query({ terms: { a: ['x', 'y'], boost: 1 } }),
      or([compare(['a'], 'eq', 'x'), compare(['a'], 'eq', 'y')]),
    ],
    ['a boolean', query({ term: { a: true } }), isIn(['a'], [true, 'true'])],
    ['prefix', query({ prefix: { a: 'C:\\' } }), match(['a'], ['C:\\', many])],
    [
      'prefix without case',
      query({ prefix: { a: { value: 'x', case_insensitive: true } } }),
      match(['a'], ['x', many], { ignoreCase: true }),
    ],
    ['wildcard', query({ wildcard: { a: '?:\\\\x*\\*\\?\\q' } }), match(['a'], [one, ':\\x', many, '*?q'])],
    ['wildcard with a backslash at the end', query({ wildcard: { a: { value: 'x\\' } } }), match(['a'], ['x\\'])],
    [
      'wildcard without case',
      query({ wildcard: { a: { wildcard: 'X*', case_insensitive: true } } }),
      match(['a'], ['X', many], { ignoreCase: true }),
    ],
    ['one bound', query({ range: { a: { gt: 5 } } }), compare(['a'], 'gt', 5, { domain: 'number' })],
    [
      'both bounds hold for one value',
      query({ range: { a: { gte: 5, lt: 7 } } }),
      some(['a'], and([compare([], 'ge', 5, { domain: 'number' }), compare([], 'lt', 7, { domain: 'number' })])),
    ],
    [
      'must and filter',
      query({ bool: { must: [{ exists: { field: 'a' } }], filter: { exists: { field: 'b' } } } }),
      and([exists(['a']), exists(['b'])]),
    ],
    [
      'should alone',
      query({ bool: { should: [{ exists: { field: 'a' } }, { exists: { field: 'b' } }] } }),
      or([exists(['a']), exists(['b'])]),
    ],
    [
      'should beside filter says nothing',
      query({ bool: { filter: [{ exists: { field: 'a' } }], should: [{ exists: { field: 'b' } }] } }),
      exists(['a']),
    ],
    [
      'should beside filter with a minimum',
      query({
        bool: { filter: [{ exists: { field: 'a' } }], should: [{ exists: { field: 'b' } }], minimum_should_match: 1 },
      }),
      and([exists(['a']), exists(['b'])]),
    ],
    [
      'should beside must_not',
      query({
        bool: {
          must_not: [{ exists: { field: 'a' } }],
          should: [{ exists: { field: 'b' } }, { exists: { field: 'c' } }],
        },
      }),
      and([or([exists(['b']), exists(['c'])]), not(exists(['a']))]),
    ],
    [
      'must_not takes each away',
      query({ bool: { must_not: [{ exists: { field: 'a' } }, { exists: { field: 'b' } }] } }),
      and([not(exists(['a'])), not(exists(['b']))]),
    ],
    ['an empty bool', query({ bool: {} }), and([])],
    [
      'combined',
      {
        meta: {
          type: 'combined',
          relation: 'OR',
          params: [query({ exists: { field: 'a' } }), query({ exists: { field: 'b' } }, { negate: true })],
        },
      },
      or([exists(['a']), not(exists(['b']))]),
    ],
  ])('%s', (_, filter, expected) => {
    const types: Record<string, FieldType> =
      'query' in filter && JSON.stringify(filter).includes('range') ? { a: 'long' } : {}
    const { condition, diagnostics } = read(filter, types)
    expect(diagnostics).toEqual([])
    if (!equals(condition, expected)) expect(condition).toEqual(expected)
  })

  it('leaves disabled filters out', () => {
    expect(read(query({ exists: { field: 'a' } }, { disabled: true })).condition).toEqual(and([]))
  })

  it('names what a reading relies on', () => {
    const wildcard = (value: string) => query({ wildcard: { a: { value, case_insensitive: true } } })
    expect(read(wildcard('x*')).assumptions.map(({ kind }) => kind)).toEqual(['keywordField'])
    expect(read(wildcard('*Disk')).assumptions.map(({ kind }) => kind)).toEqual(['keywordField', 'noKelvinSign'])
    expect(read(wildcard('x*'), { a: 'keyword' }).assumptions).toEqual([])
  })

  it('reads analysed text as words', () => {
    const types: Record<string, FieldType> = { a: 'text' }
    const phrase = read(query({ match_phrase: { a: 'x y' } }), types).condition
    expect(equals(phrase, tokens(['a'], { mode: 'phrase', text: 'x y' }))).toBe(true)
    const any = read(query({ match: { a: 'x y' } }), types).condition
    expect(equals(any, tokens(['a'], { mode: 'any', text: 'x y' }))).toBe(true)
  })
})

describe('filters that are kept as text', () => {
  it.each<[string, object, FieldType?]>([
    ['a script', { script: { script: 'x' } }],
    ['a query string', { query_string: { query: 'a:b' } }],
    ['a regular expression', { regexp: { a: 'x.*' } }],
    ['two clauses', { exists: { field: 'a' }, match_all: {} }],
    ['no clause', {}],
    ['an option whose meaning is not read', { match: { a: { query: 'x', operator: 'and' } } }],
    ['a slop', { match_phrase: { a: { query: 'x y', slop: 2 } } }],
    ['a field pattern', { exists: { field: 'a*' } }],
    [
      'two of three',
      {
        bool: {
          should: [{ exists: { field: 'a' } }, { exists: { field: 'b' } }, { exists: { field: 'c' } }],
          minimum_should_match: 2,
        },
      },
    ],
    ['a percentage', { bool: { should: [{ exists: { field: 'a' } }], minimum_should_match: '75%' } }],
    ['one unread clause in bool', { bool: { filter: [{ exists: { field: 'a' } }, { script: {} }] } }],
    ['case of other letters than ASCII', { wildcard: { a: { value: 'é*', case_insensitive: true } } }],
    ['a wildcard on text', { wildcard: { a: 'x*' } }, 'text'],
    ['a term on text', { term: { a: 'x' } }, 'text'],
    ['a wildcard on numbers', { wildcard: { a: 'x*' } }, 'long'],
    ['a value that the type refuses', { term: { a: 'x' } }, 'long'],
    ['null', { term: { a: null } }],
    ['__proto__', JSON.parse('{"__proto__":{"x":1}}') as object],
    ['a name of Object', { constructor: { x: 1 } }],
  ])('%s', (_, body, type) => {
    const { condition, diagnostics } = read(query(body, { negate: true }), type === undefined ? {} : { a: type })
    expect(diagnostics.map(({ code, effect }) => [code, effect])).toEqual([['elastic/unread-filter', 'unknown']])
    expect(equals(condition, not(opaque('elasticsearch-dsl', JSON.stringify(body))))).toBe(true)
  })
})

describe('exceptions', () => {
  const rule = (more: object) =>
    JSON.stringify({
      rule_id: 'r',
      name: 'n',
      type: 'query',
      language: 'kuery',
      query: 'q:1',
      exceptions_list: [{ list_id: 'l', id: 'i' }],
      ...more,
    })
  const item = (entries: object[], more: object = {}) =>
    JSON.stringify({ list_id: 'l', item_id: 'i1', type: 'simple', entries, ...more })
  const parse = (text: string) => {
    const parsed = elastic.parseRules?.({ 'x.ndjson': text }, {})
    if (parsed?.ok !== true) throw new Error(JSON.stringify(parsed?.diagnostics))
    return parsed
  }

  it('that are elsewhere are kept as text', () => {
    const { value, diagnostics } = parse(rule({}))
    expect(diagnostics.map(({ code }) => code)).toEqual(['elastic/exceptions-elsewhere'])
    const expected = and([isIn(['q'], ['1', 1]), not(opaque('elastic-exceptions', '{"list_id":"l","id":"i"}'))])
    expect(equals(value[0]!.condition, expected)).toBe(true)
  })

  it('in the same export are read', () => {
    const summary = '{"exported_count":2,"exported_rules_count":1,"missing_rules":[]}'
    const list = '{"list_id":"l","type":"detection","name":"list","description":""}'
    const entries = [
      { field: 'a', type: 'match', operator: 'included', value: 'x' },
      { field: 'b', type: 'match_any', operator: 'excluded', value: ['y', 'z'] },
      { field: 'c', type: 'exists', operator: 'included' },
      { field: 'd', type: 'wildcard', operator: 'included', value: 'w*' },
    ]
    const { value, diagnostics } = parse([rule({}), list, item(entries), summary].join('\n'))
    expect(diagnostics).toEqual([])
    expect(value).toHaveLength(1)
    const taken = and([
      compare(['a'], 'eq', 'x'),
      not(or([compare(['b'], 'eq', 'y'), compare(['b'], 'eq', 'z')])),
      exists(['c']),
      match(['d'], ['w', many]),
    ])
    expect(equals(value[0]!.condition, and([isIn(['q'], ['1', 1]), not(taken)]))).toBe(true)
  })

  it('that end, are for one system or use lists are kept as text', () => {
    const entry = { field: 'a', type: 'match', operator: 'included', value: 'x' }
    for (const line of [
      item([entry], { expire_time: '2030-01-01' }),
      item([entry], { os_types: ['linux'] }),
      item([{ field: 'a', type: 'list', operator: 'included', list: { id: 'x', type: 'ip' } }]),
      item([{ field: 'a', type: 'nested', entries: [entry] }]),
      item([]),
    ]) {
      const { value } = parse(`${rule({})}\n${line}`)
      const { condition } = value[0]!
      const part = condition.kind === 'And' ? condition.children[1] : undefined
      expect(part?.kind === 'Not' && part.child.kind === 'Opaque' && part.child.language).toBe('elastic-exceptions')
    }
  })
})
