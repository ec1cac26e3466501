import { compare, match, or, type Rule, ruleOf } from '@ruleglot/core'

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
