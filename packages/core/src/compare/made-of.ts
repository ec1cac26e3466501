import type { Condition, Field, MatchNode, Scalar, ValueExpression, ValueFunction } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY, ANY_ONE, type Pattern } from '../ir/pattern.js'
import { type ScalarTest, scalarTest, typeTest } from './scalar-test.js'

/** Some value of the path passes each of the tests by itself. */
export interface Needed {
  readonly path: Path
  readonly tests: readonly ScalarTest[]
}

/**
 * What must hold of fields for a leaf to be true over what is made of them: values of the types that the functions take,
 * and for a piece of a text, or one without blanks around it, that the text holds what the leaf asks for. It holds
 * wherever the leaf does; not the other way round.
 */
export function neededFor(leaf: Condition): readonly Needed[] {
  return fieldsOf(leaf).flatMap((field): readonly Needed[] => {
    if (isPath(field)) return [{ path: field, tests: [typeTest(['string', 'number', 'boolean'])] }]
    if (!('call' in field)) return []
    const typed = argumentsOf(field)
    const whole = wholeText(field)
    const held = whole === undefined ? undefined : heldBy(leaf)
    return whole === undefined || held === undefined
      ? typed
      : [...typed, { path: whole, tests: held.map((pattern) => scalarTest(containing(whole, pattern, leaf))) }]
  })
}

function fieldsOf(node: Condition): readonly Field[] {
  if (node.kind === 'CompareFields') return [node.left, node.right]
  return 'field' in node ? [node.field] : []
}

function isPath(field: Field | ValueExpression['args'][number]): field is Path {
  return Array.isArray(field)
}

function argumentsOf({ call, args }: ValueExpression): readonly Needed[] {
  return args.flatMap((arg, i): readonly Needed[] => {
    if (isPath(arg)) return [{ path: arg, tests: [typeTest(TYPES[call](i))] }]
    return 'call' in arg ? argumentsOf(arg) : []
  })
}

type Types = readonly ('string' | 'number' | 'boolean')[]
const string = (): Types => ['string']
const number = (): Types => ['number']

/** The types that each function takes for its n-th argument; of others it makes nothing. */
const TYPES: { readonly [F in ValueFunction]: (n: number) => Types } = {
  lower: string,
  upper: string,
  trim: string,
  length: string,
  split: (n) => (n === 2 ? ['number'] : ['string']),
  concat: string,
  number: () => ['string', 'number'],
  string: () => ['string', 'number', 'boolean'],
  jsonDecode: string,
  base64Decode: string,
  add: number,
  subtract: number,
  multiply: number,
  divide: number,
  modulo: number,
  timestampPart: string,
}

/** The path of the text of which a piece is made, and nothing but a piece. */
function wholeText({ call, args }: ValueExpression): Path | undefined {
  const [of, ...more] = args
  const isPiece = call === 'trim' || (call === 'split' && more.every((arg) => 'literal' in arg))
  if (!isPiece || of === undefined || 'literal' in of) return undefined
  return isPath(of) ? of : wholeText(of)
}

/** Patterns of which a text fits one as a whole wherever the leaf is true of it; undefined where none is plain. */
function heldBy(leaf: Condition): readonly [Pattern] | undefined {
  switch (leaf.kind) {
    case 'Match':
      return leaf.on === 'string' ? [leaf.pattern] : undefined
    case 'Compare':
      return leaf.op === 'eq' && leaf.domain === undefined ? heldText(leaf.value) : undefined
    case 'Cidr':
      return [[ANY_ONE]]
    default:
      return undefined
  }
}

function heldText(value: unknown): readonly [Pattern] | undefined {
  return typeof (value as Scalar) === 'string' ? [[value as string]] : undefined
}

function containing(field: Path, pattern: Pattern, leaf: Condition): MatchNode {
  const ignoreCase = leaf.kind === 'Match' && leaf.ignoreCase
  return { kind: 'Match', field, pattern: [ANY_MANY, ...pattern, ANY_MANY], ignoreCase, on: 'string' }
}
