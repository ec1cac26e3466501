import { allOf, atom, type Expression, LEVEL } from './expression.js'
import type { Idiom } from './idioms.js'
import { type FieldTest, fieldTestOf, type LeafTest } from './leaf-test.js'
import { assumeNoEmptyObject, assumeOneValue, type Place } from './place.js'
import { holds, isInstance, pythonScalar } from './value-test.js'
import { assume, spelling, useLocal, useRaw, type Writing } from './writing.js'

/** Several tests of one value in the words of Python. */
export function writeIdiom(idiom: Idiom, writing: Writing): Expression {
  const path = spelling(idiom.path, writing)
  if (idiom.idiom === 'truth') {
    const place: Place = { path, writing, span: idiom.span, exact: false }
    assumeOneValue(path, writing, idiom.span, true)
    assumeNoEmptyObject(place)
    const read = useRaw(writing, path)
    const yes: Expression = atom(writing.isTest ? read : `bool(${read})`)
    const no: Expression = { text: `not ${read}`, level: LEVEL.not }
    return idiom.negated ? { ...no, negated: yes } : { ...yes, negated: no }
  }
  const [low, high] = [idiom.low, idiom.high].map((node) => fieldTestOf(node)) as [FieldTest, FieldTest]
  assumeOneValue(path, writing, low.span, false)
  const value = useLocal(writing, path, 'raw')
  const bounds = [low, high].map(({ test, span }) => boundOf(test as OrderTest, { path, writing, span, exact: false }))
  return allOf([
    isInstance(value, '(int, float)'),
    {
      text: `${bounds[0]} ${MIRRORED[(low.test as OrderTest).op]} ${value} ${(high.test as OrderTest).op} ${bounds[1]}`,
      level: LEVEL.compare,
    },
  ])
}

type OrderTest = Extract<LeafTest, { type: 'order' }>

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' } as const

/** The bound of an order of numbers that True and False may satisfy too. */
function boundOf({ op, value }: OrderTest, { writing, path, span }: Place): string {
  if ([0, 1].some((one) => holds(one, op, Number(value)))) {
    assume(writing, 'notBoolean', path, "Python's True is 1 and False is 0", span)
  }
  return pythonScalar(value)
}
