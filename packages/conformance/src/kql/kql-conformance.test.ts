import { ecsSchema, equals, evaluate, type JsonValue, normalise, type ParseOptions } from '@ruleglot/core'
import { emitKql } from '@ruleglot/emitters/kql'
import { type KqlLiteral, type KqlQuery, kql, parseKqlQuery } from '@ruleglot/parsers/kql'
import { describe, expect, test } from 'vitest'
import { CORPUS, corpusQueries } from './corpus-queries.js'
import { CASES, type KqlCase, kqlCases } from './kql-cases.js'

const cases = kqlCases()
const corpus = corpusQueries()

describe.skipIf(cases === undefined)(`queries of ${CASES}`, () => {
  test('there are 556', () => {
    expect(cases).toHaveLength(556)
  })

  test.each(named(cases ?? []))('%s', (_, { query, accept, ast, events, types }) => {
    const options: ParseOptions = types === undefined ? {} : { fieldTypes: types }
    const parsed = kql.parseCondition?.(query, options)
    expect(parsed?.ok).toBe(accept)
    if (parsed === undefined) return
    if (!parsed.ok) {
      for (const { code, severity, span, hint } of parsed.diagnostics) {
        expect(code).toMatch(/^kql\//)
        expect(severity).toBe('error')
        expect(hint).toBeTruthy()
        expect(span?.start).toBeLessThanOrEqual(query.length)
        expect(span?.end).toBeLessThanOrEqual(query.length)
      }
      expect(parsed.diagnostics.length).toBeGreaterThan(0)
      return
    }
    const tree = parseKqlQuery(query)
    if (ast !== undefined && tree.ok) expect(astOf(tree.value)).toEqual(ast)
    for (const { event, match } of events) {
      expect({ event, match: evaluate(parsed.value.condition, event) }).toEqual({ event, match })
    }
  })
})

describe.skipIf(corpus === undefined)(`queries of ${CORPUS}`, () => {
  test('there are 792 and 9 over indicators', () => {
    expect(corpus).toHaveLength(801)
  })

  test.each([
    ['the Elastic Common Schema', { schema: ecsSchema }],
    ['no schema', {}],
  ])('each is read, written and read again as the same condition, with %s', (_, options) => {
    for (const { rule, query } of corpus ?? []) {
      const read = kql.parseCondition?.(query, options)
      if (!read?.ok) throw new Error(`${rule}: ${JSON.stringify(read?.diagnostics)}`)
      const written = emitKql(read.value.condition, options)
      if (!written.ok) throw new Error(`${rule}: ${JSON.stringify(written.diagnostics)}`)
      const again = kql.parseCondition?.(written.value.text, options)
      if (!again?.ok) throw new Error(`${rule}: ${JSON.stringify(again?.diagnostics)}\n${written.value.text}`)
      if (!equals(normalise(read.value.condition), normalise(again.value.condition))) {
        throw new Error(`${rule}: written as\n${written.value.text}`)
      }
    }
  })
})

function named(list: readonly KqlCase[]): [string, KqlCase][] {
  return list.map((one) => [`${one.id} ${JSON.stringify(one.query).slice(0, 80)}`, one])
}

const RANGES = { lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' } as const

/** The tree in the words of the case file. */
function astOf(query: KqlQuery): JsonValue {
  switch (query.type) {
    case 'all':
      return ['match_all']
    case 'and':
    case 'or':
      return [query.type, ...query.children.map(astOf)]
    case 'not':
      return ['not', astOf(query.child)]
    case 'nested':
      return ['nested', fieldOf(query.field), astOf(query.query)]
    case 'range':
      return ['range', fieldOf(query.field), RANGES[query.operator], literalOf(query.value)]
    case 'is': {
      const everything = isStar(query.value)
      if (everything && query.field !== undefined)
        return isStar(query.field) ? ['match_all'] : ['exists', fieldOf(query.field)]
      return ['is', fieldOf(query.field), literalOf(query.value)]
    }
  }
}

function isStar(literal: KqlLiteral): boolean {
  return literal.type === 'wildcard' && literal.pattern.length === 1
}

function fieldOf(literal: KqlLiteral | undefined): JsonValue {
  if (literal === undefined) return null
  if (literal.type === 'text') return literal.value
  return literal.type === 'boolean' ? String(literal.value) : literalOf(literal)
}

function literalOf(literal: KqlLiteral): JsonValue {
  if (literal.type === 'text') return { str: literal.value, q: literal.quoted }
  if (literal.type === 'boolean') return { bool: literal.value }
  if (literal.type === 'null') return { null: true }
  const texts = ['']
  for (const part of literal.pattern) {
    if (typeof part === 'string') texts[texts.length - 1] += part
    else texts.push('')
  }
  return { wild: texts }
}
