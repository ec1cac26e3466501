import { expect, test } from 'vitest'
import { foldCodePoint, foldedPairs, foldText, lowerText, upperText } from './fold-text.js'

const everyPoint = function* (): Generator<number> {
  for (let point = 0; point <= 0x10ffff; point++) yield point
}

test('the table agrees with the engine wherever the engine knows the letter', () => {
  for (const point of everyPoint()) {
    const text = String.fromCodePoint(point)
    const engine = text.toLowerCase()
    // An older engine does not know the newest letters, and leaves them.
    if (engine === text || point === 0x130) continue
    expect(lowerText(text)).toBe(engine)
    expect(foldText(text)).toBe(engine)
  }
})

test('upper-casing keeps one code point one', () => {
  for (const point of everyPoint()) {
    const text = String.fromCodePoint(point)
    const engine = text.toUpperCase()
    if (engine === text) continue
    expect(upperText(text)).toBe([...engine].length === 1 ? engine : text)
  }
})

test('folding is idempotent, keeps lengths and distributes over concatenation', () => {
  for (const [from, to] of foldedPairs()) {
    expect(foldCodePoint(to)).toBe(to)
    expect(from > 0xffff).toBe(to > 0xffff)
  }
  const parts = ['\u0391\u03a3', '\u03a3', 'I\u0130', '\ud801', '\udc00', 'stra\u1e9ee', '']
  for (const a of parts) {
    for (const b of parts) {
      // Halves of a pair that meet are another letter: concatenation is of code points.
      if (a === '\ud801' && b === '\udc00') continue
      expect(foldText(a + b)).toBe(foldText(a) + foldText(b))
    }
  }
})

test('sigma folds alike wherever it stands, U+0130 stays', () => {
  expect(foldText('\u039f\u03a3 \u03a3\u03c2')).toBe('\u03bf\u03c3 \u03c3\u03c3')
  expect(lowerText('\u03a3\u03c2')).toBe('\u03c3\u03c2')
  expect(foldText('\u0130')).toBe('\u0130')
  expect(upperText('\u00df')).toBe('\u00df')
})
