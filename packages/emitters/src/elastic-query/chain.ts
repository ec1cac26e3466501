/** Two or more parts; a chain inside another one stands in parentheses. */
export interface Chain<B> {
  readonly type: 'chain'
  readonly operator: 'and' | 'or'
  readonly parts: readonly B[]
}

export interface Negation<B> {
  readonly type: 'not'
  readonly part: B
}

/** One part needs no chain; parts that are chains of the same operator are joined. */
export function chain<B extends { readonly type: string }>(
  operator: 'and' | 'or',
  parts: readonly (B | Chain<B>)[],
): B | Chain<B> {
  const isSame = (part: B | Chain<B>): part is Chain<B> =>
    part.type === 'chain' && (part as Chain<B>).operator === operator
  const flat = parts.flatMap((part): readonly (B | Chain<B>)[] => (isSame(part) ? part.parts : [part]))
  const [only, ...more] = flat
  if (only !== undefined && more.length === 0) return only
  return { type: 'chain', operator, parts: flat as readonly B[] }
}
