/** The search identifiers that `them` (no pattern) or a pattern reaches. Those with a leading `_` want to be named. */
export function namesOfSelector(pattern: string | undefined, names: readonly string[]): readonly string[] {
  return names.filter((name) =>
    pattern === undefined || pattern === '*' ? !name.startsWith('_') : fits(name, pattern),
  )
}

/** A star in a pattern of names stands for any text; the rest must fit as it is. */
function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return name === pattern
  const last = rest.pop() as string
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return at <= name.length - last.length
}
