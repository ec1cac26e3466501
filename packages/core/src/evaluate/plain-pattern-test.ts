import { type Pattern, tidyPattern } from '../ir/pattern.js'

/**
 * The test of a pattern that has no wildcard for one character: its texts have to follow each other, the leftmost place
 * for each is as good as any. Undefined for other patterns, and where half of a surrogate pair stands at the end of a
 * text: such a pattern is matched by code points.
 */
export function plainPatternTest(pattern: Pattern): ((text: string) => boolean) | undefined {
  const parts = tidyPattern(pattern)
  const texts: string[] = []
  for (const part of parts) {
    if (typeof part === 'string') {
      if (LOW_FIRST.test(part) || HIGH_LAST.test(part)) return undefined
      texts.push(part)
    } else if (part.wildcard === 'one') return undefined
  }
  if (!parts.some((part) => typeof part !== 'string')) {
    const whole = texts.join('')
    return (text) => text === whole
  }
  const first = typeof parts[0] === 'string' ? (texts.shift() as string) : ''
  const last = typeof parts[parts.length - 1] === 'string' ? (texts.pop() as string) : ''
  return (text) => {
    const end = text.length - last.length
    if (first.length > end || !text.startsWith(first) || !text.endsWith(last)) return false
    let at = first.length
    for (const inner of texts) {
      const found = text.indexOf(inner, at)
      if (found < 0) return false
      at = found + inner.length
    }
    return at <= end
  }
}

const LOW_FIRST = /^[\udc00-\udfff]/
const HIGH_LAST = /[\ud800-\udbff]$/
