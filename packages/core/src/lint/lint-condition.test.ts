import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condition } from '../../test/random-condition.js'
import { compareConditions } from '../compare/compare-conditions.js'
import { and, cidr, compare, exists, isIn, match, not, or } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { ANY_MANY } from '../ir/pattern.js'
import { mapChildren } from '../ir/transform.js'
import { lintCondition } from './lint-condition.js'

/** Each node gets a place of its own, in the order of appearance. */
function placed(condition: Condition): Condition {
  let number = 0
  const walk = (node: Condition): Condition => {
    const start = number++
    return { ...mapChildren(node, walk), span: { start, end: start + 1 } } as Condition
  }
  return walk(condition)
}

const contains = (text: string): Condition => match(['cmd'], [ANY_MANY, text, ANY_MANY], { ignoreCase: true })
const found = (condition: Condition): string[] =>
  lintCondition(placed(condition)).map(({ code, message }) => `${code}: ${message}`)

describe('lintCondition', () => {
  it('never and always', () => {
    expect(found(and([exists(['a']), not(exists(['a']))]))[0]).toMatch('logic/never-true')
    expect(found(or([exists(['a']), not(exists(['a']))]))[0]).toMatch('logic/always-true')
  })

  it('a value that another covers', () => {
    expect(found(or([contains('shell'), contains('powershell')]))).toEqual([
      'logic/covered-value: cmd fits "*powershell*": covered by cmd fits "*shell*", so it adds nothing.',
    ])
    expect(found(or([contains('powershell'), contains('PowerShell')]))).toHaveLength(1)
    expect(found(or([isIn(['a'], ['svc-1', 'root']), match(['a'], ['svc-', ANY_MANY])]))).toEqual([
      'logic/covered-value: The value "svc-1" is covered by a fits "svc-*", so it adds nothing.',
    ])
    expect(found(or([cidr(['ip'], '10.0.0.0/8'), cidr(['ip'], '10.1.0.0/16')]))).toHaveLength(1)
  })

  it('an exclusion that removes nothing', () => {
    const user = (name: string): Condition => compare(['user'], 'eq', name)
    expect(found(and([contains('x'), not(user('root'))]))).toEqual([])
    expect(found(and([not(exists(['user'])), contains('x'), not(user('root'))]))[0]).toMatch(
      'logic/idle-filter: user = "root"',
    )
    expect(found(and([not(exists(['user'])), not(or([contains('x'), user('root')]))]))[0]).toMatch('logic/idle-filter')
  })

  it('a part that makes no difference', () => {
    expect(found(and([contains('powershell'), contains('shell')]))[0]).toMatch(
      'logic/redundant-part: cmd fits "*shell*"',
    )
  })

  it('does not think a field has one value', () => {
    expect(found(and([compare(['a'], 'eq', 1), compare(['a'], 'eq', 2)]))).toEqual([])
    expect(found(and([compare(['a'], 'eq', 'x'), not(compare(['a'], 'eq', 'y'))]))).toEqual([])
  })

  it('the parts it names can be removed', () => {
    let findings = 0
    fc.assert(
      fc.property(condition, (random) => {
        const whole = placed(random)
        for (const { code, span } of lintCondition(whole)) {
          findings++
          if (code === 'logic/covered-value' || code === 'logic/backtracking' || span === undefined) continue
          const without = (node: Condition): Condition => {
            if (node.kind !== 'And' && node.kind !== 'Or') return mapChildren(node, without)
            return { ...node, children: node.children.filter((child) => child.span?.start !== span.start).map(without) }
          }
          if (code === 'logic/never-true' || code === 'logic/always-true') continue
          expect(['equivalent', 'unproven']).toContain(compareConditions(whole, without(whole)).verdict)
        }
      }),
      { numRuns: 100 },
    )
    expect(findings).toBeGreaterThan(5)
  })

  it('names regular expressions that engines may take exponential time for', () => {
    const a = { type: 'text', text: 'a' } as const
    const loop = {
      type: 'repeat',
      part: { type: 'alternate', options: [a, { type: 'text', text: 'aa' }] },
      min: 1,
      max: null,
    }
    const slow = { kind: 'Regex', field: ['x'], tree: loop, ignoreCase: false, on: 'string' } as Condition
    expect(lintCondition(slow).map(({ code }) => code)).toEqual(['logic/backtracking'])
    expect(lintCondition(and([slow, compare(['b'], 'eq', 1)])).map(({ code }) => code)).toEqual(['logic/backtracking'])
  })
})
