import { type Pack, packIndex } from '@ruleglot/core'
import { parsePack, translate } from 'ruleglot'
import { expect, test } from 'vitest'
import { keepsFacts } from './keeps-facts.js'

const pack = (() => {
  const read = parsePack(
    `id: shop.audit
platforms:
  elastic: { unlisted: absent, routing: [{ field: data_stream.dataset, value: shop.audit }] }
  panther: { logTypes: [Shop.Audit] }
  sigma: { logsource: { product: shop, service: audit } }
fields:
  - { path: act, letters: ascii, names: { elastic: shop.act } }
  - { path: who, names: { elastic: shop.who } }
  - { path: type, case: lower, values: [cart.createVIA_app], names: { elastic: event.action } }
  - { path: "items[].kind", case: fixed, names: { elastic: shop.items.kind } }
  - { path: "items[]", type: object, names: { elastic: shop.items } }
  - { path: "roles[]", names: { elastic: shop.roles } }
  - { path: 'labels.example\\.com/team', names: { elastic: shop.labels.team } }
prefixes:
  - { path: extra, keys: fixed, names: { elastic: shop.extra } }
`,
  )
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics))
  return read.value
})()

function convert(query: string, to: 'panther' | 'sigma', mapping: Pack = pack) {
  const text = `[rule]\nname = "Shop"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = '''data_stream.dataset:shop.audit and ${query}'''\n`
  const result = translate(text, { from: 'elastic', to, mapping })
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  const { verdict, assumptions, files } = result.value
  return { verdict, open: assumptions.map(({ kind }) => kind), text: Object.values(files).join('\n') }
}

test('a test of what a list holds is written as a test of its elements', () => {
  const { verdict, open, text } = convert('shop.items.kind:Book', 'panther')
  expect([verdict, open]).toEqual(['exact', []])
  expect(text).toContain('for item in')
  expect(convert('shop.roles:admin', 'panther')).toMatchObject({ verdict: 'exact', open: [] })
})

test('a key with a dot is one key', () => {
  const { verdict, open, text } = convert('shop.labels.team:red', 'panther')
  expect([verdict, open]).toEqual(['exact', []])
  expect(text).toContain('event.deep_get("labels", "example.com/team")')
})

test('values in lower case settle patterns, and the known others take part one by one', () => {
  expect(convert('event.action:cart.*', 'sigma')).toMatchObject({ verdict: 'exact', open: [] })
  expect(convert('event.action:cart.createv*', 'sigma').verdict).not.toBe('exact')
})

test('keys of an object that the vendor writes one way leave no question', () => {
  expect(convert('shop.extra.note:x', 'panther').open).toEqual(['scalar'])
})

test('events that the pack does not speak of', () => {
  const index = packIndex(pack)
  const isOne = (event: Parameters<typeof keepsFacts>[0]) => keepsFacts(event, index)
  expect(isOne({ type: 'cart.add', items: [{ kind: 'Book' }], labels: { 'example.com/team': 'red' } })).toBe(true)
  expect(isOne({ type: 'cart.createVIA_app', unknown: { A: 1 }, other: null })).toBe(true)
  expect(isOne({ type: 'Cart.add' })).toBe(false)
  expect(isOne({ type: 'cart.createvia_app' })).toBe(false)
  expect(isOne({ TYPE: 'cart.add' })).toBe(false)
  expect(isOne({ items: { kind: 'Book' } })).toBe(false)
  expect(isOne({ roles: 'admin' })).toBe(false)
  expect(isOne({ labels: { example: { 'com/team': 'red' } } })).toBe(false)
})

test('what the pack settles is told', () => {
  const text =
    '[rule]\nname = "Shop"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = "data_stream.dataset:shop.audit and event.action:cart.*"\n'
  const result = translate(text, { from: 'elastic', to: 'sigma', mapping: pack })
  expect(result.ok && result.value.settled).toEqual([
    { field: 'type', question: 'letterCase', by: 'shop.audit: in lower case' },
  ])
})

test('a pattern with letters beyond ASCII is not put into the case of the values', () => {
  const text =
    "title: N\nid: 11111111-1111-4111-8111-111111111111\nlogsource:\n    product: shop\n    service: audit\ndetection:\n    selection:\n        type|contains: 'ADMİN'\n    condition: selection\nlevel: low\n"
  const made = translate(text, { from: 'sigma', to: 'panther', mapping: pack, guards: 'explicit' })
  const code = made.ok ? Object.values(made.value.files).join('\n') : ''
  expect(code).not.toContain('admi\u0307n')
})

test('names that the vendor gives have no letters beyond ASCII: how programs fold those is no question', () => {
  const rule = (path: string) =>
    `title: t\nid: 0a1b2c3d-0000-4000-8000-000000000001\nlogsource: { product: shop, service: audit }\ndetection: { s: { ${path}|contains: pick }, condition: s }\n`
  const open = (path: string) => {
    const result = translate(rule(path), { from: 'sigma', to: 'panther', mapping: pack })
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
    return result.value.assumptions.map(({ kind }) => kind)
  }
  expect(open('who')).toEqual(['asciiCase'])
  expect(open('act')).toEqual([])
  const event = (act: string) => ({ type: 'cart.created', act })
  expect(keepsFacts(event('Stock/pick'), packIndex(pack))).toBe(true)
  expect(keepsFacts(event('Stock/pic\u212a'), packIndex(pack))).toBe(false)
})
