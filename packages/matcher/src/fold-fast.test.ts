import { foldedPairs, foldText } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFast } from './fold-fast.js'

test('says what foldText says', () => {
  const unit = fc.oneof(
    fc.constantFrom('A', 'z', 'É', '×', 'ß', 'ÿ', 'Ÿ', '\u212a', 'Å', 'Σ', 'ς', 'İ', 'I', '𐐀', '\ud83d', '😀', '-'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      expect(foldFast(text)).toBe(foldText(text))
    }),
  )
  for (const [code] of foldedPairs()) {
    const text = `Aß${String.fromCodePoint(code)}Z\u2013`
    expect(foldFast(text)).toBe(foldText(text))
    expect(foldFast(text).length).toBe(text.length)
  }
})
