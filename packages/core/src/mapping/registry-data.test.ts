import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { compare, exists, isIn, match } from '../ir/build.js'
import { ANY_MANY, ANY_ONE, type Pattern } from '../ir/pattern.js'
import { REGISTRY_DATA } from './registry-data.js'
import type { ValueLeaf } from './value-transform.js'

const raw = fc.constantFrom(
  ...['DWORD (0x00000001)', 'DWORD (0x0000000A)', 'dword (0x0000000a)', 'DWORD (0xffffffff)', 'DWORD (0x1)', '1', '10'],
  ...['QWORD (0x00000000-0x00000001)', 'QWORD (0x00000001-0x00000000)', 'Binary Data', '(Empty)', '', '01', 'DWORD'],
  ...['C:\\Users\\a.exe', '4294967296', '4294967295', '18446744073709551616'],
)
const part = fc.constantFrom('DWORD', '(0x0000000a)', '1', '10', ')', 'Users', ' ', 'Data', ANY_MANY, ANY_ONE)
const pattern: fc.Arbitrary<Pattern> = fc.array(part, { minLength: 1, maxLength: 4 })
const leaf: fc.Arbitrary<ValueLeaf> = fc.oneof(
  fc.tuple(pattern, fc.boolean()).map(([parts, ignoreCase]) => match(['v'], parts, { ignoreCase })),
  raw.map((value) => compare(['v'], 'eq', value)),
  fc.array(raw, { maxLength: 3 }).map((values) => isIn(['v'], values)),
  fc.constant(exists(['v'])),
) as fc.Arbitrary<ValueLeaf>

test('a test of the platform is put back exactly', () => {
  fc.assert(
    fc.property(raw, leaf, (value, node) => {
      const back = evaluate(REGISTRY_DATA.preimage(node, ['r']), { r: value })
      if (back !== 'unknown') expect(back).toBe(evaluate(node, { v: REGISTRY_DATA.apply(value) as string }))
    }),
    { numRuns: 5000 },
  )
})

test('what is written for a test fires at least where the test does', () => {
  fc.assert(
    fc.property(raw, leaf, (value, node) => {
      const image = REGISTRY_DATA.image({ ...node, field: ['r'] } as ValueLeaf, ['v'])
      if (image === undefined || evaluate({ ...node, field: ['r'] } as ValueLeaf, { r: value }) !== true) return
      expect(evaluate(image, { v: REGISTRY_DATA.apply(value) as string })).toBe(true)
    }),
    { numRuns: 5000 },
  )
})

test('numbers are decimal', () => {
  expect(REGISTRY_DATA.apply('DWORD (0x0000000a)')).toBe('10')
  expect(REGISTRY_DATA.apply('QWORD (0x00000001-0x00000000)')).toBe('4294967296')
  expect(REGISTRY_DATA.apply('Binary Data')).toBe('Binary Data')
})
