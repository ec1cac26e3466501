import { and, type Condition, compare, dotted, exists, isIn, match, not, opaque, or, shape, some } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { panther } from './index.js'

function emit(condition: Condition) {
  const emitted = panther.emitCondition?.(condition, {})
  if (!emitted?.ok) throw new Error(JSON.stringify(emitted?.diagnostics))
  const { text, assumptions } = emitted.value
  return {
    body: text.split('def rule(event):\n')[1],
    named: assumptions.map(({ kind, path }) => `${kind} ${dotted(path)}`),
  }
}

const EMPTY = ['', 0, false]
const split = (index: number) => ({ call: 'split', args: [['image'], { literal: '\\' }, { literal: index }] }) as const

describe('what Python says shorter', () => {
  test('a value that is there and not empty is true', () => {
    const { body, named } = emit(and([compare(['a'], 'eq', 'x'), exists(['b']), not(isIn(['b'], EMPTY))]))
    expect(body).toBe('    return event.get("a") == "x" and bool(event.get("b"))\n')
    expect(named).toContain('noEmptyObject b')
    expect(emit(not(and([exists(['b']), not(isIn(['b'], EMPTY))]))).body).toBe('    return not event.get("b")\n')
    expect(emit(or([not(exists(['b'])), isIn(['b'], EMPTY)])).body).toBe('    return not event.get("b")\n')
  })

  test('other values are not all that is empty', () => {
    expect(emit(and([exists(['b']), not(isIn(['b'], ['', false]))])).body).not.toContain('bool(')
    expect(emit(and([exists(['b']), not(isIn(['c'], EMPTY))])).body).not.toContain('bool(')
  })

  test('two bounds of one number are a chain', () => {
    const bounds = and([
      compare(['severity'], 'ge', 4, { domain: 'number' }),
      compare(['severity'], 'lt', 7, { domain: 'number' }),
    ])
    expect(emit(bounds).body).toContain('isinstance(severity_value, (int, float)) and 4 <= severity_value < 7\n')
  })

  test('what no value of a field may be is said once', () => {
    expect(emit(and([not(compare(['a'], 'eq', 'x')), not(compare(['a'], 'eq', 'y'))])).body).toBe(
      '    return event.get("a") not in ("x", "y")\n',
    )
  })

  test('a field that is asked for often, and a read that a line would break, get a name', () => {
    const path = ['userIdentity', 'type']
    const often = and([
      exists(path),
      not(compare(path, 'eq', 'a')),
      or([compare(path, 'eq', 'b'), compare(['c'], 'eq', 1)]),
    ])
    expect(emit(often).body).toContain('user_identity_type = event.deep_get("userIdentity", "type")\n')
    const broken = and([
      compare(['eventType'], 'eq', 'application.lifecycle.update'),
      match(['outcome', 'reason'], [{ wildcard: 'many' }, 'Pushing user passwords', { wildcard: 'many' }]),
    ])
    expect(emit(broken).body).not.toContain('(\n        "')
  })

  test('a field that the condition itself looks at as a list is not read as one value', () => {
    const { body, named } = emit(and([shape(['argv'], ['array']), compare(['argv'], 'eq', '-l')]))
    expect(body).toContain('"-l" in _values(')
    expect(named).toEqual([])
  })

  test('pieces of a text, where it is one', () => {
    expect(emit(match(split(-1), ['cmd.exe'], { ignoreCase: true })).body).toBe(
      `    image = event.get("image")
    return isinstance(image, str) and image.split("\\\\")[-1].lower() == "cmd.exe"
`,
    )
    expect(emit(exists(split(1))).body).toContain('isinstance(image, str) and "\\\\" in image\n')
    expect(emit(compare(split(7), 'eq', 'x')).body).toContain('len(image.split("\\\\")) >= 8')
  })

  test('texts of two fields', () => {
    const node = { kind: 'CompareFields', left: ['a'], right: ['b'], ignoreCase: true, on: 'scalar' } as const
    const { body, named } = emit({ ...node, op: 'eq' })
    expect(body).toContain('isinstance(a, str) and isinstance(b, str) and a.lower() == b.lower()')
    expect(named).toContain('stringWhenPresent b')
    expect(emit({ ...node, op: 'contains' }).body).toContain('b.lower() in a.lower()')
  })

  test('keys in any letter case are read as one value: no list is asked for', () => {
    const path = [{ key: 'a', ignoreCase: true }] as const
    const guarded = and([not(shape(path, ['array', 'emptyArray'])), compare(path, 'eq', 'x')])
    const { body, named } = emit(guarded)
    expect(body).toBe('    return event.get("a") == "x"\n')
    expect(named).toContain('scalar a')
    expect(panther.emitCondition?.(guarded, { guards: 'explicit' })?.ok).toBe(false)
  })

  test('a part that was not understood is no module', () => {
    expect(panther.emitCondition?.(opaque('panther-python', 'odd(x)  # 00'), {})?.ok).toBe(false)
  })

  test('what no list has is not asked of a list', () => {
    expect(emit(not(shape(['a', 'b'], ['missing']))).body).toBe('    return bool(_nodes(event, "a.b"))\n')
  })
})

describe('what is plainer turned round', () => {
  test('neither of two comparisons holds', () => {
    expect(emit(not(or([exists(['a']), exists(['b'])]))).body).toBe(
      '    return event.get("a") is None and event.get("b") is None\n',
    )
    expect(emit(or([compare(['c'], 'eq', 1), not(or([exists(['a']), exists(['b'])]))])).body).toContain(
      'or (event.get("a") is None and event.get("b") is None)',
    )
  })

  test('values that are in all lists for a field of one value', () => {
    const both = (...lists: readonly string[][]): string | undefined =>
      emit(and([compare(['k'], 'eq', 'v'), ...lists.map((values) => isIn(['a'], values))])).body
    expect(both(['x', 'y'], ['y', 'z'])).toBe('    return event.get("k") == "v" and event.get("a") == "y"\n')
    expect(both(['x'], ['y'])).toContain('event.get("a") == "x" and event.get("a") == "y"')
  })

  test('items that are asked alike but for the last test are asked once', () => {
    const has = (part: string): Condition => match(['v'], [{ wildcard: 'many' }, part, { wildcard: 'many' }])
    const item = (part: string): Condition => some(['a'], and([compare(['n'], 'eq', 'x'), has(part)]))
    const emitted = panther.emitCondition?.(or([item('p'), item('q')]), { target: { lists: { a: ['n', 'v'] } } })
    expect(emitted?.ok === true && emitted.value.text.match(/for item in/g)).toHaveLength(1)
    const apart = or([item('p'), some(['a'], and([compare(['n'], 'eq', 'y'), has('q')]))])
    const kept = panther.emitCondition?.(apart, { target: { lists: { a: ['n', 'v'] } } })
    expect(kept?.ok === true && kept.value.text.match(/for item in/g)).toHaveLength(2)
  })

  test('a text that is asked for each of a list is made once', () => {
    const parts = ['p', 'q', 'r'].map((part) => match(['a'], [{ wildcard: 'many' }, part, { wildcard: 'many' }]))
    expect(emit(or(parts)).body).toContain('a = str(event.deep_get("a", default=""))\n')
  })
})
