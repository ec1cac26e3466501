import { evaluate } from '../evaluate/evaluate.js'
import { and, compare, FALSE, isIn, match, not, or, search, some } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { ANY_MANY, ANY_ONE, literalOf, type Pattern } from '../ir/pattern.js'
import { typeKind } from './apply-facts.js'
import type { PathFacts } from './pack-index.js'
import type { ValueLeaf } from './value-transform.js'

/**
 * Some platforms store no empty texts, lists and objects (`dropsEmpty`): a test there never sees them. These put a test
 * of such a platform back over the vendor's events, where they are.
 */

/**
 * The vendor's test without the empty text; undefined where no condition says that. `scalars`: the platform's field holds
 * texts, numbers and booleans only, whatever the vendor's holds.
 */
export function exceptEmpty(
  test: Condition,
  path: Path,
  facts: PathFacts | undefined,
  scalars = false,
): Condition | undefined {
  if (facts?.neverEmpty === true || (facts?.closed === true && facts.values?.includes('') !== true)) return test
  if (facts?.type === 'object') return test.kind === 'Exists' ? search(match([], NOT_EMPTY, SCALAR), path) : test
  if (facts !== undefined && typeKind(facts.type) !== 'string') return test
  if (evaluate(test, eventWith(path, '')) === false) return test
  const isOne = facts?.many === false
  const single = isOne ? and([test, not(compare(path, 'eq', ''))]) : undefined
  switch (test.kind) {
    case 'Exists':
      if (facts === undefined && !scalars) return search(match([], NOT_EMPTY, SCALAR), path)
      return single ?? match(path, NOT_EMPTY, SCALAR)
    case 'Compare':
      return test.value === '' ? FALSE : (single ?? within(test, path))
    case 'In': {
      const values = test.values.filter((value) => value !== '')
      return values.length === 0 ? FALSE : isIn(path, values, test.span)
    }
    case 'Match': {
      if (literalOf(test.pattern) === '') return FALSE
      const isAnything = test.pattern.every((part) => typeof part === 'object')
      return isAnything && !isOne ? { ...test, pattern: NOT_EMPTY } : (single ?? within(test, path))
    }
    case 'Regex':
      return single ?? within(test, path)
    case 'Or': {
      const children = test.children.map((child) => exceptEmpty(child, path, facts, scalars))
      return children.includes(undefined) ? single : or(children as Condition[], test.span)
    }
    default:
      return single
  }
}

/** Elements that hold nothing are not there: whether a condition on elements is false of them anyway. */
export function failsOnEmpty(condition: Condition): boolean {
  return [{}, '', []].every((element) => evaluate(condition, element as never) === false)
}

/** How a test stands to the empty text: it asks for nothing else, for anything else, or for neither. */
export function emptinessTest(leaf: ValueLeaf): 'empty' | 'notEmpty' | undefined {
  switch (leaf.kind) {
    case 'Compare':
      return leaf.op === 'eq' && leaf.value === '' ? 'empty' : undefined
    case 'In':
      return leaf.values.length > 0 && leaf.values.every((value) => value === '') ? 'empty' : undefined
    case 'Match':
      if (literalOf(leaf.pattern) === '') return 'empty'
      return isNotEmpty(leaf.pattern) ? 'notEmpty' : undefined
    default:
      return undefined
  }
}

const NOT_EMPTY: Pattern = [ANY_ONE, ANY_MANY]
const SCALAR = { on: 'scalar' } as const

function isNotEmpty(pattern: Pattern): boolean {
  const singles = pattern.filter((part) => typeof part === 'object' && part.wildcard === 'one')
  return singles.length === 1 && pattern.length > 1 && pattern.every((part) => typeof part === 'object')
}

/** Some value satisfies the test and is not the empty text. */
function within(test: Condition, path: Path): Condition {
  return some(path, and([{ ...test, field: [] } as Condition, not(compare([], 'eq', ''))]))
}

function eventWith(path: Path, value: Scalar): never {
  let event: unknown = value
  for (const key of dotted(path).split('.').reverse()) event = Object.fromEntries([[key, event]])
  return event as never
}

/** A value without what is empty; undefined when nothing is left. */
export function droppedValue<T>(value: T): T | undefined {
  if (value === null || value === '' || value === undefined) return undefined
  if (!Array.isArray(value)) return isEmptyObject(value) ? undefined : value
  const kept = value.filter((item) => item !== null && item !== '' && !isEmptyObject(item))
  return kept.length === 0 ? undefined : (kept as T)
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}
