import { evaluate, wholeCondition } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { panther } from '../index.js'

/** What the rule says of an event whose field a holds the number. */
function says(expression: string, number: number): unknown {
  const files = {
    'a.yml': 'AnalysisType: rule\nRuleID: A.B\nFilename: a.py\nEnabled: true\nLogTypes: [A.B]\nSeverity: Low\n',
    'a.py': `def rule(event):\n    return ${expression}\n`,
  }
  const read = panther.parseRules?.(files, {})
  const rule = read?.ok === true ? read.value[0] : undefined
  if (rule === undefined) throw new Error('unread')
  return evaluate(wholeCondition(rule), { a: number })
}

test('str() of a number is its text where Python and JSON write it alike', () => {
  expect(says('str(event.get("a")) == "1"', 1)).toBe(true)
  expect(says('str(event.get("a")) == "1.5"', 1.5)).toBe(true)
  expect(says('str(event.get("a")) == "01"', 1)).toBe(false)
  expect(says('str(event.get("a")) == "x"', 1)).toBe(false)
})

test('elsewhere nobody knows from the number', () => {
  for (const [text, number] of [
    ['1e+21', 1e21],
    ['10000000000000000', 1e16],
    ['1e-05', 0.00001],
    ['1.0', 1],
    ['-0.0', 0],
  ] as const)
    expect([text, says(`str(event.get("a")) == "${text}"`, number)]).toEqual([text, 'unknown'])
})

test('a small fraction is written with an exponent', () => {
  expect(says('str(event.get("a")) == "0.00001"', 0.00001)).not.toBe(true)
})

test('a number that JSON writes with an exponent is a float', () => {
  for (const [number, isInt] of [
    [3, true],
    [-7, true],
    [0.5, false],
    [1e20, true],
    [1e21, false],
    [-1e300, false],
  ] as const) {
    expect([number, says('isinstance(event.get("a"), int)', number)]).toEqual([number, isInt])
    expect([number, says('isinstance(event.get("a"), float)', number)]).toEqual([number, !isInt])
  }
})
