import type { SyntaxNode, Tree } from '@lezer/common'
import { type Diagnostic, diagnostic } from '@ruleglot/core'

/**
 * f-strings that Python takes from 3.12 on. Panther runs 3.11, where such a module does not load: the quotes of the text
 * itself, a backslash or, on one line, a line end inside of braces.
 */
export function newerFormats(tree: Tree, text: string, file: string): readonly Diagnostic[] {
  if (!FORMAT.test(text)) return []
  const found: Diagnostic[] = []
  tree.iterate({
    enter: ({ node }) => {
      if (node.name !== 'FormatString') return true
      const at = node.getChildren('FormatReplacement').find((part) => isNewer(part, node, text))
      if (at === undefined) return true
      const span = { start: at.from, end: at.to, file }
      found.push(
        diagnostic(
          'panther/newer-python',
          'Python reads this f-string from 3.12 on; in 3.11 the module does not load.',
          {
            span,
            hint: 'Panther runs Python 3.11: use other quotes inside of the braces, or give the value a name before it.',
          },
        ),
      )
      return false
    },
  })
  return found
}

const FORMAT = /\b[rR]?[fF][rR]?["']/

function isNewer(part: SyntaxNode, { from, to }: SyntaxNode, text: string): boolean {
  const quote = /^\w*("""|'''|"|')/.exec(text.slice(from, Math.min(to, from + 8)))?.[1]
  if (quote === undefined) return false
  const spec = part.getChild('FormatSpec')
  const code = text.slice(part.from, spec?.from ?? part.to)
  return (
    text.slice(part.from, part.to).includes(quote) || code.includes('\\') || (quote.length === 1 && /[\r\n]/.test(code))
  )
}
