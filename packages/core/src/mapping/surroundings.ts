import { evaluator } from '../evaluate/evaluate.js'
import { leafTest } from '../evaluate/leaf-test.js'
import { FALSE, TRUE } from '../ir/build.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition, Scalar } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import { simplify } from '../ir/simplify.js'
import { mapChildren } from '../ir/transform.js'
import { createStructuralOrder } from '../normalise/structural-order.js'
import type { PackIndex } from './pack-index.js'

/** Conditions over the vendor's event that hold wherever the one in question is asked: the conjunctions around it. */
export type Surroundings = readonly Condition[]

/** The same, to be asked for what speaks of one field and for what is written out. */
interface Known {
  readonly ofField: (name: string) => readonly Condition[]
  readonly has: (node: Condition) => boolean
}

const indexed = new WeakMap<Surroundings, Known>()

/** A rule of a thousand tests is the surroundings of each: its index is made once. */
function knownOf(around: Surroundings): Known {
  const found = indexed.get(around) ?? indexOf(around)
  indexed.set(around, found)
  return found
}

function indexOf(around: Surroundings): Known {
  const byField = new Map<string, Condition[]>()
  for (const condition of around) {
    const name = fieldName(condition)
    if (name === undefined) continue
    const list = byField.get(name)
    if (list === undefined) byField.set(name, [condition])
    else list.push(condition)
  }
  const order = createStructuralOrder()
  let ids: ReadonlySet<number> | undefined
  return {
    ofField: (name) => byField.get(name) ?? [],
    has: (node) => {
      ids ??= new Set(around.map(order.idOf))
      return ids.has(order.idOf(node))
    },
  }
}

/**
 * The condition with what its surroundings already say taken out: a test that stands beside it, or takes all values that
 * one there asks for, is true, a test that no value allowed there satisfies is false. Together with the surroundings it
 * means what it meant before.
 */
export function specialise(condition: Condition, around: Surroundings, index: PackIndex): Condition {
  if (around.length === 0) return condition
  const known = knownOf(around)
  const step = (node: Condition): Condition => {
    const name = fieldName(node)
    const beside = name === undefined ? [] : known.ofField(name)
    if (beside.some((one) => isAmong(one, node)) || known.has(node)) return TRUE
    if (beside.some((one) => excludes(one, node, index))) return FALSE
    for (const one of beside) {
      const answer = answeredBy(one, node, index)
      if (answer !== undefined) return answer ? TRUE : FALSE
    }
    if (node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' || node.kind === 'Search') return node
    return simplify(mapChildren(node, step))
  }
  return step(simplify(condition))
}

/** Both ask for values of one field, and `node` takes all that `known` allows. */
function isAmong(known: Condition, node: Condition): boolean {
  const [own, all] = [equalities(known), equalities(node)]
  if (own === undefined || own.field !== all?.field) return false
  const taken = new Set(all.values)
  return own.values.every((value) => taken.has(value))
}

/** A pattern on a field, where `known` names the values of that field: whether all of them fit it, or none. */
function answeredBy(known: Condition, node: Condition, index: PackIndex): boolean | undefined {
  if ((node.kind !== 'Match' && node.kind !== 'Regex') || !isPath(node.field)) return undefined
  const own = equalities(known)
  const name = dotted(node.field)
  if (own === undefined || own.field !== name || own.values.length === 0) return undefined
  const fits = leafTest(node)
  const answers = own.values.map((value) => fits(value, undefined) === true)
  if (answers.every((fit) => fit)) return true
  // Of a list another value may fit.
  return answers.includes(true) || index.facts(name)?.many !== false ? undefined : false
}

/** Where `known` holds, `node` cannot: both speak of one field with a single value, and no value of `node` is allowed. */
function excludes(known: Condition, node: Condition, index: PackIndex): boolean {
  if (node.kind === 'Not' || !('field' in node) || !isPath(node.field)) return false
  if (!('field' in known) || !isPath(known.field)) return false
  const name = dotted(node.field)
  if (dotted(known.field) !== name || index.facts(name)?.many !== false) return false
  const values =
    node.kind === 'In' ? node.values : node.kind === 'Compare' && node.op === 'eq' && !node.domain ? [node.value] : []
  if (values.length === 0) return false
  const [test, keys] = [evaluator(known), name.split('.')]
  return values.every((value) => typeof value !== 'object' && test(eventWith(keys, value)) === false)
}

function eventWith(keys: readonly string[], value: string | number | boolean): { readonly [key: string]: never } {
  let event: unknown = value
  for (let i = keys.length - 1; i >= 0; i--) event = Object.fromEntries([[keys[i], event]])
  return event as { readonly [key: string]: never }
}

/** The values that a test of equality asks for. */
export function equalities(
  node: Condition,
): { readonly field: string; readonly values: readonly Scalar[] } | undefined {
  if (node.kind === 'Compare' && node.op === 'eq' && node.domain === undefined && isPath(node.field))
    return typeof node.value === 'object' ? undefined : { field: dotted(node.field), values: [node.value] }
  return node.kind === 'In' && isPath(node.field) ? { field: dotted(node.field), values: node.values } : undefined
}

export function fieldName(node: Condition): string | undefined {
  return 'field' in node && isPath(node.field) ? dotted(node.field) : undefined
}
