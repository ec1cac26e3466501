import { type Condition, dotted } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { liftFunction } from './lift.js'
import { readModule } from './read-syntax.js'

function read(body: string, anyCase: readonly string[] = []) {
  const text = `def rule(event):\n${body.replace(/^/gm, '    ')}\n`
  const own = liftFunction(readModule(text, 'x.py'), 'rule', new Set(anyCase))
  if (!own.ok) return own.reason
  return { condition: plain(own.condition), kinds: own.assumptions.map(({ kind, path }) => `${kind} ${dotted(path)}`) }
}

/** Without spans. */
const plain = (condition: Condition): unknown =>
  JSON.parse(JSON.stringify(condition, (key, value) => (key === 'span' ? undefined : value)))

describe('what is written of two fields, of pieces and of truth', () => {
  test('a pair that is there and equal', () => {
    expect(read('return event.get("a") is not None and event.get("a") == event.get("b")')).toMatchObject({
      condition: { kind: 'CompareFields', left: ['a'], op: 'eq', right: ['b'], ignoreCase: false },
      kinds: ['scalar a', 'keyCase a', 'stringWhenPresent a', 'scalar b', 'keyCase b', 'stringWhenPresent b'],
    })
    // Two Nones are equal.
    expect(read('return event.get("a") == event.get("b")')).toBeTypeOf('string')
    expect(read('return event.get("c") is not None and event.get("a") == event.get("b")')).toBeTypeOf('string')
  })

  test('texts in lower case, both known to be texts', () => {
    const locals = 'a = event.get("a")\nb = event.get("b")\n'
    const both = 'isinstance(a, str) and isinstance(b, str) and '
    expect(read(`${locals}return ${both}a.lower() == b.lower()`)).toMatchObject({
      condition: { kind: 'CompareFields', op: 'eq', ignoreCase: true, on: 'scalar' },
    })
    expect(read(`${locals}return ${both}b in a`)).toMatchObject({ condition: { op: 'contains', on: 'string' } })
    expect(read(`${locals}return isinstance(a, str) and a.lower() == b.lower()`)).toBeTypeOf('string')
    expect(read(`${locals}return ${both}a.lower() == b`)).toBeTypeOf('string')
  })

  test('the last piece of a text, and no piece of what may be none', () => {
    const local = 'a = event.get("a")\n'
    expect(read(`${local}return isinstance(a, str) and a.split("/")[-1] == "x"`)).toMatchObject({
      condition: {
        children: [{ kind: 'Match', field: { call: 'split', args: [['a'], { literal: '/' }, { literal: -1 }] } }],
      },
    })
    expect(read(`${local}return a.split("/")[-1] == "x"`)).toBeTypeOf('string')
    expect(read(`${local}return isinstance(a, str) and a.split("/")[1] == "x"`)).toBeTypeOf('string')
    expect(read(`${local}return isinstance(a, str) and a.split("")[0] == "x"`)).toBeTypeOf('string')
  })

  test('truth, and a chain of bounds', () => {
    expect(read('return bool(event.get("a"))')).toMatchObject({
      condition: { kind: 'And', children: [{ kind: 'Exists' }, { kind: 'Not', child: { values: ['', 0, false] } }] },
    })
    expect(read('n = event.get("n")\nreturn isinstance(n, (int, float)) and 4 <= n < 7')).toMatchObject({
      condition: {
        kind: 'And',
        children: [
          { op: 'ge', value: 4 },
          { op: 'lt', value: 7 },
        ],
      },
    })
    expect(read('n = event.get("n")\nreturn 4 <= n')).toBeTypeOf('string')
  })

  test('keys in any letter case, where that is asked for', () => {
    expect(read('return event.get("Kind") == "x"', ['Kind'])).toEqual({
      condition: { kind: 'Compare', field: [{ key: 'Kind', ignoreCase: true }], op: 'eq', value: 'x' },
      kinds: ['scalar Kind'],
    })
  })

  test('ways out that are True or False leave nothing over', () => {
    const body = 'if event.get("a") != "x":\n    return False\nif event.get("b") == 1:\n    return True\nreturn False'
    expect(read(body)).toMatchObject({
      condition: {
        kind: 'And',
        children: [
          { kind: 'Compare', field: ['a'] },
          { kind: 'Compare', field: ['b'] },
        ],
      },
    })
    expect(read('if event.get("a") == "x":\n    return False\nreturn True')).toMatchObject({
      condition: { kind: 'Not', child: { kind: 'Compare' } },
    })
  })
})
