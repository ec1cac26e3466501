import { foldCodePoint, foldText, type RegexTree } from '@ruleglot/core'

/**
 * Texts that every match holds: of each list at least one stands in it. Folded when `ignoreCase` says that texts are.
 * A regular expression that holds nothing by necessity has no lists.
 */
export function regexLiterals(tree: RegexTree, ignoreCase: boolean): readonly (readonly string[])[] {
  return clausesOf(tree, ignoreCase, 0)
}

const MOST_OPTIONS = 24
const MOST_CLAUSES = 12
const DEEPEST = 200

type Clauses = readonly (readonly string[])[]
const NONE: Clauses = []

function clausesOf(tree: RegexTree, fold: boolean, depth: number): Clauses {
  if (depth > DEEPEST) return NONE
  switch (tree.type) {
    case 'text':
    case 'set':
      return runsOf([tree], fold)
    case 'concat': {
      const clauses = [...runsOf(tree.parts, fold)]
      for (const part of tree.parts) {
        if (part.type === 'text' || part.type === 'set') continue
        for (const clause of clausesOf(part, fold, depth + 1)) clauses.push(clause)
        if (clauses.length > MOST_CLAUSES) break
      }
      return clauses
    }
    case 'repeat':
      return tree.min > 0 && (tree.max ?? 1) > 0 ? clausesOf(tree.part, fold, depth + 1) : NONE
    case 'alternate': {
      const all: string[] = []
      for (const option of tree.options) {
        const best = longest(clausesOf(option, fold, depth + 1))
        if (best === undefined || all.length + best.length > MOST_OPTIONS) return NONE
        all.push(...best)
      }
      return all.length === 0 ? NONE : [all]
    }
    default:
      return NONE
  }
}

/** Each run of characters that stand side by side, whatever else there is; where a few characters fit, each way. */
function runsOf(parts: readonly RegexTree[], fold: boolean): Clauses {
  const runs: (readonly string[])[] = []
  let run: readonly string[] = START
  const end = (): void => {
    if (run !== START) runs.push(run)
    run = START
  }
  for (const part of parts) {
    const ways = part.type === 'text' ? [fold ? foldText(part.text) : part.text] : fewCharacters(part, fold)
    if (ways === undefined) {
      end()
      continue
    }
    if (run.length * ways.length > MOST_WAYS) end()
    run = run.flatMap((before) => ways.map((way) => before + way))
  }
  end()
  return runs.filter((ways) => !ways.includes(''))
}

const START: readonly string[] = ['']
const MOST_WAYS = 4

/** The characters of a small set, folded. */
function fewCharacters(tree: RegexTree, fold: boolean): readonly string[] | undefined {
  if (tree.type !== 'set') return undefined
  const found = new Set<string>()
  for (const [from, to] of tree.ranges) {
    if (to - from > 2 * MOST_WAYS) return undefined
    for (let point = from; point <= to; point++) found.add(String.fromCodePoint(fold ? foldCodePoint(point) : point))
    if (found.size > MOST_WAYS) return undefined
  }
  return found.size === 0 ? undefined : [...found]
}

/** Few and long ones. */
function longest(clauses: Clauses): readonly string[] | undefined {
  let best: readonly string[] | undefined
  let worth = 0
  for (const clause of clauses) {
    const own = Math.min(...clause.map((text) => text.length)) / Math.sqrt(clause.length)
    if (own > worth) {
      worth = own
      best = clause
    }
  }
  return best
}
