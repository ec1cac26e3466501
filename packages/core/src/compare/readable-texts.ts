import type { Pattern } from '../ir/pattern.js'
import { keyTexts } from './key-texts.js'
import { regexSamples } from './regex-samples.js'
import type { ScalarTest } from './scalar-test.js'

/** A few texts made of a test's own words, which a person would recognise. Which of them pass is for the test to say. */
export function readableTexts(test: ScalarTest): readonly string[] {
  const known = made.get(test)
  if (known !== undefined) return known
  const texts = textsOf(test)
  made.set(test, texts)
  return texts
}

const made = new WeakMap<ScalarTest, readonly string[]>()

function textsOf({ leaf, strings }: ScalarTest): readonly string[] {
  if (typeof strings === 'object' && 'domain' in strings) return keyTexts(strings.domain, strings.from, strings.to)
  if (leaf?.kind === 'Match') return inBothCases(patternTexts(leaf.pattern), leaf.ignoreCase)
  if (leaf?.kind === 'Regex') return inBothCases(regexSamples(leaf.tree), leaf.ignoreCase)
  return []
}

function inBothCases(texts: readonly string[], ignoreCase: boolean): readonly string[] {
  return ignoreCase ? [...texts, ...texts.map((text) => text.toUpperCase())] : texts
}

function patternTexts(pattern: Pattern): readonly string[] {
  const fill = (one: string, many: string): string =>
    pattern.map((part) => (typeof part === 'string' ? part : part.wildcard === 'one' ? one : many)).join('')
  return [...new Set([fill('x', ''), fill('x', 'x'), fill('1', '1')])].filter((text) => text !== '')
}
