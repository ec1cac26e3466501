import { evaluate, type JsonValue } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { liftFunctions } from './lift-functions.js'

const lift = (body: string, options = {}) =>
  liftFunctions({ body: `${body}\n\ndef rule(event):\n    return True\n`, file: 'a.py', modules: {} }, options)

describe('severity()', () => {
  const SEVERITY = `
RAISED = {"root": "CRITICAL", "bot": "LOW"}

def severity(event):
    if event.get("result") == "DENY":
        return "INFO"
    if event.get("user", "") in RAISED:
        return RAISED[event.get("user", "")]
    return "DEFAULT"
`
  const at = (event: JsonValue, overrides: ReturnType<typeof lift>['severityOverrides']): string =>
    overrides.find(({ condition }) => evaluate(condition, event) === true)?.severity ?? 'default'

  test('is a condition for each severity', () => {
    const { severityOverrides, kept } = lift(SEVERITY)
    expect(kept).toEqual({})
    expect(severityOverrides.map(({ severity }) => severity)).toEqual(['informational', 'critical', 'low'])
    expect(at({ result: 'DENY', user: 'root' }, severityOverrides)).toBe('informational')
    expect(at({ user: 'root' }, severityOverrides)).toBe('critical')
    expect(at({ user: 'bot', result: 'ALLOW' }, severityOverrides)).toBe('low')
    expect(at({ user: 'other' }, severityOverrides)).toBe('default')
    expect(at({}, severityOverrides)).toBe('default')
  })

  test('what the conditions rely on is named, and nothing with explicit guards', () => {
    const relied = lift(SEVERITY).assumptions.map(({ kind, path }) => `${kind} ${path.join('.')}`)
    expect(relied).toContain('scalar result')
    expect(lift(SEVERITY, { guards: 'explicit' }).assumptions).toEqual([])
  })

  test('a list of rule() is no single value of severity()', () => {
    const ruleRelies = [{ kind: 'list', path: ['tags'], why: '' }] as const
    const source = 'def severity(event):\n    return "HIGH" if event.get("tags") else "LOW"'
    expect(lift(source).assumptions.map(({ kind }) => kind)).toContain('scalar')
    expect(lift(source, { ruleRelies }).assumptions.map(({ kind }) => kind)).not.toContain('scalar')
  })

  test('the severity that the rule has anyway needs no condition', () => {
    const { severityOverrides } = lift('def severity(event):\n    return "HIGH" if event.get("a") else "LOW"', {
      severity: 'low',
    })
    expect(severityOverrides.map(({ severity }) => severity)).toEqual(['high'])
  })

  test('what raises or is no severity is the severity of the rule', () => {
    const { severityOverrides } = lift(
      'def severity(event):\n    if event["a"] == "x":\n        return "HIGH"\n    return "nothing that Panther knows"',
    )
    expect(severityOverrides).toHaveLength(1)
    expect(at({}, severityOverrides)).toBe('default')
    expect(at({ a: 'x' }, severityOverrides)).toBe('high')
  })

  test('a field that holds a severity, in any letter case', () => {
    const { severityOverrides } = lift('def severity(event):\n    return event.get("level", "MEDIUM")', {
      severity: 'medium',
    })
    expect(at({ level: 'High' }, severityOverrides)).toBe('high')
    expect(at({ level: 5 }, severityOverrides)).toBe('default')
    expect(at({}, severityOverrides)).toBe('default')
  })

  test('what is not read stays as it is, with the reason', () => {
    const { severityOverrides, kept, diagnostics } = lift(
      'import json\n\ndef severity(event):\n    return json.loads(event.get("a")).upper()',
    )
    // That some events get another severity is not forgotten.
    expect(severityOverrides).toMatchObject([{ condition: { kind: 'Opaque' }, severity: 'medium' }])
    expect(kept.severity).toBeDefined()
    expect(diagnostics.map(({ code }) => code)).toEqual(['panther/unread-function'])
  })
})

