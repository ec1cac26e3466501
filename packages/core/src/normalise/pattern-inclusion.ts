import { codePoints } from '../evaluate/code-points.js'
import { plainPatternTest } from '../evaluate/plain-pattern-test.js'
import type { Pattern } from '../ir/pattern.js'

/**
 * Whether every text that fits `inner` is known to fit `outer`: `x*y` fits where `x*` does. Reads the wildcards of
 * `inner` as characters that only wildcards of `outer` can take. Patterns are tidy; `false` where it is too much work.
 */
export function patternIncludes(outer: Pattern, inner: Pattern): boolean {
  const plain = plainTestOf(outer)
  if (plain !== null) return plain(wildcardsAsText(inner))
  const wanted = itemsOf(outer)
  const given = itemsOf(inner)
  if (wanted.length * given.length > MOST_WORK) return false
  let places = arrive(new Set([0]), wanted)
  for (const item of given) {
    const next = new Set<number>()
    for (const place of places) {
      const taker = wanted[place]
      if (taker === MANY) next.add(place)
      else if (taker !== undefined && item !== MANY && (taker === item || taker === ONE)) next.add(place + 1)
    }
    places = arrive(next, wanted)
  }
  return places.has(wanted.length)
}

/** Null where an outer pattern has wildcards for one character, or the text that stands for wildcards. */
function plainTestOf(outer: Pattern): ((text: string) => boolean) | null {
  const known = plainTests.get(outer)
  if (known !== undefined) return known
  const taken = outer.some((part) => typeof part === 'string' && part.includes(WILDCARD))
  const test = taken ? null : (plainPatternTest(outer) ?? null)
  plainTests.set(outer, test)
  return test
}

const plainTests = new WeakMap<Pattern, ((text: string) => boolean) | null>()
const WILDCARD = '\uffff'

function wildcardsAsText(inner: Pattern): string {
  const known = texts.get(inner)
  if (known !== undefined) return known
  const text = inner.map((part) => (typeof part === 'string' ? part : WILDCARD)).join('')
  texts.set(inner, text)
  return text
}

const texts = new WeakMap<Pattern, string>()

const MOST_WORK = 100_000
const ONE = -1
const MANY = -2

function itemsOf(pattern: Pattern): readonly number[] {
  return pattern.flatMap((part) => (typeof part === 'string' ? codePoints(part) : part.wildcard === 'one' ? ONE : MANY))
}

/** `many` may stand for nothing. */
function arrive(places: ReadonlySet<number>, items: readonly number[]): ReadonlySet<number> {
  const all = new Set(places)
  for (const place of places) for (let at = place; items[at] === MANY; at++) all.add(at + 1)
  return all
}
