import type { JsonValue } from '../diagnostics/diagnostic.js'
import { networksTest } from '../evaluate/networks-test.js'
import { dotted, type Path, segmentKey } from '../ir/path.js'
import type { CodePointRange } from '../ir/regex.js'
import type { AssumptionKind } from './assumption.js'
import { CASE_SENSITIVE_LETTERS } from './case-sensitive-letters.js'
import { LINE_BREAKS } from './line-breaks.js'
import { type Assumed, partsOf } from './parts-of.js'
import { type ReachedNode, reachElements, reachNodes, type Spelling, spellingsOf, stepsOf } from './reach.js'
import { sameKey } from './same-key.js'

/** Whether the event keeps the assumption. Total: every kind, every JSON event, any depth. */
export function assumptionHolds(assumption: Assumed, event: JsonValue): boolean {
  return partsOf(assumption).every(({ kind, path }) => DEFINITIONS[kind](path, event))
}

const DEFINITIONS: { readonly [K in AssumptionKind]: (path: Path, event: JsonValue) => boolean } = {
  scalar: (path, event) => noArrayUpTo(path, stepsOf(path).length, event) && reachElements(event, path).length <= 1,
  list: (path, event) => noArrayUpTo(path, stepsOf(path).length - 1, event) && DEFINITIONS.listInItems(path, event),
  scalarInItems: (path, event) => reachNodes(event, path).every((node) => !isArray(node)),
  listInItems: (path, event) =>
    reachNodes(event, path).every(
      (node) =>
        node.type === 'value' &&
        (node.value === null || (isArray(node) && node.value.every((element) => !Array.isArray(element)))),
    ),
  flatLists: (path, event) =>
    reachNodesOnTheWay(path, event).every(
      (node) => !isArray(node) || node.value.every((element) => !Array.isArray(element)),
    ),
  oneElement: (path, event) => reachElements(event, path).length <= 1,
  noNullElements: (path, event) => reachNodes(event, path).every((node) => !isArray(node) || !holdsNull(node.value)),
  distinctValues: (path, event) => {
    const values = reachElements(event, path).map((node) => (node.type === 'value' ? JSON.stringify(node.value) : ''))
    return new Set(values).size === values.length
  },
  objectWhenPresent: (path, event) => reachElements(event, path).every((node) => node.type === 'object'),
  stringWhenPresent: (path, event) => elementsAre(path, event, 'string'),
  numberWhenPresent: (path, event) => elementsAre(path, event, 'number'),
  booleanWhenPresent: (path, event) => elementsAre(path, event, 'boolean'),
  notBoolean: (path, event) =>
    !reachElements(event, path).some((node) => node.type === 'value' && typeof node.value === 'boolean'),
  noEmptyObject: (path, event) =>
    reachElements(event, path).every((node) => node.type === 'value' || holdsValue(node.pieces)),
  notNull: (path, event) => !reachNodes(event, path).some((node) => node.type === 'value' && node.value === null),
  nestedKeys: (path, event) => {
    const keys = path.map(segmentKey)
    return everySpelling(path, event, (spelling) => isSpelled(spelling, keys, path)) && !mixesSpellings(path, event)
  },
  flatKey: (path, event) => {
    const keys = [dotted(path)]
    return path.length === 0 || everySpelling(path, event, (spelling) => isSpelled(spelling, keys, path))
  },
  keyCase: (path, event) =>
    reachNodes(event, path, 'anyCase')
      .flatMap(spellingsOf)
      .every(({ keys }) => keys.join('.') === dotted(path)),
  keysAsWritten: (path, event) => DEFINITIONS.nestedKeys(path, event) && DEFINITIONS.keyCase(path, event),
  asciiCase: (path, event) => !someString(path, event, CASE_SENSITIVE_LETTERS),
  noKelvinSign: (path, event) => !someTextBelow(path, event, (text) => text.includes('\u212a')),
  plainIpv4: (path, event) => !someTextBelow(path, event, networksTest(['::ffff:0:0/96'])),
  safeIntegers: (path, event) =>
    reachElements(event, path).every(
      (node) => node.type === 'object' || typeof node.value !== 'number' || Number.isSafeInteger(node.value),
    ),
  keywordField: () => true,
  nestedField: () => true,
  singleLine: (path, event) => !someString(path, event, LINE_BREAKS),
}

