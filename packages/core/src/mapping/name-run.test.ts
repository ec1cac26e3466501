import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { compare, exists, isIn, match } from '../ir/build.js'
import { ANY_MANY, ANY_ONE } from '../ir/pattern.js'
import { valueTransform } from './transform.js'
import type { ValueLeaf } from './value-transform.js'

const field = ['name']
const TESTS: readonly ValueLeaf[] = [
  exists(field),
  compare(field, 'eq', 'alice'),
  compare(field, 'eq', 'a@b'),
  compare(field, 'eq', ''),
  isIn(field, ['alice', 'b.c', '']),
  match(field, ['ALICE'], { ignoreCase: true }),
  match(field, ['al', ANY_MANY]),
  match(field, [ANY_MANY]),
  match(field, [ANY_MANY, 'ce']),
  match(field, ['alic', ANY_ONE]),
]
const TEXTS = [
  'alice',
  'alice@example.com',
  'alice+b@example.com',
  '<alice>',
  '',
  '@',
  'b.c',
  'malice',
  'al ice',
  'ALICE@x',
]

test('a test of the name is put back exactly', () => {
  const { apply, preimage } = valueTransform('nameRun')
  for (const leaf of TESTS) {
    const back = preimage(leaf, ['raw'])
    for (const raw of TEXTS) {
      const name = apply(raw)
      const stored = evaluate(leaf, name === undefined ? {} : { name: name as string })
      expect([leaf, raw, evaluate(back, { raw })]).toEqual([leaf, raw, stored])
    }
  }
})
