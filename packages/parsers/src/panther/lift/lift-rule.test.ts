import {
  and,
  assumptionHolds,
  type Condition,
  compareConditions as compare,
  evaluate,
  type JsonValue,
} from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { type LiftedRule, liftRule } from './index.js'

function lift(body: string, guards: 'assume' | 'explicit' = 'assume', modules = {}): LiftedRule {
  return liftRule({ body: `def rule(event):\n    ${body}\n`, file: 'a.py', modules }, { guards })
}

function fires({ condition, defined }: LiftedRule, event: JsonValue): unknown {
  return evaluate(and([condition, ...defined.map(({ when }) => when)]) as Condition, event)
}

/** Each body with events and what CPython with panther-core says: raising is false. */
const CASES: readonly (readonly [string, readonly (readonly [JsonValue, boolean])[]])[] = [
  [
    'import ipaddress\n    return isinstance(event.get("ip"), str) and ipaddress.ip_address(event.get("ip")) not in ipaddress.ip_network("10.0.0.0/8")',
    [
      [{ ip: '10.1.2.3' }, false],
      [{ ip: '8.8.8.8' }, true],
      [{ ip: 'fe80::1' }, true],
      [{ ip: 'fe80::1%eth0' }, true],
      [{ ip: 'fe80::1%' }, false],
      [{ ip: 'fe80::1%a/b' }, false],
      [{ ip: '8.8.8.8%a' }, false],
      [{ ip: '8.8.8' }, false],
    ],
  ],
  // Bits behind the prefix raise, unless strict=False drops them.
  [
    'import ipaddress\n    return isinstance(event.get("ip"), str) and ipaddress.ip_address(event.get("ip")) in ipaddress.ip_network("10.0.0.5/8")',
    [[{ ip: '10.1.2.3' }, false]],
  ],
  [
    'import ipaddress\n    return isinstance(event.get("ip"), str) and ipaddress.ip_address(event.get("ip")) in ipaddress.ip_network("10.0.0.5/8", strict=False)',
    [
      [{ ip: '10.1.2.3' }, true],
      [{ ip: '11.1.2.3' }, false],
    ],
  ],
  [
    'return event.deep_walk("items", "k") == "a"',
    [
      [{ items: [{ k: 'a' }, { k: 'a' }] }, true],
      [{ items: [{ k: 'a' }, { k: 'b' }] }, false],
      [{ items: [{ k: 'a' }, {}] }, true],
      [{ items: { k: 'a' } }, true],
      [{ items: [] }, false],
      [{}, false],
    ],
  ],
  [
    'return "a" in event.deep_walk("items", "k", default=[])',
    [
      [{ items: [{ k: 'a' }, { k: 'b' }] }, true],
      [{ items: [{ k: 'xay' }] }, true],
      [{ items: [{ k: 'xay' }, { k: 'y' }] }, false],
      [{ items: [{ k: 5 }] }, false],
      [{}, false],
    ],
  ],
  [
    'return event.deep_walk("items", "k") in {"a"}',
    [
      [{ items: [{ k: 'a' }] }, true],
      [{ items: [{ k: 'a' }, { k: 'b' }] }, false],
      [{ items: [{ k: ['a'] }] }, true],
    ],
  ],
  [
    'return not event.deep_walk("a", "list")',
    [
      [{ a: { list: [] } }, true],
      [{ a: { list: ['x'] } }, false],
      [{ a: { list: null } }, true],
      [{ a: 5 }, true],
      [{}, true],
    ],
  ],
  [
    'return event.deep_walk("a", "b", default="") == ""',
    [
      [{ a: { b: '' } }, true],
      [{ a: {} }, true],
      [{ a: { b: 'x' } }, false],
      [{ A: { b: 'x' } }, true],
    ],
  ],
  [
    'return "t" in event.deep_walk("rows", "cells", "k", default=[])',
    [
      [{ rows: [{ cells: [{ k: ['t'] }, { k: 'u' }] }] }, true],
      [{ rows: [{ cells: [{ k: 'v' }] }] }, false],
      [{ rows: [{ cells: [{ k: { x: 1 } }] }] }, false],
    ],
  ],
  [
    'return event.get("a", "").split("@")[-1] == event.get("b", "").lower()',
    [
      [{ a: 'u@x.y', b: 'X.y' }, true],
      [{ a: 'u@x', b: 'y' }, false],
      [{ a: 5, b: '5' }, false],
      [{}, true],
    ],
  ],
  [
    'return event.get("a", "").lower() == "x"',
    [
      [{ a: 'X' }, true],
      [{ a: null }, false],
      [{}, false],
      [{ a: 1 }, false],
    ],
  ],
  [
    'return not event.get("a", "").startswith("x")',
    [
      [{}, true],
      [{ a: 'y' }, true],
      [{ a: null }, false],
      [{ a: 5 }, false],
      [{ a: 'xy' }, false],
    ],
  ],
  [
    'return not (event.get("a") or event.get("b"))',
    [
      [{}, true],
      [{ a: 0, b: '' }, true],
      [{ b: false }, true],
      [{ a: 'x' }, false],
      [{ a: { b: null } }, false],
    ],
  ],
  [
    'return "x" in event.deep_get("a", "b", default="")',
    [
      [{ a: { b: 'axb' } }, true],
      [{ a: { b: null } }, false],
      [{ a: 1 }, false],
    ],
  ],
  [
    'return event.get("a") == 1',
    [
      [{ a: 1 }, true],
      [{ a: '1' }, false],
      [{}, false],
    ],
  ],
  [
    'return event.get("a", {}).get("b") == "x"',
    [
      [{ a: { b: 'x' } }, true],
      [{ a: null }, false],
      [{}, false],
    ],
  ],
  [
    'return 1 < event.get("a", 0) <= 3',
    [
      [{ a: 2 }, true],
      [{ a: 4 }, false],
      [{ a: 'x' }, false],
      [{ a: null }, false],
    ],
  ],
  [
    'return event.get("a") and event.get("b") == 1',
    [
      [{ a: 1, b: 1 }, true],
      [{ b: 1 }, false],
    ],
  ],
  [
    'return "x" in event.get("a", [])',
    [
      [{ a: ['x', 'y'] }, true],
      [{ a: ['y'] }, false],
      [{}, false],
    ],
  ],
  [
    'return event.get("a") == []',
    [
      [{ a: [] }, true],
      [{ a: ['x'] }, false],
      [{}, false],
    ],
  ],
  [
    'return event.get("a", "").lower() == "ς"',
    [
      [{ a: 'σ' }, false],
      [{ a: 'x' }, false],
    ],
  ],
  [
    'return event.get("a", "").upper() == "\u212a"',
    [
      [{ a: 'k' }, false],
      [{ a: 'K' }, false],
    ],
  ],
  [
    'return event.get("a", "").upper().lower() == "ss"',
    [
      [{ a: 'Ss' }, true],
      [{ a: 'x' }, false],
    ],
  ],
  [
    'return {1: "one", True: "yes"}.get(event.get("a")) == "yes"',
    [
      [{ a: 1 }, true],
      [{ a: true }, true],
      [{ a: 0 }, false],
    ],
  ],
  [
    'x = event.get("a", "").split("-")\n    return len(x) > 2 and x[2] == "q"',
    [
      [{ a: 'a-b-q' }, true],
      [{ a: 'a-b' }, false],
      [{ a: 'a-b-q-r' }, true],
      [{ a: 'q' }, false],
      [{}, false],
      [{ a: 1 }, false],
    ],
  ],
  [
    'return str(event.get("a")).startswith("Added ")',
    [
      [{ a: 'Added b' }, true],
      [{ a: { Added: 1 } }, false],
      [{ a: ['Added '] }, false],
      [{ a: 7 }, false],
      [{}, false],
    ],
  ],
  [
    'return len(event.get("a", "").split("-")) == 2',
    [
      [{ a: 'a-b' }, true],
      [{ a: 'a' }, false],
      [{ a: 'a-b-c' }, false],
      [{ a: null }, false],
    ],
  ],
  [
    'x = []\n    if event.get("a") == "x":\n        x.append("x")\n    return "x" in x',
    [
      [{ a: 'x' }, true],
      [{ a: 'y' }, false],
    ],
  ],
]