/** Whether a string, number or boolean stands somewhere in the entries. */
function holdsValue(pieces: Extract<ReachedNode, { type: 'object' }>['pieces']): boolean {
  const stack: JsonValue[] = pieces.flatMap(({ object, prefix }) =>
    Object.keys(object)
      .filter((key) => key.startsWith(prefix))
      .map((key) => object[key] as JsonValue),
  )
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object') return true
    if (value !== null) for (const inner of Object.values(value)) stack.push(inner)
  }
  return false
}

/** The nodes of the path and of every path above it, the event itself included. */
function reachNodesOnTheWay(path: Path, event: JsonValue): readonly ReachedNode[] {
  const steps = stepsOf(path).map(({ key, ignoreCase }) => (ignoreCase ? ({ key, ignoreCase } as const) : key))
  return [[], ...steps.map((_, i) => steps.slice(0, i + 1))].flatMap((prefix) => reachNodes(event, prefix))
}

/** No array at the first, second, ... n-th key of the path. */
function noArrayUpTo(path: Path, n: number, event: JsonValue): boolean {
  const steps = stepsOf(path).map(({ key, ignoreCase }) => (ignoreCase ? ({ key, ignoreCase } as const) : key))
  for (let length = 1; length <= n; length++) {
    if (reachNodes(event, steps.slice(0, length)).some(isArray)) return false
  }
  return true
}

function isArray(node: ReachedNode): node is ReachedNode & { readonly value: readonly JsonValue[] } {
  return node.type === 'value' && Array.isArray(node.value)
}

/** Null at any level of arrays. */
function holdsNull(array: readonly JsonValue[]): boolean {
  const stack: (readonly JsonValue[])[] = [array]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    for (const item of top) {
      if (item === null) return true
      if (Array.isArray(item)) stack.push(item)
    }
  }
  return false
}

function elementsAre(path: Path, event: JsonValue, type: 'string' | 'number' | 'boolean'): boolean {
  return reachElements(event, path).every((node) => node.type === 'value' && typeof node.value === type)
}

function everySpelling(path: Path, event: JsonValue, test: (spelling: Spelling) => boolean): boolean {
  return reachNodes(event, path).flatMap(spellingsOf).every(test)
}

/** The node is reached by exactly these keys; in another letter case only where the path allows it. */
function isSpelled({ keys, partial }: Spelling, expected: readonly string[], path: Path): boolean {
  if (partial || keys.length !== expected.length) return false
  const ignoreCase = path.some((segment) => typeof segment !== 'string')
  return keys.every((key, i) => key === expected[i] || (ignoreCase && sameKey(key, expected[i] as string)))
}

/**
 * Where the path ignores case, the first of several equal keys is read. A key with a dot takes part in that choice in
 * the expanded event and not for a reader of nested keys: {"a.x": 1, "A": {"b": 2}} has no a.b for the one, 2 for the
 * other. Such events do not keep `nestedKeys`.
 */
function mixesSpellings(path: Path, event: JsonValue): boolean {
  if (path.every((segment) => typeof segment === 'string')) return false
  const steps = stepsOf(path)
  return steps.some((step, i) => {
    if (!step.ignoreCase) return false
    const parents = steps.slice(0, i).map(({ key, ignoreCase }) => (ignoreCase ? ({ key, ignoreCase } as const) : key))
    const spellings = reachNodes(event, [...parents, step.key], 'anyCase').flatMap(spellingsOf)
    const heads = new Set(spellings.map(({ keys }) => keys.join('.').split('.')[i]))
    return heads.size > 1 && spellings.some(({ keys, partial }) => partial || keys.some((key) => key.includes('.')))
  })
}

function someString(path: Path, event: JsonValue, ranges: readonly CodePointRange[]): boolean {
  return reachElements(event, path).some(
    (node) => node.type === 'value' && typeof node.value === 'string' && hasCodePointIn(node.value, ranges),
  )
}

/** Texts at the path and in the objects below it; keys are no text of the event. */
function someTextBelow(path: Path, event: JsonValue, test: (text: string) => boolean): boolean {
  const open: JsonValue[] = reachElements(event, path).flatMap((node) =>
    node.type === 'value'
      ? [node.value]
      : node.pieces.flatMap(({ object, prefix }) =>
          Object.keys(object)
            .filter((key) => key.startsWith(prefix))
            .map((key) => object[key] as JsonValue),
        ),
  )
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' && test(value)) return true
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner)
  }
  return false
}

function hasCodePointIn(text: string, ranges: readonly CodePointRange[]): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (ranges.some(([from, to]) => from <= code && code <= to)) return true
  }
  return false
}
