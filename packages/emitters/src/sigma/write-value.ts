import { ANY_MANY, type Pattern, type PatternPart, tidyPattern } from '@ruleglot/core'

/** A string value of a detection item with the modifier that says where it stands. */
export interface WrittenPattern {
  readonly modifier: 'contains' | 'startswith' | 'endswith' | undefined
  /** Sigma text: wildcards bare, everything else escaped. */
  readonly text: string
}

/** A pattern in the words a person would choose: a modifier instead of wildcards at the ends. */
export function writePattern(pattern: Pattern): WrittenPattern {
  const tidy = tidyPattern(pattern)
  const opens = isMany(tidy[0])
  const closes = tidy.length > 1 && isMany(tidy[tidy.length - 1])
  const inner = tidy.slice(opens ? 1 : 0, closes ? -1 : undefined)
  const plain = inner.every((part) => typeof part === 'string')
  if (inner.length > 0 && opens && closes) return { modifier: 'contains', text: writeText(inner) }
  // Engines disagree about wildcards inside startswith and endswith, so those are written out.
  if (inner.length > 0 && plain && opens) return { modifier: 'endswith', text: writeText(inner) }
  if (inner.length > 0 && plain && closes) return { modifier: 'startswith', text: writeText(inner) }
  return { modifier: undefined, text: writeText(tidy) }
}

const isMany = (part: PatternPart | undefined): boolean => typeof part === 'object' && part.wildcard === ANY_MANY_KIND
const ANY_MANY_KIND = (ANY_MANY as { readonly wildcard: string }).wildcard

/**
 * Parts as Sigma text. A reader scans from the left and takes `\` together with the next character only if that is
 * `*`, `?` or `\`: so a single backslash before other text stands alone, and runs are doubled.
 */
export function writeText(parts: Pattern): string {
  let written = ''
  parts.forEach((part, i) => {
    if (typeof part !== 'string') {
      written += part.wildcard === 'many' ? '*' : '?'
      return
    }
    const special = typeof parts[i + 1] === 'object'
    written += part.replace(/\\+|[*?]/g, (found, at: number) => {
      if (!found.startsWith('\\')) return `\\${found}`
      const end = at + found.length
      const next = part[end]
      const alone = found.length === 1 && next !== '*' && next !== '?' && !(next === undefined && special)
      return alone ? found : found + found
    })
  })
  return written
}