describe('rule(event)', () => {
  describe.each(['assume', 'explicit'] as const)('guards: %s', (guards) => {
    test.each(CASES)('%s', (body, events) => {
      const lifted = lift(body, guards)
      // With explicit guards items of lists are not decided, everything else is.
      const unread = lifted.opaque.map(({ reason }) => reason.slice(0, 26))
      expect(unread.filter((reason) => guards === 'assume' || reason !== 'a list is gone through, an')).toEqual([])
      for (const [event, expected] of events) {
        const kept = lifted.assumptions.every((assumption) => assumptionHolds(assumption, event))
        const said = fires(lifted, event)
        if (unread.length > 0 && said === 'unknown') expect(JSON.stringify(event)).toContain('[')
        else if (kept || guards === 'explicit') expect(said === true, JSON.stringify(event)).toBe(expected)
      }
    })
  })

  /** What CPython says, or nothing firm: Opaque, or an assumption that the event breaks. */
  test.each<readonly [string, JsonValue, boolean?]>([
    ['return event.get("a") == ["x"]', { a: ['x'] }],
    ['return event.get("a", "").casefold() == "ss"', { a: 'ß' }],
    ['return event.get("a", "").upper().lower() == "ss"', { a: 'ß' }],
    ['return event.get("a", "").__eq__("x")', { a: 'x' }],
    ['return event.get("a", 0).is_integer()', { a: 1.5 }],
    ['return any(x is None for x in event.get("a", []))', { a: [null] }],
    ['for x in event.get("a", []):\n        pass\n    return x == "x"', { a: 'x' }],
    ['for x in event.get("a", []):\n        pass\n    else:\n        return True\n    return False', { a: 'x' }],
    [
      'try:\n        for c in event.get("a", []):\n            c.lower()\n    except AttributeError:\n        return True\n    return False',
      { a: [null] },
    ],
    ['try:\n        return event["a"] == "x"\n    finally:\n        return False', { a: 'x' }, false],
    ['x = []\n    y = x\n    y.append(event.get("a"))\n    return "x" in x', { a: 'x' }],
    ['d = {"l": []}\n    d["l"].append(event.get("a"))\n    return "x" in d["l"]', { a: 'x' }],
    ['x = {}\n    y = x\n    y["k"] = event.get("a")\n    return x.get("k") == "x"', { a: 'x' }],
    ['return event.get("a", 0) < float("inf")', { a: 1 }],
    ['import ipaddress\n    return ipaddress.ip_address(event.get("a")).is_private', { a: '10.0.0.1' }],
    ['import re\n    return bool(re.search(r"X", str(event.get("a", default="")).lower()))', { a: 'x' }, false],
  ])('%s is not decided wrongly', (body, event, python = true) => {
    for (const guards of ['assume', 'explicit'] as const) {
      const lifted = lift(body, guards)
      const kept = lifted.assumptions.every((assumption) => assumptionHolds(assumption, event))
      if (kept) expect([python, 'unknown'], JSON.stringify(lifted.condition)).toContain(fires(lifted, event))
    }
  })

  test.each([
    'any(x == "a" for x in event.get("xs", []))',
    '"a" in event.get("xs", [])',
    'event.deep_walk("xs", "k") == "a"',
  ])('%s relies on nothing of lists with explicit guards', (expression) => {
    const lifted = lift(`return ${expression} and event.get("b") == 1`, 'explicit')
    expect(lifted.assumptions.filter(({ kind }) => !/^nestedKeys|^keysAsWritten/.test(kind))).toEqual([])
    for (const xs of [[['a']], [['b'], 'a'], [null, 'a'], [{ k: ['a'] }]]) {
      expect(fires(lifted, { xs, b: 1 })).toBe('unknown')
      expect(fires(lifted, { xs, b: 2 })).toBe(false)
    }
  })

  /** What was not read of one item says nothing of another, and a name in one rule nothing of the same name in another. */
  test.each([
    'a = False\n    b = False\n    for x in event.get("xs", []):\n        if odd(x):\n            a = True\n        else:\n            b = True\n    return a and b',
    'return any(odd(x) for x in event.get("xs", [])) and not all(odd(x) for x in event.get("xs", []))',
    'return len([x for x in event.get("xs", []) if odd(x)]) == 1 and len(event.get("xs", [])) == 2',
    'ok = []\n    for x in (event.get("a"), event.get("b")):\n        try:\n            ok.append(odd(x) is None)\n        except Exception:\n            ok.append(7)\n    return ok[0] == 7 and ok[1] != 7',
    'f = lambda x: True if odd(x) else False\n    return f(event.get("xs")) and not f(event.get("b"))',
  ])('parts of two meanings are not taken for one: %s', (body) => {
    const { condition, defined, opaque } = lift(body)
    expect(opaque).not.toEqual([])
    const never: Condition = { kind: 'False' }
    expect(compare(never, and([condition, ...defined.map(({ when }) => when)])).verdict).not.toBe('equivalent')
  })

  test('unread parts of two rules are not equal because they are written alike', () => {
    const [a, b] = ['a', 'b'].map((key) => lift(`x = event.get("${key}")\n    return odd(x)`).condition)
    expect(compare(a as Condition, b as Condition).verdict).toBe('unproven')
    expect(compare(a as Condition, lift('x = event.get("a")\n    return odd(x)').condition).verdict).toBe('equivalent')
  })

  test('a helper among the modules is followed', () => {
    const body = 'from h import ok\ndef rule(event):\n    return ok(event) and event.get("a") == "x"\n'
    const modules = { h: 'def ok(event):\n    if event.get("error"):\n        return False\n    return True\n' }
    const lifted = liftRule({ body, file: 'a.py', modules })
    expect(fires(lifted, { a: 'x' })).toBe(true)
    expect(fires(lifted, { a: 'x', error: 'e' })).toBe(false)
  })

  test.each([{ a: ['x'] }, { A: ['x'], a: 'y' }])('no event of its own tests is assumed away: %o', (event) => {
    const body = 'def rule(event):\n    return event.get("a") == "x"\n'
    const lifted = liftRule({ body, file: 'a.py', modules: {}, samples: [event] })
    expect(lifted.opaque).toEqual([])
    for (const assumption of lifted.assumptions) expect(assumptionHolds(assumption, event), assumption.kind).toBe(true)
    expect(fires(lifted, event)).toBe(false)
  })

  test('what is asked of numbers is not asked of booleans, which is named', () => {
    const lifted = lift('return event.get("a", 0) > 0')
    expect(lifted.condition.kind).toBe('Compare')
    expect(lifted.assumptions.map(({ kind }) => kind)).toContain('notBoolean')
    expect(fires(lift('return event.get("a", 0) > 0', 'explicit'), { a: true })).toBe(true)
  })

  test('the empty text is found in the empty text', () => {
    const lifted = lift('return event.get("a", "").replace("", "b") == "b"')
    expect(fires(lifted, {})).not.toBe(false)
  })

  test('what is not read is an Opaque leaf, the rest is lifted', () => {
    const lifted = lift('return event.get("a") == "x" and unknown(event)')
    expect(lifted.opaque.length).toBeGreaterThan(0)
    expect(fires(lifted, { a: 'y' })).toBe(false)
    expect(fires(lifted, { a: 'x' })).toBe('unknown')
  })

  test.each([
    ['a function that calls itself', 'def f(e):\n    return f(e)\ndef rule(event):\n    return f(event)\n'],
    [
      'many alternatives',
      `def rule(event):\n    return all([${Array.from({ length: 60 }, (_, i) => `(event.get("a${i}") == 1 or event.get("b${i}", "").lower() == "2")`).join(', ')}])\n`,
    ],
  ])('%s ends', (_, body) => {
    expect(liftRule({ body, file: 'a.py', modules: {} }).condition).toBeDefined()
  })
})

