import { describeLeaf } from '../compare/describe-leaf.js'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'
import { visit } from '../ir/visit.js'
import { backtracksBadly } from '../regular/backtracks-badly.js'

/** Regular expressions that engines which backtrack may take exponential time for. */
export function slowRegexes(condition: Condition): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visit(condition, (node) => {
    if (node.kind !== 'Regex' || !backtracksBadly(node.tree)) return
    const what = describeLeaf(node)
    const message = `${what}: a loop in the regular expression can go round the same text in several ways. Engines that backtrack, Python's among them, may take exponential time on an event made for it.`
    found.push(
      diagnostic('logic/backtracking', message, {
        ...(node.span === undefined ? {} : { span: node.span }),
        hint: 'Leave out repetitions inside repetitions, or let what separates the rounds be required.',
        effect: 'none',
      }),
    )
  })
  return found
}
