import fc from 'fast-check'

/** Text that breaks readers more often than other text does. */
const HOSTILE = [
  '"',
  "'",
  '"""',
  "'''",
  '`',
  '\\',
  '\\\\',
  '\\u',
  '\\x4',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':',
  ',',
  '*',
  '?',
  '\n',
  '\r',
  '\r\n',
  '\t',
  ' ',
  '\0',
  '\u2028',
  '\u0085',
  '\ufeff',
  '\u202e',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  '\u0130',
  '__proto__',
  'constructor',
  '-',
  '---',
  '#',
  '//',
  '/*',
  '*/',
  '|',
  '&a ',
  '*a',
  '!!',
  '${',
  '%',
  '<',
  '>',
  '=',
  '!',
  '~',
  '-0',
  '1e999',
  '9007199254740993',
  '0x1F',
  '1_000',
  '.5',
  'null',
  'not ',
  '',
] as const

type Edit =
  | { readonly do: 'replace'; readonly at: number; readonly length: number; readonly by: string }
  | { readonly do: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly do: 'move'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly do: 'splice'; readonly at: number; readonly length: number; readonly from: number }

/** Places are parts of 2^16, so that an edit fits texts of every length. */
const place = fc.nat(0xffff)
const length = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(24))

/** The text with a few edits: words of the language or hostile ones put in, parts cut, repeated, moved, taken elsewhere. */
export function mutated(
  text: fc.Arbitrary<string>,
  words: readonly string[],
  others: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const by = fc.oneof(fc.constantFrom(...HOSTILE), fc.constantFrom(...(words.length === 0 ? [' '] : words)))
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('replace' as const), at: place, length, by }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('repeat' as const),
        at: place,
        length,
        times: fc.integer({ min: 2, max: 40 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), at: place, length, to: place }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('splice' as const), at: place, length, from: place }) },
  )
  return fc
    .tuple(text, fc.array(edit, { minLength: 1, maxLength: 4 }), others)
    .map(([start, edits, other]) => edits.reduce((now, one) => apply(now, one, other), start))
}

function apply(text: string, edit: Edit, other: string): string {
  const at = scaled(edit.at, text)
  const end = Math.min(text.length, at + edit.length)
  const cut = text.slice(at, end)
  switch (edit.do) {
    case 'replace':
      return text.slice(0, at) + edit.by + text.slice(end)
    case 'repeat':
      return text.slice(0, at) + cut.repeat(edit.times) + text.slice(end)
    case 'move': {
      const rest = text.slice(0, at) + text.slice(end)
      const to = scaled(edit.to, rest)
      return rest.slice(0, to) + cut + rest.slice(to)
    }
    case 'splice': {
      const from = scaled(edit.from, other)
      return text.slice(0, at) + other.slice(from, from + edit.length * 4) + text.slice(end)
    }
  }
}

function scaled(at: number, text: string): number {
  return Math.floor((at / 0x10000) * (text.length + 1))
}
