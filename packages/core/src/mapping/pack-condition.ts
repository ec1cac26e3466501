import { and, compare, count, exists, FALSE, isIn, match, not, or, TRUE } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import { pathOf } from '../ir/path.js'
import { ANY_MANY, type Pattern } from '../ir/pattern.js'

/**
 * A condition over the vendor's event as packs write it: an object of field and value (or a list of values), all of
 * which hold; or one of the words below.
 */
export type PackCondition =
  | { readonly all: readonly PackCondition[] }
  | { readonly any: readonly PackCondition[] }
  | { readonly not: PackCondition }
  | { readonly exists: string }
  /** The list has one element. */
  | { readonly single: string }
  /** Letter case aside; `*` is any text. */
  | { readonly like: Readonly<Record<string, string>> }
  | Readonly<Record<string, Scalar | readonly Scalar[]>>

const WORDS = ['all', 'any', 'not', 'exists', 'single', 'like']

/** The IR of a pack's condition. Give it only what `packConditionProblem` lets pass. */
export function packCondition(document: PackCondition): Condition {
  const entries = Object.entries(document)
  const [word, content] = entries[0] ?? ['any', []]
  if (entries.length === 1) {
    switch (word) {
      case 'all':
        return and((content as readonly PackCondition[]).map(packCondition))
      case 'any':
        return or((content as readonly PackCondition[]).map(packCondition))
      case 'not':
        return not(packCondition(content as PackCondition))
      case 'exists':
        return exists(pathOf(content as string))
      case 'single':
        return count(pathOf(content as string), TRUE, 'eq', 1)
      case 'like':
        return joined(
          Object.entries(content as Readonly<Record<string, string>>).map(([field, text]) =>
            match(pathOf(field), starred(text), { ignoreCase: true, on: 'string' }),
          ),
        )
    }
  }
  return joined(entries.map(([field, value]) => equality(field, value as Scalar | readonly Scalar[])))
}

function starred(text: string): Pattern {
  return text.split('*').flatMap((part, i) => [...(i === 0 ? [] : [ANY_MANY]), ...(part === '' ? [] : [part])])
}

function joined(parts: readonly Condition[]): Condition {
  return parts.length === 1 ? (parts[0] as Condition) : and(parts)
}

function equality(field: string, value: Scalar | readonly Scalar[]): Condition {
  if (typeof value !== 'object') return compare(pathOf(field), 'eq', value)
  if (value.length === 0) return FALSE
  return isIn(pathOf(field), value)
}

/** What is wrong with a condition of a pack, or undefined. Nesting is bounded by what a person writes. */
export function packConditionProblem(document: unknown, depth = 0): string | undefined {
  if (depth > 20) return 'nested at most 20 deep'
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return 'a condition'
  const entries = Object.entries(document)
  if (entries.length === 0) return 'a condition with at least one test'
  const [word, content] = entries[0] as [string, unknown]
  if (!WORDS.includes(word) || entries.length > 1) {
    return entries.every(([, value]) => isScalar(value) || (Array.isArray(value) && value.every(isScalar)))
      ? undefined
      : 'an object of field and value'
  }
  if (word === 'exists' || word === 'single') {
    return typeof content === 'string' ? undefined : `${word} with the name of a field`
  }
  if (word === 'not') return packConditionProblem(content, depth + 1)
  if (word === 'like') {
    const isTexts = typeof content === 'object' && content !== null && !Array.isArray(content)
    return isTexts && Object.values(content).every((text) => typeof text === 'string')
      ? undefined
      : 'like with an object of field and text'
  }
  if (!Array.isArray(content)) return `${word} with a list of conditions`
  for (const part of content) {
    const problem = packConditionProblem(part, depth + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function isScalar(value: unknown): value is Scalar {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}
