import { foldCodePoint, foldText, type RegexTree } from '@ruleglot/core'
import type { Literal } from './literal-automaton.js'

/**
 * Literals of which a text that the tree matches holds at least one, folded: all of one such set, or undefined when
 * there is none worth looking for.
 */
export function regexLiterals(tree: RegexTree): readonly Literal[] | undefined {
  const found = bestOf(tree, 0)
  return found?.map((text) => ({ text, at: 'anywhere' }))
}

const SHORTEST = 3
const MOST_OPTIONS = 24
const DEEPEST = 200

/** The longest run of characters that every match holds, or one run for each option of an alternative. */
function bestOf(tree: RegexTree, depth: number): readonly string[] | undefined {
  if (depth > DEEPEST) return undefined
  switch (tree.type) {
    case 'text':
    case 'set':
      return runsOf([tree])
    case 'concat':
      return better(runsOf(tree.parts), ...tree.parts.map((part) => partLiterals(part, depth)))
    default:
      return partLiterals(tree, depth)
  }
}

function partLiterals(tree: RegexTree, depth: number): readonly string[] | undefined {
  switch (tree.type) {
    case 'concat':
      return bestOf(tree, depth + 1)
    case 'repeat':
      return tree.min > 0 && (tree.max ?? 1) > 0 ? bestOf(tree.part, depth + 1) : undefined
    case 'alternate': {
      const all: string[] = []
      for (const option of tree.options) {
        const own = bestOf(option, depth + 1)
        if (own === undefined || all.length + own.length > MOST_OPTIONS) return undefined
        all.push(...own)
      }
      return all.length === 0 ? undefined : all
    }
    default:
      return undefined
  }
}

function runsOf(parts: readonly RegexTree[]): readonly string[] | undefined {
  let best = ''
  let run = ''
  for (const part of parts) {
    const text = part.type === 'text' ? foldText(part.text) : part.type === 'set' ? onlyCharacter(part) : undefined
    run = text === undefined ? '' : run + text
    if (run.length > best.length) best = run
  }
  return best.length < SHORTEST ? undefined : [best]
}

/** The character that all members of a set fold to. */
function onlyCharacter({ ranges }: Extract<RegexTree, { type: 'set' }>): string | undefined {
  let only: number | undefined
  for (const [from, to] of ranges) {
    if (to - from > 3) return undefined
    for (let point = from; point <= to; point++) {
      const folded = foldCodePoint(point)
      if (only !== undefined && folded !== only) return undefined
      only = folded
    }
  }
  return only === undefined ? undefined : String.fromCodePoint(only)
}

/** Few and long ones. */
function better(...choices: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  let best: readonly string[] | undefined
  let worth = 0
  for (const choice of choices) {
    if (choice === undefined) continue
    const own = Math.min(...choice.map((text) => text.length)) / Math.sqrt(choice.length)
    if (own > worth) {
      worth = own
      best = choice
    }
  }
  return best
}
