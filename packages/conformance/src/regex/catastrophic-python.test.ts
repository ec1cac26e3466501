import { type Condition, regex } from '@ruleglot/core'
import { panther } from '@ruleglot/emitters/panther'
import { expect, test } from 'vitest'
import { parseRegex } from '../../../parsers/src/regex/index.js'

/**
 * Python's re backtracks, so what is written for Panther may be slow where everything else here is not. It is written
 * all the same, since it means the same, with a warning for each expression that may take exponential time.
 */
const EXPONENTIAL = [
  '(a|aa)+$',
  '(a|a?)+$',
  '(.*a){12}$|(.*a){12,}$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
  '(\\w+\\s?)*!',
  '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@)',
  '(ab|a|b)*c',
  '(aa|aab?)*c',
  '([^\\s]+\\s*)+;',
  '(?:%[0-9a-f]{2}|.)*#',
]
/** The first two are written as a loop of one set. */
const FINE = [
  '(a|a)*$',
  '(\\.|[^b])*x',
  '^cmd\\.exe /c .*whoami.*$',
  '([a-z0-9]+\\.)+com',
  '(/[^/]+)+\\.php',
  '\\s+$',
  '[A-Za-z0-9+/]{40,}={0,2}',
  '(\\d{1,3}\\.){3}\\d{1,3}',
  '^(https?://)?[\\w.-]+/x$',
  '(?i)\\\\(temp|tmp)\\\\[^\\\\]+\\.(exe|dll)$',
]

const codesFor = (pattern: string): readonly string[] => {
  const read = parseRegex(pattern, 'python', undefined, 'search')
  if (!read.ok) throw new Error(`${pattern}: ${read.problem.message}`)
  const condition: Condition = { ...regex(['t'], read.tree), ignoreCase: read.ignoreCase }
  const written = panther.emitCondition?.(condition, {})
  if (written?.ok !== true) throw new Error(JSON.stringify(written?.diagnostics))
  return written.value.diagnostics.map(({ code }) => code)
}

test.each(EXPONENTIAL)('%s is written with a warning', (pattern) => {
  expect(codesFor(pattern)).toEqual(['emit/backtracking'])
})

test.each(FINE)('%s is written without', (pattern) => {
  expect(codesFor(pattern)).toEqual([])
})