describe('functions that read event.udm()', () => {
  const dataModels = [
    { id: 'One', logTypes: ['A.One'], mappings: { who: { path: 'actor' } } },
    { id: 'Two', logTypes: ['A.Two'], mappings: { who: { path: '$.user.name' } } },
  ]
  const byModel = (body: string) =>
    liftFunctions({
      body: `${body}\n\ndef rule(event):\n    return True\n`,
      file: 'a.py',
      modules: {},
      dataModels,
      logTypes: ['A.One', 'A.Two'],
    })

  test('severity() is asked for each log type by its data model', () => {
    const { severityOverrides, assumptions, kept } = byModel(
      'def severity(event):\n    return "HIGH" if event.udm("who") == "root" else "LOW"',
    )
    expect(kept).toEqual({})
    const at = (event: JsonValue): unknown =>
      severityOverrides.find(({ condition }) => evaluate(condition, event) === true)?.severity
    expect(at({ p_log_type: 'A.One', actor: 'root', user: { name: 'me' } })).toBe('high')
    expect(at({ p_log_type: 'A.One', actor: 'me', user: { name: 'root' } })).toBe('low')
    expect(at({ p_log_type: 'A.Two', actor: 'me', user: { name: 'root' } })).toBe('high')
    expect(at({ p_log_type: 'A.Two', actor: 'root' })).toBe('low')
    // Without a data model it is the first of p_udm and the event.
    expect(at({ p_log_type: 'B', who: 'root' })).toBe('high')
    expect(at({ p_log_type: 'B', actor: 'root' })).toBe('low')
    expect(assumptions.map(({ path }) => path.join('.'))).toContain('p_log_type')
  })

  test('alert_context() has the fields of all log types', () => {
    const { outputFields } = byModel('def alert_context(event):\n    return {"who": event.udm("who")}')
    expect(outputFields).toEqual([
      { name: 'who', path: ['actor'] },
      { name: 'who', path: ['user', 'name'] },
    ])
  })

  test('a title that is another one for each log type is kept', () => {
    expect(byModel('def title(event):\n    return event.udm("who")').kept.title).toBe(
      'the data models of its log types map it differently',
    )
  })
})

test('functions without a counterpart are said', () => {
  const { diagnostics } = lift('def destinations(event):\n    return ["pager"]')
  expect(diagnostics.map(({ code, data }) => [code, data?.['function']])).toEqual([
    ['panther/unread-function', 'destinations'],
  ])
})

const MANY = 'its text depends on too many conditions'

describe('title()', () => {
  test.each<[string, unknown]>([
    [
      "return f\"by {event.get('user', 'nobody')}\"",
      ['by ', { path: ['user'], missing: 'nobody', missingWhen: 'absent' }],
    ],
    [
      'who = event.deep_get("a", "b", default="x")\n    return f"[{who}] did it"',
      ['[', { path: ['a', 'b'], missing: 'x' }, '] did it'],
    ],
    ['return f"{event.get(\'user\')}"', [{ path: ['user'] }]],
    ['return "always the same"', ['always the same']],
    ['return str(event.get("n", 0))', [{ path: ['n'], missing: '0', missingWhen: 'absent' }]],
    [
      'return event.get("a") or event.deep_get("b", "c", default="?")',
      [{ path: ['a'], missingWhen: 'empty', instead: [{ path: ['b', 'c'] }], missing: '?' }],
    ],
    [
      'a = event.get("a")\n    if a is None:\n        a = event.get("b", "?")\n    return a',
      [{ path: ['a'], instead: [{ path: ['b'], missingWhen: 'absent' }], missing: '?' }],
    ],
    [
      "return f\"[{event.get('a', event.get('b'))}]\"",
      ['[', { path: ['a'], missingWhen: 'absent', instead: [{ path: ['b'] }] }, ']'],
    ],
  ])('%s', (body, title) => {
    expect(lift(`def title(event):\n    ${body}`).alertTitle).toEqual(title)
  })

  test.each([
    ['return event.get("a") if unknown(event) else "b"', 'unknown is not known'],
    [`return {${Array.from({ length: 50 }, (_, i) => `"k${i}": "v${i}"`)}}.get(event.get("x"), "?")`, MANY],
    [
      'if event.get("a") == 1:\n        return "x"\n    if event.get("a") == 2:\n        return f"{\'b\' if event.get(\'b\') == 1 else f\'{1 if event.get(\'c\') == 1 else 2}-\'}"\n    return "y"',
      'its text depends on conditions within conditions',
    ],
    ['return event.get("a") or event.get("b") or event.get("x", "").lower()', 'it changes the text of a field'],
    ["return f\"{event.get('a', '').lower()}\"", 'it changes the text of a field'],
  ])('%s is no template', (body, reason) => {
    const { alertTitle, kept } = lift(`def title(event):\n    ${body}`)
    expect(alertTitle).toBeUndefined()
    expect(kept.title).toBe(reason)
  })

  test.each<[string, unknown]>([
    ['return "a" if event.get("x") == 1 else "b"', [{ ways: [{ when: X_IS_1, text: ['a'] }], otherwise: ['b'] }]],
    [
      'if event.get("x") == 1:\n        who = event.get("a", "?")\n    else:\n        who = "nobody"\n    return f"by {who}"',
      [
        'by ',
        {
          ways: [{ when: X_IS_1, text: [{ path: ['a'], missingWhen: 'absent', missing: '?' }] }],
          otherwise: ['nobody'],
        },
      ],
    ],
    // The default of a table stands last, as the others need less to be told.
    [
      'return {1: "one"}.get(event.get("x"), "more") if event.get("x") in (1, 2) else "x"',
      [
        {
          ways: [
            { when: X_IS_1, text: ['one'] },
            { when: X_IS_2, text: ['more'] },
          ],
          otherwise: ['x'],
        },
      ],
    ],
  ])('%s chooses', (body, title) => {
    const { alertTitle } = lift(`def title(event):\n    ${body}`)
    expect(withoutReading(alertTitle)).toEqual(title)
  })

  test('conditions that each put the text into the next are not tried in all ways', () => {
    const turns = Array.from(
      { length: 30 },
      (_, i) => `    if event.get("x${i}") == 1:\n        t = f"{t}-{event.get('y${i}')}"\n`,
    )
    const { kept } = lift(`def title(event):\n    t = "s"\n${turns.join('')}    return t`)
    expect(kept.title).toBe('its text depends on conditions within conditions')
  })

  test('a choice names what reading it relied on, and the rule does not', () => {
    const { alertTitle, assumptions } = lift('def title(event):\n    return "a" if event.get("x") == 1 else "b"')
    expect(assumptions).toEqual([])
    expect(alertTitle).toMatchObject([
      { assumptions: [{ kind: 'notBoolean' }, { kind: 'scalar' }, { kind: 'keyCase' }] },
    ])
  })

  test('a text that a condition chooses is no field whose values could be counted', () => {
    const { distinct, kept } = lift('def unique(event):\n    return "a" if event.get("x") == 1 else "b"')
    expect([distinct, kept.unique]).toEqual([undefined, 'it is not one field'])
  })
})

