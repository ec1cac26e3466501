import { describe, expect, test } from 'vitest'
import { and, compare, isIn, match, not, or } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { MappingContext } from './mapping-context.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'
import { specialise } from './surroundings.js'
import { toSource } from './to-source.js'

const pack: Pack = {
  id: 'log',
  platforms: { elastic: {}, panther: {} },
  fields: [{ path: 'result', many: false, names: { elastic: 'event.result' } }],
}
const index = packIndex(pack)
const is = (field: string, value: string): Condition => compare([field], 'eq', value)
const many = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i))

describe('what stands beside a test', () => {
  test('says that it is true, or that it is false', () => {
    const around = [isIn(['result'], ['a', 'b']), or([is('x', '1'), is('y', '1')])]
    expect(specialise(isIn(['result'], ['c', 'b', 'a']), around, index).kind).toBe('True')
    expect(specialise(is('result', 'c'), around, index).kind).toBe('False')
    expect(specialise(is('result', 'a'), around, index).kind).toBe('Compare')
    expect(specialise(or([is('x', '1'), is('y', '1')]), around, index).kind).toBe('True')
    expect(specialise(match(['x'], ['1']), around, index).kind).toBe('Match')
    expect(specialise(not(is('result', 'c')), around, index).kind).toBe('True')
  })

  test('is looked through once, not for each test', () => {
    let reads = 0
    const around = many(1000, (i) => {
      const node = is(`f${i}`, 'v')
      return Object.defineProperty({ ...node }, 'field', {
        enumerable: true,
        get: () => {
          reads++
          return [`f${i}`]
        },
      }) as Condition
    })
    for (let i = 0; i < 1000; i++) specialise(is(`g${i}`, 'v'), around, index)
    expect(reads).toBeLessThan(20_000)
  })
})

test('whether a condition reads a derived field is asked of each node once, however deep it is nested', () => {
  let looks = 0
  const derived = new Proxy([], {
    get: (list, key) => {
      if (key === 'filter') looks++
      return Reflect.get(list, key)
    },
  })
  let deep = is('a', 'v')
  for (let i = 0; i < 400; i++) deep = i % 2 === 0 ? and([is(`f${i}`, 'v'), deep]) : or([deep, is(`g${i}`, 'v')])
  const context: MappingContext = {
    index: packIndex({ ...pack, derived }),
    platform: 'elastic',
    logTypes: [],
    unmapped: 'keep',
    diagnostics: [],
  }
  toSource(deep, context)
  expect(looks).toBeGreaterThan(400)
  expect(looks).toBeLessThan(2000)
})
