import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { CHILD_KEYS } from '../ir/child-keys.js'
import type { Kind, NodeOf } from '../ir/node.js'
import { MAX_DEPTH } from '../ir/visit.js'
import { badDocument, type DocumentPlace, describeProblem, nameOf, pointer } from './describe-problem.js'
import { regexExcess } from './regex-excess.js'
import { type Validators, validators } from './validators.js'

/** More nodes than any rule has; an input that shares parts can unfold to more than memory holds. */
const MAX_NODES = 250_000

/**
 * What keeps a value from being a condition, or undefined: the schema node by node, and what a schema cannot say (names
 * are bound, code points are in order, orders have a domain). Iterative, and depth is counted on the way: a tree of any
 * depth, and one that contains itself, is safe.
 */
export function checkCondition(value: unknown, place: DocumentPlace): Diagnostic | undefined {
  const validate = validators()
  const stack: Visit[] = [{ part: 'condition', value, at: place, above: undefined, depth: 1, names: undefined }]
  const expressions: Visit[] = []
  let nodes = 0
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if (visit.depth > MAX_DEPTH) return tooDeep()
    if (++nodes > MAX_NODES) return tooLarge()
    const problem = validate[visit.part](visit.value)
    if (problem !== undefined) return describeProblem(problem, placeOf(visit))
    const node = visit.value as AnyNode
    const what = OWN_RULES[visit.part](node, visit)
    if (what !== undefined) return badDocument(placeOf(visit), what)
    const below = PARTS_BELOW[visit.part](node, visit)
    for (let i = below.length - 1; i >= 0; i--) stack.push(below[i] as Visit)
    if (node['kind'] === 'Regex') expressions.push(visit)
  }
  for (const visit of expressions) {
    const excess = regexExcess((visit.value as NodeOf<'Regex'>).tree)
    if (excess !== undefined) return tooManyCounts(placeOf(visit), excess)
  }
  return undefined
}

type Part = Exclude<keyof Validators, 'rule'>
type AnyNode = Readonly<Record<string, unknown>>

interface Visit {
  readonly part: Part
  readonly value: unknown
  /** Where it stands in the node above; for the root, in the document. */
  readonly at: DocumentPlace
  readonly above: Visit | undefined
  readonly depth: number
  readonly names: BoundName | undefined
}

interface BoundName {
  readonly name: string
  readonly outer: BoundName | undefined
}

function placeOf(visit: Visit): DocumentPlace {
  const places: DocumentPlace[] = []
  for (let at: Visit | undefined = visit; at !== undefined; at = at.above) places.push(at.at)
  return places.reverse().flat()
}

function inside(above: Visit, part: Part, value: unknown, at: DocumentPlace, names = above.names): Visit {
  // A regex or a computed value counts its depth by itself.
  const depth = part === above.part ? above.depth + 1 : 1
  return { part, value, at, above, depth, names }
}

const PARTS_BELOW: { readonly [P in Part]: (node: AnyNode, visit: Visit) => readonly Visit[] } = {
  condition: (node, visit) => [
    ...['field', 'left', 'right'].flatMap((key) => fieldBelow(node[key], 'pattern', visit, [key])),
    ...(node['kind'] === 'Regex' ? [inside(visit, 'regex', node['tree'], ['tree'])] : []),
    ...CHILD_KEYS[node['kind'] as Kind].flatMap((key) => {
      const names = key === 'body' ? { name: node['name'] as string, outer: visit.names } : visit.names
      const child = node[key]
      return key === 'children'
        ? (child as readonly unknown[]).map((item, i) => inside(visit, 'condition', item, [key, i], names))
        : [inside(visit, 'condition', child, [key], names)]
    }),
  ],
  regex: (node, visit) => [
    ...['parts', 'options'].flatMap((key) =>
      ((node[key] ?? []) as readonly unknown[]).map((item, i) => inside(visit, 'regex', item, [key, i])),
    ),
    ...(node['type'] === 'repeat' ? [inside(visit, 'regex', node['part'], ['part'])] : []),
  ],
  expression: (node, visit) =>
    (node['args'] as readonly unknown[]).flatMap((arg, i) => fieldBelow(arg, 'literal', visit, ['args', i])),
}

/** A computed value, where no path stands and no object with the key that marks the other choice: those are checked. */
function fieldBelow(value: unknown, other: string, visit: Visit, at: DocumentPlace): readonly Visit[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.hasOwn(value, other)) return []
  return [inside(visit, 'expression', value, at)]
}

/** What a schema cannot say about one node, to complete the sentence "<place> ...". */
const OWN_RULES: { readonly [P in Part]: (node: AnyNode, visit: Visit) => string | undefined } = {
  condition: (node, { names }) => {
    if (node['kind'] === 'Ref' && !isBound(node['name'] as string, names))
      return `refers to ${JSON.stringify(node['name'])}, and no Let around it has that name`
    if (node['kind'] !== 'Compare') return undefined
    if (node['domain'] === undefined && node['op'] !== 'eq') return 'orders values without saying in which domain'
    if (typeof node['value'] === 'object' && node['domain'] !== 'instant')
      return 'has a bound relative to now outside the domain instant'
    return undefined
  },
  regex: (node) => {
    if (node['type'] === 'set' && !areSorted(node['ranges'] as readonly (readonly [number, number])[]))
      return 'has ranges that are not sorted and apart'
    return undefined
  },
  expression: () => undefined,
}

function isBound(name: string, names: BoundName | undefined): boolean {
  for (let bound = names; bound !== undefined; bound = bound.outer) if (bound.name === name) return true
  return false
}

function areSorted(ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.every(([from, to], i) => from <= to && (i === 0 || from > (ranges[i - 1]?.[1] ?? 0) + 1))
}

function tooDeep(): Diagnostic {
  return diagnostic('limit/nesting', `The condition is nested more than ${MAX_DEPTH} deep.`, {
    hint: 'Flatten it: And and Or take any number of children.',
    data: { path: '' },
  })
}

function tooLarge(): Diagnostic {
  return diagnostic('limit/nodes', `The condition has more than ${MAX_NODES} nodes.`, { data: { path: '' } })
}

function tooManyCounts(place: DocumentPlace, excess: string): Diagnostic {
  const tree = [...place, 'tree']
  return diagnostic('limit/nodes', `${nameOf(tree)} ${excess}.`, {
    hint: 'Count to less, or write a loop without an upper bound.',
    data: { path: pointer(tree) },
  })
}
