import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type EvaluateOptions, evaluator } from '../evaluate/evaluate.js'
import { someTruth, type Truth } from '../evaluate/kleene.js'
import { leafTest } from '../evaluate/leaf-test.js'
import type { Condition, Scalar } from '../ir/node.js'
import { isMatcher } from '../normalise/implication.js'
import { stableText } from '../normalise/structural-order.js'
import { candidateValues } from './candidate-values.js'
import { isObject, keysOf, placeValue } from './place-value.js'

/** What may stand in one field: the contents that agree with everything asked of it so far. Never changed in place. */
export interface FieldDomain {
  readonly keys: readonly string[]
  readonly contents: readonly Content[]
  readonly demands: readonly LeafDemand[]
}

/** The content of a field; undefined where the field is missing. */
export interface Content {
  readonly value: JsonValue | undefined
  readonly scalars: readonly Scalar[]
}

/** A leaf that has to be true, or false. */
export interface LeafDemand {
  readonly leaf: Condition
  readonly wanted: boolean
  readonly holds: ContentTest
  /** Contents that the leaf itself suggests and that meet the demand. */
  readonly own: () => readonly Content[]
}

export type ContentTest = (content: Content) => boolean

export function leafDemand(leaf: Condition, wanted: boolean, clock: EvaluateOptions): LeafDemand {
  const truth = truthOf(leaf, clock)
  const holds = (content: Content): boolean => truth(content) === wanted
  let own: readonly Content[] | undefined
  return {
    leaf,
    wanted,
    holds,
    own: () => {
      own ??= contentsOf(candidateValues(leaf).slice(0, MOST_OWN)).filter(holds)
      return own
    },
  }
}

function truthOf(leaf: Condition, clock: EvaluateOptions): (content: Content) => Truth {
  if (isMatcher(leaf)) {
    const test = leafTest(leaf)
    return ({ scalars }) => someTruth(scalars, (value) => test(value, clock.now))
  }
  const test = evaluator(leaf)
  const field = 'field' in leaf && Array.isArray(leaf.field) ? keysOf(leaf.field) : undefined
  return ({ value }) => test(value === undefined || field === undefined ? {} : placeValue({}, field, value), clock)
}

export function contentOf(value: JsonValue | undefined): Content {
  return { value, scalars: value === undefined ? [] : scalarsIn(value) }
}

function scalarsIn(value: JsonValue): readonly Scalar[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(scalarsIn)
  return value === null || isObject(value) ? [] : [value as Scalar]
}

/** Without duplicates, in order. */
export function contentsOf(values: readonly (JsonValue | undefined)[]): readonly Content[] {
  const seen = new Map<string, Content>()
  for (const value of values) {
    const key = value === undefined ? '' : stableText(value)
    if (!seen.has(key)) seen.set(key, contentOf(value))
  }
  return [...seen.values()]
}

/** The domain with one demand more; undefined where nothing is left that was thought of. */
export function narrow(domain: FieldDomain, demand: LeafDemand, admits: ContentTest): FieldDomain | undefined {
  const demands = [...domain.demands, demand]
  const left = domain.contents.filter(demand.holds)
  const meets = (content: Content): boolean => demands.every(({ holds }) => holds(content)) && admits(content)
  const own = demand.wanted ? demand.own().filter(meets) : []
  const contents = [...left, ...own]
  if (contents.length > 0) return { ...domain, demands, contents }
  const composed = composedContents(demands, meets)
  return composed.length === 0 ? undefined : { ...domain, demands, contents: composed }
}

/** Whether `narrow` leaves something. */
export function canNarrow(domain: FieldDomain, demand: LeafDemand, admits: ContentTest): boolean {
  if (domain.contents.some(demand.holds)) return true
  if (!demand.wanted) return false
  const meets = (content: Content): boolean => domain.demands.every(({ holds }) => holds(content)) && admits(content)
  return demand.own().some(meets) || narrow(domain, demand, admits) !== undefined
}

const MOST_OWN = 20
const MOST_COMPOSED = 8

/** Where no single value meets all: texts joined to one, then one value for each positive demand in a list. */
function composedContents(all: readonly LeafDemand[], meets: ContentTest): readonly Content[] {
  const positive = all.filter(({ wanted }) => wanted)
  const negative = all.filter(({ wanted }) => !wanted)
  if (positive.length < 2 || positive.length > MOST_COMPOSED) return []
  const values = positive.map(({ own }) => ({
    own: own(),
    allowed: own().filter((content) => negative.every(({ holds }) => holds(content))),
  }))
  const texts = values.map(({ own }) => own.find(isText)?.value ?? '')
  const reversed = [...texts].reverse()
  const joined = [texts.join(''), reversed.join(''), texts.join(' '), reversed.join(' ')]
  const list = values.flatMap(({ allowed }) => allowed[0]?.value ?? [])
  return contentsOf([...joined, list]).filter(meets)
}

function isText({ value }: Content): boolean {
  return typeof value === 'string'
}
