import {
  type Condition,
  dotted,
  ecsSchema,
  evaluate,
  fieldsRead,
  type JsonValue,
  noSchema,
  parseAddress,
  parseInstant,
  sampleEvents,
} from '@ruleglot/core'
import { kql, parseKqlQuery } from '@ruleglot/parsers/kql'
import { describe, expect, test } from 'vitest'
import { CORPUS, corpusQueries } from './corpus-queries.js'
import { elasticsearchQuery } from './elasticsearch-query.js'
import { type EsType, esTypeOf } from './es-field.js'
import { CASES, kqlCases } from './kql-cases.js'
import { leavesOf, runElasticsearchQuery } from './run-elasticsearch-query.js'

const cases = kqlCases()?.filter(({ accept }) => accept)
const corpus = corpusQueries()

describe.skipIf(cases === undefined)(`the Elasticsearch query of each case of ${CASES}`, () => {
  test.each(cases?.map((one): [string, typeof one] => [one.id, one]) ?? [])(
    '%s',
    (_, { query, events, types = {} }) => {
      const sent = elasticsearchQuery(treeOf(query), types)
      for (const { event, match } of events) {
        expect({ event, match: runElasticsearchQuery(sent, event, types) }).toEqual({ event, match })
      }
    },
  )
})

/**
 * Events that a mapping would refuse or coerce (a number in a keyword field) are left out: the condition is about JSON
 * values, the query about indexed ones. So are events of which the condition says nothing (text beyond ASCII), and
 * false beside `field:""`: to a boolean field the empty text is false, but a field of no known type is read without that.
 */
describe.skipIf(corpus === undefined)(`the Elasticsearch query of each query of ${CORPUS}`, () => {
  test.each([
    ['no schema', noSchema],
    ['the Elastic Common Schema', ecsSchema],
  ])('decides sampled events as the condition does, with %s', (_, schema) => {
    let compared = 0
    for (const { rule, query } of corpus ?? []) {
      const read = kql.parseCondition?.(query, { schema })
      if (!read?.ok) throw new Error(rule)
      const { condition } = read.value
      const types = Object.fromEntries(
        fieldsRead(condition).flatMap((path): [string, EsType][] => {
          const type = esTypeOf(path, schema)
          return type === undefined ? [] : [[dotted(path), type]]
        }),
      )
      const sent = elasticsearchQuery(treeOf(query), types)
      for (const event of sampleEvents([condition], { limit: 60 })) {
        const expected = evaluate(condition, event)
        if (expected === 'unknown' || !fitsMapping(event, types, nestedPaths(condition))) continue
        if (query.includes('""') && leavesOf(event).some(({ value }) => value === false)) continue
        compared++
        const match = runElasticsearchQuery(sent, event, types)
        if (match !== expected) {
          throw new Error(`${rule}\n${query}\n${JSON.stringify(event)}\nquery ${match}, condition ${expected}`)
        }
      }
    }
    expect(compared).toBeGreaterThan(10_000)
  })
})

function treeOf(query: string) {
  const tree = parseKqlQuery(query)
  if (!tree.ok) throw new Error(query)
  return tree.value
}

function nestedPaths(condition: Condition): readonly string[] {
  const found: string[] = []
  const open: [Condition, string][] = [[condition, '']]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, prefix] = next
    if (node.kind === 'Some') {
      const path = prefix + dotted(node.path)
      found.push(path)
      open.push([node.condition, `${path}.`])
    } else if (node.kind === 'Not') open.push([node.child, prefix])
    else if (node.kind === 'And' || node.kind === 'Or') {
      open.push(...node.children.map((child): [Condition, string] => [child, prefix]))
    }
  }
  return found
}

const TEXT = (value: unknown): boolean => typeof value === 'string'
const NUMBER = (value: unknown): boolean => typeof value === 'number'

const FITS: Readonly<Record<EsType, (value: string | number | boolean) => boolean>> = {
  keyword: TEXT,
  caseless: TEXT,
  constant_keyword: TEXT,
  wildcard: TEXT,
  flattened: TEXT,
  text: TEXT,
  match_only_text: TEXT,
  long: Number.isInteger,
  float: NUMBER,
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && parseInstant(value) !== undefined,
  ip: (value) => typeof value === 'string' && parseAddress(value) !== undefined,
  nested: () => false,
  object: () => false,
}

function fitsMapping(event: JsonValue, types: Readonly<Record<string, EsType>>, nested: readonly string[]): boolean {
  return leavesOf(event).every(
    ({ name, value }) => !nested.includes(name) && (!Object.hasOwn(types, name) || FITS[types[name] as EsType](value)),
  )
}
