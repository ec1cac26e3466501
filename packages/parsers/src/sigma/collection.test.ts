import { evaluate, type Rule } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { sigma } from './index.js'

const rule = (name: string, extra = ''): string =>
  `title: ${name}\nname: ${name}\nid: 00000000-0000-4000-8000-00000000000${name.length}\nlogsource:\n  product: windows\n  service: security\ndetection:\n  selection:\n    EventID: 1\n  condition: selection\n${extra}`

const read = (files: Readonly<Record<string, string>>, options = {}): readonly Rule[] => {
  const parsed = sigma.parseRules!(files, options)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics))
  return parsed.value
}

const matches = ({ condition }: Rule, event: Record<string, string | number>) => evaluate(condition, event)

const FILTER = (rules: string, logsource = 'product: windows') =>
  `title: f\nlogsource:\n  ${logsource}\nfilter:\n  rules: ${rules}\n  selection:\n    User|startswith: adm_\n  condition: not selection\n`

describe('filters', () => {
  test('join the rules that they name, by name or id, in other files too', () => {
    const [a, bb] = read({ 'a.yml': rule('a'), 'bb.yml': rule('bb'), 'f.yml': FILTER('[a]') }) as [Rule, Rule]
    expect(matches(a, { EventID: 1, User: 'adm_x' })).toBe(false)
    expect(matches(a, { EventID: 1, User: 'x' })).toBe(true)
    expect(matches(bb, { EventID: 1, User: 'adm_x' })).toBe(true)
    const [byId] = read({ 'f.yml': FILTER('00000000-0000-4000-8000-000000000001'), 'a.yml': rule('a') }) as [Rule]
    expect(matches(byId, { EventID: 1, User: 'adm_x' })).toBe(false)
  })

  test('join every rule of their log source', () => {
    const text = `${rule('a')}---\n${rule('bb')}---\n${FILTER('any')}`
    for (const one of read({ 'all.yml': text })) expect(matches(one, { EventID: 1, User: 'adm_x' })).toBe(false)
    const [other] = read({ 'a.yml': rule('a'), 'f.yml': FILTER('any', 'product: linux') }) as [Rule]
    expect(matches(other, { EventID: 1, User: 'adm_x' })).toBe(true)
  })

  test('join what correlations count', () => {
    const count =
      'title: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  group-by: [User]\n  timespan: 1h\n  condition: { gt: 4 }\n'
    const [counted] = read({ x: `${rule('a')}---\n${count}---\n${FILTER('[a]')}` }) as [Rule]
    expect(counted.trigger).toEqual({ kind: 'threshold', count: 5, groupBy: [['User']], window: 3600 })
    expect(matches(counted, { EventID: 1, User: 'adm_x' })).toBe(false)
  })
})

describe('correlations', () => {
  test('of several rules count the matches of any', () => {
    const second = rule('bb').replace('EventID: 1', 'EventID: 2')
    const text =
      'title: c\ncorrelation:\n  type: value_count\n  rules: [a, bb]\n  group-by: [Host]\n  timespan: 90s\n  condition: { gte: 3, field: User }\n'
    const [one, ...more] = read({ x: `${rule('a')}---\n${second}---\n${text}` }) as [Rule]
    expect(more).toEqual([])
    expect(one.trigger).toEqual({
      kind: 'threshold',
      count: 1,
      groupBy: [['Host']],
      window: 90,
      distinct: { field: ['User'], count: 3 },
    })
    expect([1, 2, 3].map((EventID) => matches(one, { EventID }))).toEqual([true, true, false])
  })

  test('build on correlations, in any order of files', () => {
    const inner =
      'title: i\nname: i\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: 1m\n  condition: { gte: 3 }\n'
    const outer = 'title: o\ncorrelation:\n  type: temporal\n  rules: [i]\n  timespan: 1h\n'
    const rules = read({ 'o.yml': outer, 'i.yml': inner, 'a.yml': rule('a') })
    expect(rules.map(({ title, trigger }) => [title, trigger.kind])).toEqual([['o', 'other']])
  })

  test('generate: true keeps the rules beside the correlation', () => {
    const text =
      'title: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: 1m\n  condition: { gte: 3 }\n  generate: true\n'
    expect(read({ x: `${rule('a')}---\n${text}` }).map(({ title }) => title)).toEqual(['a', 'c'])
  })

  test('a long chain and a circle end', () => {
    const chain = Array.from(
      { length: 3000 },
      (_, i) =>
        `title: t\nname: n${i}\ncorrelation:\n  type: event_count\n  rules: [n${i + 1}]\n  timespan: 1m\n  condition: { gte: 3 }\n`,
    )
    const parsed = sigma.parseRules!({ x: chain.join('---\n') }, {})
    expect(parsed.ok).toBe(false)
    const circle = sigma.parseRules!(
      { x: [chain[0]?.replace('n1', 'n2'), chain[2]?.replace('n3', 'n0')].join('---\n') },
      {},
    )
    expect(circle.ok).toBe(false)
  })
})

