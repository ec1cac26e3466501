import { type Body, itemsOfBody } from './selection.js'

/** A word for a search identifier from what it tests: `img`, `cli`, or the name of its field. */
export function identifierHint(body: Body): string {
  if (body.kind === 'keywords') return 'text'
  const fields = itemsOfBody(body).map((item) => item.field ?? '')
  const field = fields.find((name) => !FRAMING.test(name)) ?? fields[0] ?? ''
  const name = field.toLowerCase()
  for (const [pattern, word] of WORDS) if (pattern.test(name)) return word
  const segments = field
    .split('.')
    .map(snakeCase)
    .filter((segment) => segment !== '')
  const last = segments[segments.length - 1] ?? 'field'
  const before = segments[segments.length - 2]
  return GENERIC.has(last) && before !== undefined ? `${before}_${last}` : last
}

/** The words that SigmaHQ's authors use. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:image|process\.(?:name|executable))$/, 'img'],
  [/^(?:parentimage|process\.parent\.(?:name|executable))$/, 'parent_img'],
  [/^(?:commandline|process\.(?:command_line|args))$/, 'cli'],
  [/^(?:parentcommandline|process\.parent\.(?:command_line|args))$/, 'parent_cli'],
]

/** Fields that say which events are looked at rather than what for. */
const FRAMING =
  /^(?:event\.(?:category|type|kind|dataset|module|provider|outcome)|data_stream\.dataset|host\.os\.type|agent\.type)$/

/** Names that say nothing alone. */
const GENERIC: ReadonlySet<string> = new Set(
  'name id type value key code result keyword original username user arn ip port path address email status action'.split(
    ' ',
  ),
)

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
}
