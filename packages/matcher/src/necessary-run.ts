import type { RegexTree } from '@ruleglot/core'

/** Characters of one set, one behind the other. */
export interface Run {
  readonly length: number
  /** Pairs of first and last character. */
  readonly ranges: readonly (readonly [number, number])[]
}

/**
 * A long run that every match of the regular expression holds: a text without one needs no automaton. Only sets of
 * characters that are one UTF-16 unit each; none for short runs, which most texts have.
 */
export function necessaryRun(tree: RegexTree): Run | undefined {
  let best: Run | undefined
  const stack: RegexTree[] = [tree]
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part.type === 'concat') for (const inner of part.parts) stack.push(inner)
    else if (part.type === 'repeat' && part.part.type === 'set' && part.min > (best?.length ?? SHORTEST)) {
      const { ranges } = part.part
      if (ranges.every(([, last]) => last <= 0xffff)) best = { length: part.min, ranges }
    }
  }
  return best
}

const SHORTEST = 7

/** Whether a text holds the run, looking at few of its characters where it does not. */
export function runTest({ length, ranges }: Run): (text: string) => boolean {
  const isAny = (code: number): boolean => ranges.some(([first, last]) => code >= first && code <= last)
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => (isAny(code) ? 1 : 0))
  const isIn = (code: number): boolean => (code < 128 ? ascii[code] === 1 : isAny(code))
  return (text) => {
    // From `from` to before `known` all are in the set; a run that begins at `from` ends at `at`.
    let [from, known] = [0, 0]
    for (let at = length - 1; at < text.length; at = from + length - 1) {
      let i = at
      while (i >= known && isIn(text.charCodeAt(i))) i--
      if (i < known) return true
      from = i + 1
      known = at + 1
    }
    return false
  }
}
