import { and, compare, count, every, not, or, shape, some, TRUE } from '@ruleglot/core'
import { emitCondition } from 'ruleglot'
import { expect, test } from 'vitest'

const element = some(['info'], and([compare(['permission'], 'eq', '4-2'), compare(['granted'], 'eq', true)]))

function written(condition: Parameters<typeof emitCondition>[1], options = {}) {
  const made = emitCondition('sigma', condition, options)
  if (!made.ok) return made.diagnostics.map(({ code }) => code)
  const { text, verdict, assumptions } = made.value
  return [
    verdict,
    assumptions.map(({ kind, path }) => `${kind} ${path.join('.')}`),
    text
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  ]
}

test('tests of one element are tests of the field where the list has no second', () => {
  expect(written(element)).toEqual([
    'exact',
    ['oneElement info', 'booleanWhenPresent info.granted'],
    ['detection:', 'selection:', 'info.permission: 4-2', 'info.granted: true', 'condition: selection'],
  ])
  const all = every(['info'], or([not(compare(['permission'], 'eq', '4-2')), compare(['kind'], 'eq', '4-3')]))
  expect(written(all)[1]).toEqual(['oneElement info'])
})

test('that a list has one element is that it has one', () => {
  const single = and([count(['info'], TRUE, 'eq', 1), compare(['info', 'permission'], 'eq', '4-2')])
  expect(written(single)).toEqual([
    'exact',
    ['oneElement info'],
    ['detection:', 'selection:', 'info.permission: 4-2', 'condition: selection'],
  ])
})

test('what an element without values satisfies cannot be said, nor any of it with explicit guards', () => {
  expect(written(some(['info'], and([not(compare(['a'], 'eq', 1)), not(compare(['b'], 'eq', 1))])))).toEqual([
    'emit/unsupported',
  ])
  expect(written(some(['info'], and([shape(['a'], ['missing']), shape(['b'], ['missing'])])))).toEqual([
    'emit/unsupported',
  ])
  expect(written(count(['info'], TRUE, 'eq', 1))).toEqual(['emit/unsupported'])
  expect(written(count(['info'], TRUE, 'ge', 2))).toEqual(['emit/unsupported'])
  expect(written(element, { guards: 'explicit' })).toEqual(['emit/unsupported'])
})
