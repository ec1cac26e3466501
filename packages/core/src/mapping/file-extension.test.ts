import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { compare, exists, isIn, match } from '../ir/build.js'
import { ANY_MANY, ANY_ONE } from '../ir/pattern.js'
import { fileExtension } from './file-extension.js'
import type { ValueLeaf } from './value-transform.js'

const extension = fileExtension('/')

test('what stands behind the last dot of the name', () => {
  expect(extension.apply('/a/b.tar.gz')).toBe('gz')
  expect(extension.apply('/a.d/b')).toBe(undefined)
  expect(extension.apply('/a/.bashrc')).toBe('bashrc')
  expect(extension.apply('/a/b.')).toBe('')
})

test('a test of the extension is put back exactly', () => {
  const path = fc
    .array(fc.constantFrom('/', '.', 'a', 'exe', 'EXE', 'gz', ' '), { maxLength: 6 })
    .map((parts) => `/${parts.join('')}`)
  const text = fc.constantFrom('exe', 'EXE', 'gz', 'a', '', 'a.gz', 'x/y', 'e')
  const leaf = fc.oneof(
    fc
      .tuple(fc.array(fc.oneof(text, fc.constantFrom(ANY_MANY, ANY_ONE)), { maxLength: 3 }), fc.boolean())
      .map(([parts, ignoreCase]) => match(['v'], parts, { ignoreCase })),
    text.map((value) => compare(['v'], 'eq', value)),
    fc.array(text, { maxLength: 3 }).map((values) => isIn(['v'], values)),
    fc.constant(exists(['v'])),
  ) as fc.Arbitrary<ValueLeaf>
  fc.assert(
    fc.property(path, leaf, (value, node) => {
      const own = extension.apply(value)
      expect(evaluate(extension.preimage(node, ['r']), { r: value })).toBe(
        evaluate(node, own === undefined ? {} : { v: own as string }),
      )
    }),
    { numRuns: 5000 },
  )
})
