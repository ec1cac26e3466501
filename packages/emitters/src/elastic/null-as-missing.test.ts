import { and, compare, exists, isIn, not, or, shape } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { nullAsMissing } from './null-as-missing.js'

const missing = shape(['a'], ['missing'])
const text = shape(['a'], ['string'])
const isX = compare(['a'], 'eq', 'x')

test('missing, or text that is not this, is not this', () => {
  expect(nullAsMissing(or([missing, and([text, not(isX)])]))).toEqual({ condition: not(isX), fields: ['a'] })
  const both = and([text, not(isX), not(isIn(['a'], ['y', 'z']))])
  expect(nullAsMissing(or([missing, both]))?.condition).toEqual(and([not(isX), not(isIn(['a'], ['y', 'z']))]))
})

test('where more is asked of the value, that it may be missing stays', () => {
  expect(nullAsMissing(or([missing, and([text, isX])]))?.condition).toEqual(or([not(exists(['a'])), isX]))
  expect(nullAsMissing(or([missing, shape(['a'], ['null']), isX]))?.condition).toEqual(or([not(exists(['a'])), isX]))
})

test.each([
  ['present', not(missing), exists(['a'])],
  ['not null', and([not(shape(['a'], ['null'])), isX]), isX],
  ['an object, of which a key is asked', and([shape(['b'], ['object', 'emptyObject']), isX]), isX],
  ['a value of any type', shape(['a'], ['boolean', 'number', 'string', 'array', 'object']), exists(['a'])],
])('%s', (_what, condition, near) => {
  expect(nullAsMissing(condition)?.condition).toEqual(near)
})

test.each([
  ['no text', not(text)],
  ['null', shape(['a'], ['null'])],
  ['null and more', and([shape(['a'], ['null']), exists(['b'])])],
  ['a list', shape(['a'], ['array'])],
  ['a list or nothing', shape(['a'], ['array', 'missing'])],
])('%s has nothing near', (_what, condition) => {
  expect(nullAsMissing(condition)).toBeUndefined()
})
