/** What the caller knows about placeholders: the values of each, by name without the percent signs. */
export type Placeholders = Readonly<Record<string, readonly (string | number)[]>>

/**
 * The texts that a value behind `expand` stands for: each `%name%` once with every value of that name, which is Sigma
 * text like the value itself, so its wildcards count. `\%` is a percent sign. Or the first name that nobody knows.
 */
export function expandPlaceholders(
  text: string,
  known: Placeholders,
): { readonly texts: readonly string[] } | { readonly missing: string } | { readonly tooMany: true } {
  let texts: readonly string[] = ['']
  let end = 0
  const append = (plain: string): void => {
    texts = texts.map((one) => one + plain)
  }
  for (const found of text.matchAll(/\\%|%(\w+)%/g)) {
    append(text.slice(end, found.index))
    end = found.index + found[0].length
    const name = found[1]
    if (name === undefined) append('%')
    else {
      const values = Object.hasOwn(known, name) ? known[name] : undefined
      if (values === undefined || values.length === 0) return { missing: name }
      if (texts.length * values.length > MOST_TEXTS) return { tooMany: true }
      texts = texts.flatMap((one) => values.map((value) => one + String(value)))
    }
  }
  append(text.slice(end))
  return { texts }
}

/** Several placeholders in one value multiply. */
const MOST_TEXTS = 10_000
