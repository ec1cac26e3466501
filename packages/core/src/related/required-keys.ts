import { keysOf } from '../compare/place-value.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { canonicalText } from '../evaluate/canonical-text.js'
import { foldText } from '../evaluate/fold-text.js'
import type { Condition, Field, Scalar } from '../ir/node.js'

/**
 * What a rule cannot fire without, as keys of an index: an event that fires it holds one of the keys. Of all that would
 * do, those that the fewest events hold, as `held` counts them. Undefined for a rule that needs no value in any field.
 */
export function requiredKeys(
  condition: Condition,
  held: (key: string) => number = () => 0,
): readonly string[] | undefined {
  return keysNeeded(condition, '', held)?.keys
}

interface Needed {
  readonly keys: readonly string[]
  /** Events that hold one of them, at most. */
  readonly events: number
}

/** The tree is walked from above only along And, Or and elements: nothing else says what has to be there. */
function keysNeeded(node: Condition, scope: string, held: (key: string) => number): Needed | undefined {
  switch (node.kind) {
    case 'And': {
      let best: Needed | undefined
      for (const child of node.children) {
        const own = keysNeeded(child, scope, held)
        if (own !== undefined && (best === undefined || own.events < best.events)) best = own
      }
      return best
    }
    case 'Or': {
      const keys: string[] = []
      let events = 0
      for (const child of node.children) {
        const own = keysNeeded(child, scope, held)
        if (own === undefined) return undefined
        for (const key of own.keys) keys.push(key)
        events += own.events
      }
      return keys.length === 0 ? undefined : { keys, events }
    }
    case 'Some':
      return keysNeeded(node.condition, within(scope, node.path), held)
    case 'Search':
      return keysNeeded(node.condition, ANYWHERE, held)
    case 'Compare':
      if (node.op !== 'eq' || typeof node.value === 'object') return presence(node.field, scope, held)
      return oneOf([node.value], node.field, scope, held)
    case 'In':
      return oneOf(node.values, node.field, scope, held)
    case 'Match': {
      const [only, second] = node.pattern
      if (typeof only === 'string' && second === undefined) return oneOf([only], node.field, scope, held)
      const grams = node.pattern.flatMap((part) => (typeof part === 'string' ? gramsOf(foldText(part)) : []))
      return rarest(grams, node.field, scope, held) ?? presence(node.field, scope, held)
    }
    case 'Regex':
    case 'Cidr':
    case 'Exists':
    case 'Tokens':
      return presence(node.field, scope, held)
    default:
      return undefined
  }
}

/** The field of searches: values of any field. */
const ANYWHERE = '*'
const GRAM = 3

function within(scope: string, path: Field): string {
  if (scope === ANYWHERE || !Array.isArray(path)) return ANYWHERE
  const keys = keysOf(path as readonly string[])
  return [...(scope === '' ? [] : [scope]), ...keys.map(foldText)].join('.')
}

function oneOf(
  values: readonly Scalar[],
  field: Field,
  scope: string,
  held: (key: string) => number,
): Needed | undefined {
  const name = within(scope, field)
  if (name === ANYWHERE) {
    const each = values.map((value) => rarest(gramsOf(foldText(canonicalText(value))), field, scope, held))
    if (each.some((own) => own === undefined)) return presence(field, scope, held)
    return sum(
      each.flatMap((own) => own?.keys ?? []),
      held,
    )
  }
  return sum(
    values.map((value) => `${name}=${foldText(canonicalText(value))}`),
    held,
  )
}

function rarest(
  grams: readonly string[],
  field: Field,
  scope: string,
  held: (key: string) => number,
): Needed | undefined {
  const name = within(scope, field)
  let best: Needed | undefined
  for (const gram of grams) {
    const key = `${name}~${gram}`
    const events = held(key)
    if (best === undefined || events < best.events) best = { keys: [key], events }
  }
  return best
}

/** That some value is there is all that is known. */
function presence(field: Field, scope: string, held: (key: string) => number): Needed | undefined {
  const name = within(scope, field)
  return name === ANYWHERE || name === '' ? undefined : sum([`${name}!`], held)
}

function sum(keys: readonly string[], held: (key: string) => number): Needed {
  return { keys, events: keys.reduce((total, key) => total + held(key), 0) }
}

function gramsOf(text: string): readonly string[] {
  const characters = [...text]
  return characters.length < GRAM
    ? []
    : Array.from({ length: characters.length - GRAM + 1 }, (_, i) => characters.slice(i, i + GRAM).join(''))
}

/** All keys that an event holds. */
export function keysHeld(event: JsonValue): ReadonlySet<string> {
  const held = new Set<string>()
  const stack: [JsonValue, string][] = [[event, '']]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [value, field] = entry
    if (field !== '') held.add(`${field}!`)
    if (Array.isArray(value)) for (const item of value) stack.push([item as JsonValue, field])
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const name = foldText(key)
        stack.push([inner as JsonValue, field === '' ? name : `${field}.${name}`])
      }
    } else if (value !== null) {
      const text = foldText(canonicalText(value as Scalar))
      held.add(`${field}=${text}`)
      for (const gram of gramsOf(text)) held.add(`${field}~${gram}`).add(`${ANYWHERE}~${gram}`)
    }
  }
  return held
}
