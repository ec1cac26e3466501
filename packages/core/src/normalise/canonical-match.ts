import { canonicalText } from '../evaluate/canonical-text.js'
import { foldedPairs, foldText } from '../evaluate/fold-text.js'
import { patternTest } from '../evaluate/match-pattern.js'
import { FALSE, or } from '../ir/build.js'
import type { Condition, MatchNode, Scalar } from '../ir/node.js'
import { literalOf, type Pattern, tidyPattern } from '../ir/pattern.js'
import type { ScalarType } from './context.js'

/**
 * `Match` in one spelling. Text under `ignoreCase` is folded, and the flag goes where no letter is left. A pattern that
 * no number or boolean can fit reads strings only. Without wildcards it is equality, on `scalar` with each type that
 * has this text.
 */
export function canonicalMatch(node: MatchNode, types: readonly ScalarType[] | undefined): Condition {
  const { field } = node
  const pattern = tidyPattern(node.ignoreCase ? folded(node.pattern) : node.pattern)
  const ignoreCase = node.ignoreCase && pattern.some((part) => typeof part === 'string' && hasCase(part))
  const strings = types === undefined || types.includes('string')
  const others = types === undefined || types.includes('number') || types.includes('boolean')
  const onScalar = node.on === 'scalar' && others && mayFitNumberOrBoolean(pattern)
  if (!strings && !onScalar) return FALSE
  const text = literalOf(pattern)
  // A number too large for a double is read as Infinity, which no equality can name.
  const split = text !== undefined && !(onScalar && INFINITE.test(text))
  const asString: Condition =
    split && !ignoreCase
      ? { kind: 'Compare', field, op: 'eq', value: text }
      : { kind: 'Match', field, pattern, ignoreCase, on: onScalar && !split ? 'scalar' : 'string' }
  if (!split || !onScalar) return asString
  const ways: Condition[] = scalarsWithText(text)
    .filter((value) => types === undefined || types.includes(typeof value as ScalarType))
    .map((value) => ({ kind: 'Compare', field, op: 'eq', value }))
  return or(strings ? [asString, ...ways] : ways)
}

function folded(pattern: Pattern): Pattern {
  return pattern.map((part) => (typeof part === 'string' ? foldText(part) : part))
}

/** Whether another text folds to this folded one. */
export function hasCase(text: string): boolean {
  const images = foldImages()
  for (const character of text) if (images.has(character.codePointAt(0) as number)) return true
  return false
}

let images: ReadonlySet<number> | undefined
function foldImages(): ReadonlySet<number> {
  images ??= new Set(foldedPairs().values())
  return images
}

/** Whether a number's or boolean's canonical text may fit; true where that is not plain to see. */
function mayFitNumberOrBoolean(pattern: Pattern): boolean {
  const numeric = pattern.every((part) => typeof part !== 'string' || NUMBER_CHARACTERS.test(part))
  return numeric || WORDS.some(patternTest(pattern, false))
}

const NUMBER_CHARACTERS = /^[-+.\de]*$/
const WORDS = ['true', 'false', 'Infinity', '-Infinity', 'infinity', '-infinity']
const INFINITE = /^-?infinity$/i

/** The number or boolean whose canonical text this is. */
function scalarsWithText(text: string): readonly Scalar[] {
  if (text === 'true') return [true]
  if (text === 'false') return [false]
  if (!NUMBER_TEXT.test(text)) return []
  const value = Number(text)
  return canonicalText(value) === text ? [value] : []
}

const NUMBER_TEXT = /^-?\d[\d.]*(?:e[+-]?\d+)?$/
