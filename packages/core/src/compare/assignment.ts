import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type EvaluateOptions, evaluator } from '../evaluate/evaluate.js'
import type { Condition } from '../ir/node.js'
import {
  type Content,
  type ContentTest,
  canNarrow,
  contentOf,
  type FieldDomain,
  type LeafDemand,
  leafDemand,
  narrow,
} from './field-domain.js'
import { eventWith, placeValue, valueAt } from './place-value.js'

/** What every field has to hold so far. Every step can be taken back. */
export interface Assignment {
  /** Asks for a leaf to be true or false; false where a field is left without a value. */
  readonly demand: (leaf: Condition, reads: Reads, absolute: readonly string[], wanted: boolean) => boolean
  /** Whether the leaf can still be so. */
  readonly admits: (leaf: Condition, reads: Reads, absolute: readonly string[], wanted: boolean) => boolean
  /** As many elements there, all alike. */
  readonly hold: (elements: Elements) => void
  /** Contents that were looked at so far. */
  readonly work: () => number
  readonly mark: () => number
  readonly undo: (mark: number) => void
  /** The event, as small as it can be; undefined where two fields do not fit each other. */
  readonly event: () => JsonValue | undefined
}

interface Elements {
  readonly keys: readonly string[]
  readonly number: number
}

/** The keys of each path that a leaf reads, from the element it stands in. */
type Reads = readonly (readonly string[])[]

export interface AssignmentOptions {
  readonly admits: (keys: readonly string[], value: JsonValue) => boolean
  readonly clock: EvaluateOptions
}

export function createAssignment(
  contentsFor: (keys: readonly string[]) => readonly Content[],
  { admits, clock }: AssignmentOptions,
): Assignment {
  const domains = new Map<string, FieldDomain>()
  const apart: { readonly leaf: Condition; readonly reads: Reads; readonly at: readonly string[]; wanted: boolean }[] =
    []
  const elements: Elements[] = []
  const trail: (() => void)[] = []
  const made = new WeakMap<Condition, { true?: LeafDemand; false?: LeafDemand }>()
  const viable = new WeakMap<Condition, { readonly of: FieldDomain; readonly wanted: boolean; readonly is: boolean }>()

  let work = 0
  const demandOf = (leaf: Condition, wanted: boolean): LeafDemand => {
    const known = made.get(leaf) ?? {}
    made.set(leaf, known)
    known[`${wanted}`] ??= leafDemand(leaf, wanted, clock)
    return known[`${wanted}`] as LeafDemand
  }
  const mayHold =
    (keys: readonly string[]): ContentTest =>
    ({ value }) =>
      value === undefined || admits(keys, value)

  const fresh = new Map<string, FieldDomain>()
  const domainOf = (keys: readonly string[]): FieldDomain => {
    const name = keys.join('.')
    const domain = domains.get(name) ?? fresh.get(name)
    if (domain !== undefined) return domain
    const made = { keys, contents: contentsFor(keys).filter(mayHold(keys)), demands: [] }
    fresh.set(name, made)
    return made
  }
  const put = (name: string, domain: FieldDomain): void => {
    const before = domains.get(name)
    domains.set(name, domain)
    trail.push(() => {
      if (before === undefined) domains.delete(name)
      else domains.set(name, before)
    })
  }
  const narrowed = (
    leaf: Condition,
    reads: Reads,
    absolute: readonly string[],
    wanted: boolean,
  ): FieldDomain | undefined => {
    const keys = [...absolute, ...(reads[0] ?? [])]
    const domain = domainOf(keys)
    work += domain.contents.length + (wanted ? domain.demands.length : 0) + 1
    return narrow(domain, demandOf(leaf, wanted), mayHold(keys))
  }

  return {
    demand: (leaf, reads, absolute, wanted) => {
      if (reads.length === 0) return demandOf(leaf, wanted).holds(contentOf(undefined))
      if (reads.length > 1) {
        apart.push({ leaf, reads, at: absolute, wanted })
        trail.push(() => apart.pop())
        return true
      }
      const domain = narrowed(leaf, reads, absolute, wanted)
      if (domain !== undefined) put(domain.keys.join('.'), domain)
      return domain !== undefined
    },
    admits: (leaf, reads, absolute, wanted) => {
      if (reads.length !== 1) return true
      const before = domainOf([...absolute, ...(reads[0] ?? [])])
      const known = viable.get(leaf)
      if (known?.of === before && known.wanted === wanted) return known.is
      work++
      const is = canNarrow(before, demandOf(leaf, wanted), mayHold(before.keys))
      viable.set(leaf, { of: before, wanted, is })
      return is
    },
    hold: (more) => {
      elements.push(more)
      trail.push(() => elements.pop())
    },
    work: () => work,
    mark: () => trail.length,
    undo: (mark) => {
      while (trail.length > mark) trail.pop()?.()
    },
    event: () => {
      const chosen = new Map<string, { readonly keys: readonly string[]; readonly content: Content }>()
      for (const [name, { keys, contents, demands }] of domains)
        chosen.set(name, { keys, content: first(contents, demands) })
      for (const { leaf, reads, at, wanted } of apart) {
        const fields = reads.map((keys) => domainOf([...at, ...keys]))
        const pair = fittingPair(leaf, reads, fields, wanted, clock)
        if (pair === undefined) return undefined
        for (const [i, content] of pair.entries()) {
          const { keys } = fields[i] as FieldDomain
          chosen.set(keys.join('.'), { keys, content })
        }
      }
      let event = eventWith(
        [...chosen.values()].flatMap(({ keys, content: { value } }) => (value === undefined ? [] : [{ keys, value }])),
      )
      // Those inside of others first.
      for (const { keys, number } of [...elements].reverse()) {
        const element = valueAt(event, keys)
        if (element === undefined) event = placeValue(event, keys, 'x')
        if (number > 1) event = placeValue(event, keys, new Array<JsonValue>(number).fill(element ?? 'x'))
      }
      return event
    },
  }
}

/** Nothing at all where nothing has to stand there. */
function first(contents: readonly Content[], demands: FieldDomain['demands']): Content {
  const missing = demands.some(({ wanted }) => wanted) ? undefined : contents.find(({ value }) => value === undefined)
  return missing ?? (contents[0] as Content)
}

/** Contents of two fields (more: the others stay as they are) that a leaf over both accepts. */
function fittingPair(
  leaf: Condition,
  reads: Reads,
  fields: readonly FieldDomain[],
  wanted: boolean,
  clock: EvaluateOptions,
): readonly Content[] | undefined {
  const test = evaluator(leaf)
  const others = fields.slice(2).map(({ contents, demands }) => first(contents, demands))
  const choices = fields.slice(0, 2).map(({ contents }) => [...contents, ...MORE].slice(0, MOST_CONTENTS))
  for (const left of choices[0] ?? []) {
    for (const right of choices[1] ?? []) {
      const contents = [left, right, ...others]
      const event = contents.reduce<JsonValue>(
        (whole, { value }, i) =>
          value === undefined ? whole : placeValue(whole, reads[i] as readonly string[], value),
        {},
      )
      if (fieldsAgree(fields, contents) && test(event, clock) === wanted) return contents
    }
  }
  return undefined
}

function fieldsAgree(fields: readonly FieldDomain[], contents: readonly Content[]): boolean {
  return fields.every(({ demands }, i) => demands.every(({ holds }) => holds(contents[i] as Content)))
}

const MOST_CONTENTS = 20
const MORE: readonly Content[] = ['x', 'X', 'xy', 1, 2].map(contentOf)
