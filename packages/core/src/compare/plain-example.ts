import { leafTest } from '../evaluate/leaf-test.js'
import type { Condition, Field, Scalar } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { depthOf, MAX_DEPTH } from '../ir/visit.js'
import { canonicalPath } from '../normalise/canonical-field.js'
import { isMatcher } from '../normalise/implication.js'
import type { NormaliseOptions } from '../normalise/normalise.js'
import { ROOT } from '../normalise/scoped-transform.js'

/**
 * Whether some event makes the condition true, where one is plain to see: a single value in each field, found without
 * search and then tried. It keeps every fact that a normal form may use. False says nothing.
 */
export function hasPlainExample(condition: Condition, facts: NormaliseOptions = {}): boolean {
  if (depthOf(condition) > MAX_DEPTH) return false
  const event: PlainEvent = new Map()
  return fill(condition, true, event, facts) && areApart([...event.keys()]) && holds(condition, event) === true
}

/** Values by the dotted name of their field. */
type PlainEvent = Map<string, Scalar>

/** Puts in what the leaves want that have to be true; of alternatives, the first. */
function fill(node: Condition, wanted: boolean, event: PlainEvent, facts: NormaliseOptions): boolean {
  switch (node.kind) {
    case 'Not':
      return fill(node.child, !wanted, event, facts)
    case 'And':
    case 'Or': {
      const [first] = node.children
      if ((node.kind === 'And') === wanted) return node.children.every((child) => fill(child, wanted, event, facts))
      return first === undefined || fill(first, wanted, event, facts)
    }
    default:
      return !wanted || put(node, event, facts)
  }
}

function put(leaf: Condition, event: PlainEvent, facts: NormaliseOptions): boolean {
  const [name, value] = [nameOf(leaf), valueFor(leaf)]
  if (leaf.kind === 'True') return true
  if (name === undefined || value === undefined) return false
  if (event.has(name)) return true
  const types = facts.types?.(canonicalPath((leaf as { field: Path }).field, ROOT, facts))
  if (types !== undefined && !types.includes(typeof value as 'string')) return false
  event.set(name, value)
  return true
}

/** Only of fields that are paths. */
function nameOf(leaf: Condition): string | undefined {
  if (!('field' in leaf) || !isPath(leaf.field) || leaf.field.length === 0) return undefined
  return dotted(leaf.field)
}

function isPath(field: Field): field is Path {
  return Array.isArray(field)
}

/** On one line. */
function valueFor(leaf: Condition): Scalar | undefined {
  switch (leaf.kind) {
    case 'Compare':
      return leaf.op === 'eq' && typeof leaf.value !== 'object' ? oneLine(leaf.value) : undefined
    case 'In':
      return oneLine(leaf.values[0])
    case 'Match':
      return oneLine(leaf.pattern.map((part) => (typeof part === 'string' ? part : 'x')).join(''))
    case 'Exists':
      return 'x'
    default:
      return undefined
  }
}

function oneLine(value: Scalar | undefined): Scalar | undefined {
  return typeof value === 'string' && value.includes('\n') ? undefined : value
}

/** No name is that of another in other letters, or of what another stands in. */
function areApart(names: readonly string[]): boolean {
  const folded = new Set(names.map((name) => name.toLowerCase()))
  if (folded.size < names.length) return false
  return names.every(
    (name) =>
      /^[\x20-\x7e]+$/.test(name) &&
      !name.split('.').some((_, i, keys) => i > 0 && folded.has(keys.slice(0, i).join('.').toLowerCase())),
  )
}

/** Undefined where a leaf speaks of more than one of these values. */
function holds(node: Condition, event: PlainEvent): boolean | undefined {
  switch (node.kind) {
    case 'True':
    case 'False':
      return node.kind === 'True'
    case 'Not': {
      const child = holds(node.child, event)
      return child === undefined ? undefined : !child
    }
    case 'And':
    case 'Or': {
      const decisive = node.kind === 'Or'
      let answer: boolean | undefined = !decisive
      for (const child of node.children) {
        const one = holds(child, event)
        if (one === decisive) return decisive
        if (one === undefined) answer = undefined
      }
      return answer
    }
    default:
      return leafHolds(node, event)
  }
}

function leafHolds(leaf: Condition, event: PlainEvent): boolean | undefined {
  const name = nameOf(leaf)
  if (name === undefined || !(isMatcher(leaf) || leaf.kind === 'Exists')) return undefined
  const value = event.get(name)
  // A name that others stand in has an object there, and one of another letter case may be reached.
  if (value === undefined) return isNear(name, event) ? undefined : false
  if (leaf.kind === 'Exists') return true
  const truth = leafTest(leaf)(value, undefined)
  return truth === 'unknown' ? undefined : truth
}

function isNear(name: string, event: PlainEvent): boolean {
  const folded = name.toLowerCase()
  for (const other of event.keys()) {
    const own = other.toLowerCase()
    if (own === folded || own.startsWith(`${folded}.`) || folded.startsWith(`${own}.`)) return true
  }
  return false
}
