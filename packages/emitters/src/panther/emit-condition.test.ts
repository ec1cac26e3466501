import {
  ANY_MANY,
  and,
  type Condition,
  cidr,
  compare,
  dotted,
  type EmitOptions,
  exists,
  type FieldSchema,
  isIn,
  match,
  not,
  opaque,
  or,
  pathOf,
  search,
} from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { panther } from './index.js'

const SCHEMA: FieldSchema = {
  id: 'test',
  lookup: (path) => (dotted(path) === 'process.args' ? { type: 'keyword', array: true } : undefined),
}

function emit(condition: Condition, options: EmitOptions = {}) {
  const emitted = panther.emitCondition?.(condition, { schema: SCHEMA, ...options })
  if (!emitted?.ok) throw new Error(JSON.stringify(emitted?.diagnostics))
  const { text, assumptions } = emitted.value
  const body = text.slice(text.indexOf('def rule(event):\n') + 'def rule(event):\n'.length)
  return { text, body, assumptions: assumptions.map(({ kind, path }) => `${kind} ${dotted(path)}`) }
}

const contains = (field: string, text: string): Condition =>
  match(pathOf(field), [ANY_MANY, text, ANY_MANY], { ignoreCase: true })

describe('rule() as a person would write it', () => {
  test('one equality', () => {
    const { text, assumptions } = emit(compare(['eventType'], 'eq', 'x'))
    expect(text).toBe('def rule(event):\n    return event.get("eventType") == "x"\n')
    expect(assumptions).toEqual(['scalar eventType', 'keyCase eventType'])
  })

  test('equalities of one field become a tuple, negation goes inward', () => {
    const a = pathOf('event.action')
    expect(emit(or([compare(a, 'eq', 'x'), compare(a, 'eq', 'y')])).body).toBe(
      '    return event.deep_get("event", "action") in ("x", "y")\n',
    )
    expect(emit(not(isIn(a, ['x', 'y']))).body).toBe('    return event.deep_get("event", "action") not in ("x", "y")\n')
    expect(emit(not(exists(a))).body).toBe('    return event.deep_get("event", "action") is None\n')
  })

  test('a longer list gets a name from its field', () => {
    expect(emit(isIn(pathOf('event.action'), ['a', 'b', 'c', 'd'])).text).toBe(
      'EVENT_ACTIONS = ("a", "b", "c", "d")\n\n\ndef rule(event):\n    return event.deep_get("event", "action") in EVENT_ACTIONS\n',
    )
  })

  test('a list that fields share has a name that fits all of them', () => {
    const values = ['one', 'two', 'three', 'four']
    const ask = (...paths: readonly string[][]) => emit(or(paths.map((path) => isIn(path, values)))).text
    expect(ask(['LocalAddress'], ['RemoteAddress'])).toContain('ADDRESSES = (')
    expect(ask(['process', 'name'], ['process', 'parent', 'name'], ['a', 'name'])).toContain('NAMES = (')
    expect(ask(['image'], ['command', 'line'])).toContain('VALUES = (')
    expect(ask(['image'], ['image'])).toContain('IMAGES = (')
  })

  test('what is looked for anywhere in an event is looked for once', () => {
    const word = (text: string) => search(match([], [ANY_MANY, text, ANY_MANY], { ignoreCase: true }))
    const { body } = emit(or(['alpha', 'beta', 'gamma'].map(word)))
    expect(body.match(/_scalars\(event\)/g)).toHaveLength(1)
    expect(body).toContain('any(part in _fold(value) for part in PARTS)')
    expect(emit(and([word('alpha'), word('beta')])).body.match(/_scalars\(event\)/g)).toHaveLength(2)
  })

  test('texts that are tested several times are read once, in lower case', () => {
    const condition = and([
      contains('ExtraEventData.CommandLine', 'HTTP'),
      contains('ExtraEventData.Image', 'certutil'),
    ])
    expect(
      emit(condition).body,
    ).toBe(`    command_line = str(event.deep_get("ExtraEventData", "CommandLine", default="")).lower()
    image = str(event.deep_get("ExtraEventData", "Image", default="")).lower()
    return "http" in command_line and "certutil" in image
`)
  })

  test('a field that the schema knows to be a list', () => {
    const { body, assumptions } = emit(compare(pathOf('process.args'), 'eq', '-x'))
    expect(body).toBe(`    process_args = event.deep_get("process", "args")
    if not isinstance(process_args, Sequence):
        process_args = ()
    return "-x" in process_args
`)
    expect(assumptions).toEqual(['list process.args', 'nestedKeys process.args', 'keyCase process.args'])
  })

  test('networks, guarded', () => {
    const { text } = emit(cidr(pathOf('source.ip'), '10.9.9.9/8'))
    expect(text).toContain('SOURCE_IP_NETWORKS = (ip_network("10.0.0.0/8"),)')
    expect(text).toContain('return in_network(event.deep_get("source", "ip"), SOURCE_IP_NETWORKS)')
  })

  test('nothing is assumed with explicit guards', () => {
    const { body, assumptions } = emit(compare(pathOf('a.b'), 'eq', 1), { guards: 'explicit' })
    expect(body).toBe('    return any(value == 1 and value is not True for value in _values(event, "a.b"))\n')
    expect(assumptions).toEqual([])
  })

  test('Python that was not understood goes back as it came', () => {
    expect(emit(opaque('panther-python', 'def rule(event):\n    return odd(event)\n')).body).toBe(
      '    return odd(event)\n',
    )
  })
})

describe('assumptions are no more than needed', () => {
  test.each<[string, Condition, readonly string[]]>([
    ['0 and 1 are like booleans', compare(['n'], 'eq', 1), ['scalar n', 'keyCase n', 'notBoolean n']],
    ['2 is not', compare(['n'], 'eq', 2), ['scalar n', 'keyCase n']],
    ['True is meant too', isIn(['n'], [1, true]), ['scalar n', 'keyCase n']],
    ['no boolean is above 5', compare(['n'], 'gt', 5, { domain: 'number' }), ['scalar n', 'keyCase n']],
    ['one is above 0', compare(['n'], 'gt', 0, { domain: 'number' }), ['scalar n', 'keyCase n', 'notBoolean n']],
    [
      'no other type prints as this',
      match(['s'], ['abc'], { ignoreCase: true }),
      ['scalar s', 'keyCase s', 'asciiCase s'],
    ],
    ['numbers print like this', match(['s'], ['1', ANY_MANY]), ['scalar s', 'keyCase s', 'stringWhenPresent s']],
    ['no letter has a case', match(['s'], ['/-/', ANY_MANY], { ignoreCase: true }), ['scalar s', 'keyCase s']],
    ['an object may be empty', exists(['o']), ['scalar o', 'nestedKeys o', 'keyCase o', 'noEmptyObject o']],
  ])('%s', (_, condition, expected) => expect(emit(condition).assumptions).toEqual(expected))
})

test('nested too deeply for CPython is refused', () => {
  let condition: Condition = compare(['a'], 'eq', 'x')
  for (let i = 0; i < 200; i++)
    condition = i % 2 === 0 ? or([condition, exists(['b'])]) : and([condition, exists(['c'])])
  expect(panther.emitCondition?.(condition, {})?.diagnostics.map(({ code }) => code)).toEqual(['limit/nesting'])
})
