import { expect, test } from 'vitest'
import { ownCopy } from './own-copy.js'

test.each(['', 'text', 'é€😀', '\ud800 alone', '\ud83d'])('%j is itself', (text) => {
  expect(ownCopy(text)).toBe(text)
  expect(ownCopy({ list: [text], none: undefined })).toStrictEqual({ list: [text], none: undefined })
})
