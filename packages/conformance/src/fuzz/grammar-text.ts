import fc from 'fast-check'

/**
 * Texts from a grammar: each rule has its alternatives, `<name>` in them stands for another rule. The first alternative
 * of a rule must not lead back to it: deep texts end with it. `<` on its own is written `<lt>`.
 */
export type TextGrammar = Readonly<Record<string, readonly string[]>> & { readonly start: readonly string[] }

export function grammarText(grammar: TextGrammar, maxDepth = 7): fc.Arbitrary<string> {
  const { start } = fc.letrec<Record<string, string>>((tie) =>
    Object.fromEntries(
      Object.entries(grammar).map(([name, alternatives]) => [
        name,
        fc.oneof(
          { maxDepth, depthIdentifier: 'grammar' },
          ...(alternatives.map((text) => sequence(text, grammar, tie)) as [fc.Arbitrary<string>]),
        ),
      ]),
    ),
  )
  return start as fc.Arbitrary<string>
}

function sequence(
  text: string,
  grammar: TextGrammar,
  tie: (name: string) => fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const parts = text.split(/<([a-z][A-Za-z0-9]*)>/).map((part, i) => {
    if (i % 2 === 0) return fc.constant(part)
    if (part === 'lt') return fc.constant('<')
    if (!Object.hasOwn(grammar, part)) throw new Error(`no rule ${part} in the grammar`)
    return tie(part)
  })
  return fc.tuple(...parts).map((all) => all.join(''))
}