test('event.udm() is read where the data models are known', () => {
  const body = 'def rule(event):\n    return event.udm("user") == "root"\n'
  const model = { id: 'm', logTypes: ['Example.Log'], mappings: { user: { path: '$.actor.name' } } }
  const event = { p_log_type: 'Example.Log', actor: { name: 'root' } }
  const known = liftRule({ body, file: 'a.py', modules: {}, dataModels: [model] }, { guards: 'explicit' })
  expect(fires(known, event)).toBe(true)
  const unknown = liftRule({ body, file: 'a.py', modules: {} }, { guards: 'explicit' })
  expect(unknown.opaque.map(({ reason }) => reason)).toEqual(['event.udm() without the data models'])
  expect(fires(unknown, event)).toBe('unknown')
})

describe('globals', () => {
  const lifted = (before: string, body: string): LiftedRule =>
    liftRule({ body: `${before}\ndef rule(event):\n    ${body}\n`, file: 'a.py', modules: {} })

  test('one that rule() sets first is known', () => {
    const rule = lifted('WHO = ""', 'global WHO\n    WHO = event.get("name")\n    return WHO == "a"')
    expect(rule.opaque).toEqual([])
    expect([fires(rule, { name: 'a' }), fires(rule, { name: 'b' })]).toEqual([true, false])
  })

  test('one that rule() reads first may hold what an earlier event left', () => {
    const rule = lifted('SEEN = ""', 'global SEEN\n    was = SEEN\n    SEEN = event.get("name")\n    return was == "a"')
    expect(rule.opaque).not.toEqual([])
  })

  test('a list of the module that a function adds to', () => {
    const rule = lifted('SEEN = []', 'SEEN.append(event.get("name"))\n    return len(SEEN) > 3')
    expect(rule.opaque).not.toEqual([])
  })

  test('one that only a mock would change', () => {
    const before = 'from unittest.mock import MagicMock\nALLOWED = ["x"]'
    const body =
      'global ALLOWED\n    if isinstance(ALLOWED, MagicMock):\n        ALLOWED = ALLOWED()\n    return event.get("a") in ALLOWED'
    const rule = lifted(before, body)
    expect(rule.opaque).toEqual([])
    expect([fires(rule, { a: 'x' }), fires(rule, { a: 'y' })]).toEqual([true, false])
  })
})

