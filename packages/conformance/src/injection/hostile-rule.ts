import { compare, isIn, match, or, type Rule, ruleOf, type Trigger } from '@ruleglot/core'

/** A rule of no language with the string wherever a string may stand, in an event's keys and values too. */
export function hostileRule(text: string): Rule {
  const event = (value: string) => ({
    a: 'x',
    b: value,
    c: JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`),
  })
  return {
    ...ruleOf(
      'other',
      or([
        compare(['a'], 'eq', 'x'),
        compare(['b'], 'eq', text),
        compare(['c', text === '' ? 'd' : text], 'eq', text),
        match(['b'], [{ wildcard: 'many' }, `x${text}`, { wildcard: 'many' }]),
      ]),
    ),
    id: text,
    name: text,
    title: text,
    description: text,
    severity: 'low',
    authors: [text],
    license: text,
    references: [text],
    falsePositives: [text],
    runbook: text,
    setup: text,
    tags: [text],
    attack: [{ tactic: { id: 'TA0001', name: text }, technique: { id: 'T1078', name: text } }],
    logSource: {
      logTypes: [text === '' ? 'x' : text],
      product: text,
      service: text,
      index: [text],
      integration: [text],
    },
    outputFields: [{ name: text, path: ['a', text] }],
    grouping: { by: [[text]], window: 5 },
    tests: [
      { name: text, event: event(text), expected: true },
      { name: `${text} not`, event: { b: 'no' }, expected: false },
    ],
  }
}

/** The places that a rule has only with some triggers, titles, severities and lists; one rule for each trigger. */
export function hostileRulesWithTriggers(text: string): readonly Rule[] {
  const path = ['c', text === '' ? 'd' : text]
  const triggers: readonly Trigger[] = [
    { kind: 'threshold', count: 3, groupBy: [path], window: 600, distinct: { field: [path[1] as string], count: 2 } },
    { kind: 'newTerms', fields: [path], history: 600 },
    { kind: 'other', language: text, name: text, source: { [`k${text}`]: text }, condition: compare(path, 'eq', text) },
  ]
  const texts = [text, `x${text}`, `${text}y`]
  return triggers.map((trigger) => ({
    ...hostileRule(text),
    condition: or([compare(['a'], 'eq', 'x'), isIn(['b'], texts), isIn(path, [...texts, 'z'])]),
    trigger,
    created: text,
    modified: text,
    alertTitle: [
      text,
      { path, instead: [{ path: [text], missingWhen: 'empty' }], missing: text },
      { ways: [{ when: compare(path, 'eq', text), text: [text, { path }] }], otherwise: [`${text}.`] },
    ],
    severityOverrides: [{ condition: compare(path, 'eq', text), severity: 'high' }],
    grouping: { by: [path], text: [text, { path, missing: text }], window: 5 },
    namedLists: [{ name: text, values: texts }],
    logSource: { ...hostileRule(text).logSource, category: text, definition: text },
    vendor: { [text]: text, query: text },
  }))
}
