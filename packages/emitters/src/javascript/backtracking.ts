import { type Condition, type Diagnostic, diagnostic, type RegexTree, visit } from '@ruleglot/core'

/**
 * Warns of regular expressions that JavaScript's engine may take very long for: an unbounded repetition inside another
 * one. The engine backtracks; a value made for the purpose then stops the program that runs the predicate.
 */
export function backtrackingProblems(condition: Condition): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visit(condition, (node) => {
    if (node.kind !== 'Regex' || loops(node.tree) < 2) return
    found.push(
      diagnostic(
        'javascript/backtracking',
        'JavaScript may take very long for this regular expression on some values.',
        {
          ...(node.span === undefined ? {} : { span: node.span }),
          effect: 'none',
          hint: 'Write it without a repetition inside a repetition, or use toPredicate, which never backtracks.',
        },
      ),
    )
  })
  return found
}

/** How deep unbounded (or long) repetitions are nested. Depth of the tree is bounded by its parser. */
function loops(tree: RegexTree): number {
  switch (tree.type) {
    case 'repeat':
      return loops(tree.part) + (tree.max === null || tree.max > 20 ? 1 : 0)
    case 'concat':
      return Math.max(0, ...tree.parts.map(loops))
    case 'alternate':
      return Math.max(0, ...tree.options.map(loops))
    default:
      return 0
  }
}