describe('dedup() and unique()', () => {
  test('the fields of the text', () => {
    const { grouping, distinct } = lift(
      "def dedup(event):\n    return f\"{event.get('a', '')}-{event.deep_get('b', 'c')}-{event.get('a', '')}\"\n\n" +
        'def unique(event):\n    return str(event.get("u", ""))',
    )
    expect(grouping).toEqual({ by: [['a'], ['b', 'c']], missing: 'suppress' })
    expect(distinct).toEqual(['u'])
  })

  test('the first of several fields is no field of its own: the text says which', () => {
    const { grouping } = lift('def dedup(event):\n    return event.get("a") or event.get("b")')
    expect(grouping).toEqual({
      by: [['a'], ['b']],
      text: [{ path: ['a'], missingWhen: 'empty', instead: [{ path: ['b'] }] }],
      missing: 'suppress',
    })
  })

  test('one text for all events is one group', () => {
    expect(lift('def dedup(event):\n    return "all"').grouping).toEqual({ by: [] })
  })

  test('a part of a field is no field', () => {
    const { grouping, kept } = lift('def dedup(event):\n    return event.get("time", "")[:10]')
    expect(grouping).toBeUndefined()
    expect(kept.dedup).toBeDefined()
  })
})

describe('alert_context()', () => {
  test('keys that are fields, and the others named', () => {
    const { outputFields, kept } = lift(
      'def alert_context(event):\n    return {\n        "ip": event.get("ip", ""),\n        "who": event.deep_get("a", "b"),\n' +
        '        "names": event.deep_walk("list", "name", default=[]),\n        "link": f"https://x/{event.get(\'id\')}",\n    }',
    )
    expect(outputFields).toEqual([
      { path: ['ip'] },
      { name: 'who', path: ['a', 'b'] },
      { name: 'names', path: ['list', 'name'] },
    ])
    expect(kept.alert_context).toBe('1 of its 4 values are computed (link)')
  })
})

test('hostile functions are kept', () => {
  const nested = `def title(event):\n    return ${'('.repeat(500)}"a"${')'.repeat(500)}`
  expect(lift(nested).found).toEqual(['title'])
  expect(lift('def severity(event):\n    return severity(event)').kept.severity).toContain('calls itself')
  const items = Array.from({ length: 5000 }, (_, i) => i).join(', ')
  for (const more of [
    's = f"{s}{event.get(\'a\')}"',
    's = s + str(event.get("a"))',
    's = "-".join([s, event.get("a")])',
  ]) {
    expect(
      lift(`def title(event):\n    s = ""\n    for _ in [${items}]:\n        ${more}\n    return s`).found,
    ).toEqual(['title'])
  }
  expect(lift('title = 5').kept.title).toBe('it is not a function of the module')
})

const X_IS_1 = { kind: 'Compare', field: ['x'], op: 'eq', value: 1 }
const X_IS_2 = { ...X_IS_1, value: 2 }

function withoutReading(title: unknown): unknown {
  return JSON.parse(
    JSON.stringify(title ?? [], (key, value) => (key === 'span' || key === 'assumptions' ? undefined : value)),
  )
}