test('large rules in many correlations, and large filters for many rules, end', () => {
  const large = rule('a').replace('EventID: 1', `EventID: [${Array.from({ length: 5000 }, (_, i) => i).join(', ')}]`)
  const count = 'title: c\ncorrelation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 3}}\n'
  const counted = sigma.parseRules!({ x: [large, ...new Array(1000).fill(count)].join('---\n') }, {})
  expect(counted.diagnostics.map(({ code }) => code)).toContain('limit/nodes')
  const filter = FILTER('any').replace('adm_', `[${Array.from({ length: 5000 }, (_, i) => `v${i}`).join(', ')}]`)
  const filtered = sigma.parseRules!({ x: [filter, ...new Array(1000).fill(rule('a'))].join('---\n') }, {})
  expect(filtered.diagnostics.map(({ code }) => code)).toContain('limit/nodes')
})

describe('placeholders', () => {
  const text = rule('a').replace('EventID: 1', "User|expand: '%admins%'\n    Host|contains|expand: 'x%sites%y'")

  test('stand for any of their values', () => {
    const [one] = read({ x: text }, { placeholders: { admins: ['root', 'adm*'], sites: ['1', 2] } }) as [Rule]
    const decided = (User: string, Host: string) => matches(one, { User, Host })
    expect(decided('ADM-7', 'aX2Yb')).toBe(true)
    expect([decided('root', 'x3y'), decided('rooty', 'x1y')]).toEqual([false, false])
  })

  test('nobody knows are undecided, and only where it matters', () => {
    const [one] = read({ x: text }, { placeholders: { admins: ['root'] } }) as [Rule]
    expect(matches(one, { User: 'root', Host: 'x1y' })).toBe('unknown')
    expect(matches(one, { User: 'bob', Host: 'x1y' })).toBe(false)
  })

  test('a percent sign with a backslash, or without expand, is itself', () => {
    const literal = rule('a').replace('EventID: 1', "User|expand: '\\%a%admins%'\n    Host: '%sites%'")
    const [one] = read({ x: literal }, { placeholders: { admins: ['r'], sites: ['s'] } }) as [Rule]
    expect(matches(one, { User: '%ar', Host: '%sites%' })).toBe(true)
    expect(matches(one, { User: '%ar', Host: 's' })).toBe(false)
  })

  test('multiply only so far', () => {
    const many = Array.from({ length: 200 }, (_, i) => `v${i}`)
    const parsed = sigma.parseRules!(
      { x: rule('a').replace('EventID: 1', "U|expand: '%a%%a%%a%'") },
      { placeholders: { a: many } },
    )
    expect(parsed.diagnostics.map(({ code }) => code)).toContain('limit/nodes')
  })
})

test('entry gives the rules of one file, with what it refers to in the others', () => {
  const rules = read({ 'a.yml': rule('a'), 'bb.yml': rule('bb'), 'f.yml': FILTER('any') }, { entry: 'bb.yml' })
  expect(rules.map(({ title }) => title)).toEqual(['bb'])
  expect(matches(rules[0] as Rule, { EventID: 1, User: 'adm_x' })).toBe(false)
})
