import { describe, expect, it } from 'vitest'
import { and, compare, exists, isIn, match, not, opaque, or, search, some } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { ANY_MANY } from '../ir/pattern.js'
import type { Rule } from '../rule/rule.js'
import { findRelated } from './find-related.js'
import { keysHeld, requiredKeys } from './required-keys.js'

const rule = (condition: Condition, more: Partial<Rule> = {}): Rule =>
  ({ logSource: {}, trigger: { kind: 'each' }, condition, defined: [], ...more }) as unknown as Rule
const contains = (text: string): Condition => match(['cmd'], [ANY_MANY, text, ANY_MANY], { ignoreCase: true })
const login = compare(['action'], 'eq', 'login')

describe('findRelated', () => {
  it('finds duplicates and containment, also without any literal to index', () => {
    const rules = [
      contains('powershell'),
      contains('SHELL'),
      and([login, contains('whoami')]),
      and([contains('whoami'), login]),
      exists(['action']),
      isIn(['action'], ['login', 'logout']),
    ].map((condition) => rule(condition))
    expect(findRelated(rules).pairs.map(({ relation, a, b }) => `${a} ${relation} ${b}`)).toEqual([
      '0 inside 1',
      '2 same 3',
      '2 inside 4',
      '2 inside 5',
      '3 inside 4',
      '3 inside 5',
      '5 inside 4',
    ])
  })

  it('keeps to log sources that can meet, names other triggers, says nothing of what was not understood', () => {
    const windows = { logSource: { product: 'windows' } }
    expect(findRelated([rule(login, windows), rule(login, { logSource: { product: 'linux' } })]).pairs).toEqual([])
    const counting = rule(login, { trigger: { kind: 'threshold', count: 5, groupBy: [] } })
    expect(findRelated([rule(login, windows), counting]).pairs).toEqual([
      { relation: 'same', a: 0, b: 1, sameTrigger: false },
    ])
    expect(findRelated([rule(login), rule(and([login, opaque('kql', '?')]))]).pairs).toEqual([])
  })

  it('an event that fires a rule holds one of its keys', () => {
    const condition = and([not(login), or([contains('mimikatz'), compare(['port'], 'eq', 4444)])])
    expect(requiredKeys(condition)).toHaveLength(2)
    const held = keysHeld({ cmd: ['x', 'run Mimikatz now'] })
    expect(requiredKeys(condition)?.some((key) => held.has(key))).toBe(true)
    expect(keysHeld({ port: 4444 }).has('port=4444')).toBe(true)
    expect(requiredKeys(or([login, exists(['x'])]))).toEqual(['action=login', 'x!'])
    expect(requiredKeys(or([login, not(exists(['x']))]))).toBeUndefined()
    expect(requiredKeys(some(['a'], match(['B'], ['one', ANY_MANY])))).toEqual(['a.b~one'])
    expect(keysHeld({ a: [{ b: 'one or two' }] }).has('a.b~one')).toBe(true)
    expect(requiredKeys(search(match([], ['nine'])), (key) => (key === '*~nin' ? 2 : 1))).toEqual(['*~ine'])
  })
})
