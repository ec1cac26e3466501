import type { RegexTree } from '../ir/regex.js'

/** The bound of one counted repetition, and what counts in counts may multiply to; every language's reader has it too. */
export const MAX_REPEAT = 1000
/** What stands under counts, written out. */
const MAX_WRITTEN_OUT = 20 * MAX_REPEAT

/**
 * What keeps a checked regular expression from being answered about in bounded work, to complete the sentence "<place>
 * ...". Only counts do: whatever else an expression holds costs its size once.
 */
export function regexExcess(tree: RegexTree): string | undefined {
  const stack: Inside[] = [{ tree, times: 1 }]
  let writtenOut = 0
  for (let inside = stack.pop(); inside !== undefined; inside = stack.pop()) {
    const { tree, times } = inside
    if (times > MAX_REPEAT) return `counts to more than ${MAX_REPEAT}, by itself or in the counts around it`
    if (times > 1) writtenOut += times * (tree.type === 'text' ? tree.text.length : 1)
    if (writtenOut > MAX_WRITTEN_OUT)
      return `has more than ${MAX_WRITTEN_OUT} characters once its counts are written out`
    if (tree.type === 'repeat') {
      const counted = tree.max ?? tree.min
      if (counted > 0) stack.push({ tree: tree.part, times: times * counted })
    } else if (tree.type === 'concat') for (const part of tree.parts) stack.push({ tree: part, times })
    else if (tree.type === 'alternate') for (const option of tree.options) stack.push({ tree: option, times })
  }
  return undefined
}

interface Inside {
  readonly tree: RegexTree
  /** The counts around it, multiplied. */
  readonly times: number
}