test('each data model is followed by itself', () => {
  const dataModels = [
    { id: 'One', logTypes: ['A'], mappings: { user: { path: 'actor.name' } } },
    {
      id: 'Two',
      logTypes: ['B'],
      mappings: { user: { method: 'get_user' } },
      body: 'def get_user(event):\n    return event.get("who")\n',
    },
  ]
  const body = 'def rule(event):\n    return event.udm("user") == "x"\n'
  const rule = liftRule({ body, file: 'a.py', modules: {}, dataModels })
  expect(rule.opaque).toEqual([])
  const events = [
    { p_log_type: 'A', actor: { name: 'x' }, who: 'y' },
    { p_log_type: 'B', actor: { name: 'y' }, who: 'x' },
    { p_log_type: 'C', user: 'x' },
    { p_log_type: 'A', user: 'x', who: 'x' },
  ]
  expect(events.map((event) => fires(rule, event))).toEqual([true, true, true, false])
})

describe('how keys are spelled', () => {
  const body = 'return event.get("kind") == "k" and event.deep_get("actor", "email") == "e"'

  test('is one assumption, which an event shows to be needed', () => {
    const lifted = lift(body)
    expect(lifted.assumptions.map(({ kind, path, parts = [] }) => [kind, path, parts])).toEqual([
      ['scalar', ['kind'], []],
      [
        'keysAsWritten',
        [],
        [
          { kind: 'keyCase', path: ['kind'] },
          { kind: 'nestedKeys', path: ['actor', 'email'] },
          { kind: 'keyCase', path: ['actor', 'email'] },
        ],
      ],
      ['scalar', ['actor', 'email'], []],
    ])
    // Python finds the key in another letter case, and no key with a dot.
    const keys = lifted.assumptions.filter(({ kind }) => kind === 'keysAsWritten')
    for (const [event, python] of [
      [{ Kind: 'k', actor: { email: 'e' } }, true],
      [{ kind: 'k', 'actor.email': 'e' }, false],
    ] as const) {
      expect(fires(lifted, event)).toBe(!python)
      expect(keys.some((one) => assumptionHolds(one, event))).toBe(false)
    }
  })
})

test('what is ruled out of one field stands together', () => {
  const { condition } = lift('return not event.get("b", "").startswith(("p", "q"))')
  expect(condition).toMatchObject({
    kind: 'Or',
    children: [
      { kind: 'Shape', kinds: ['missing'] },
      { kind: 'And', children: [{ kind: 'Shape' }, { kind: 'Not', child: { kind: 'Or' } }] },
    ],
  })
})

describe('what stands in the items of a list', () => {
  test('is one value in each item, which says nothing against the list', () => {
    const lifted = lift('return any(i.get("x") == "p" for i in event.deep_get("a", default=[]))')
    expect(lifted.condition).toMatchObject({ kind: 'Some', path: ['a'], condition: { kind: 'Compare', field: ['x'] } })
    const fires = [{ a: [{ x: 'q' }, { x: 'p' }] }, { a: [{ x: 'p', y: [1] }] }]
    for (const event of fires) {
      for (const assumption of lifted.assumptions) expect(assumptionHolds(assumption, event)).toBe(true)
    }
    const named = lifted.assumptions.map(({ kind, path }) => `${kind} ${path.join('.')}`)
    expect(named).toContain('scalarInItems a.x')
    expect(named.filter((one) => one.startsWith('scalar '))).toEqual([])
  })
})
