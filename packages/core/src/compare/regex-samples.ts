import type { CodePointRange, RegexTree } from '../ir/regex.js'

/** Up to a few texts that a regular expression may match: short ones, longer ones, and other alternatives. */
export function regexSamples(tree: RegexTree): readonly string[] {
  const samples = new Set<string>()
  for (const choice of [0, 1, 2, 3]) samples.add(sample(tree, choice, 0))
  return [...samples]
}

const DEEPEST = 200
const LONGEST = 200

function sample(tree: RegexTree, choice: number, depth: number): string {
  if (depth > DEEPEST) return ''
  switch (tree.type) {
    case 'empty':
    case 'assert':
      return ''
    case 'text':
      return tree.text
    case 'set':
      return member(tree.ranges, choice)
    case 'concat':
      return tree.parts.map((part) => sample(part, choice, depth + 1)).join('')
    case 'alternate':
      return tree.options.length === 0
        ? ''
        : sample(tree.options[choice % tree.options.length] as RegexTree, choice, depth + 1)
    case 'repeat': {
      const times = Math.min(tree.min + (choice === 0 ? 0 : choice), tree.max ?? LONGEST, LONGEST)
      const part = sample(tree.part, choice, depth + 1)
      return part.length * times > LONGEST ? part : part.repeat(times)
    }
  }
}

/** A readable member where there is one. */
function member(ranges: readonly CodePointRange[], choice: number): string {
  for (const wanted of READABLE.slice(choice)) {
    const point = wanted.codePointAt(0) as number
    if (ranges.some(([from, to]) => from <= point && point <= to)) return wanted
  }
  const range = ranges[choice % Math.max(1, ranges.length)]
  return range === undefined ? '' : String.fromCodePoint(choice % 2 === 0 ? range[0] : range[1])
}

const READABLE = ['x', 'a', 'A', '1', '0', ' ', '-', '.', '/', '\n']
