import { entryOf, valueAt, type YamlMapping, type YamlNode } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** Keys about the rule rather than what it detects: names, ids, lengths, dates, log source. */
export function lintMetadata(looked: Looked): void {
  const { document, reading, kind } = looked
  lintMissing(looked)
  for (const [key, most] of LENGTHS) {
    const value = valueAt(document, key)
    if (value?.type !== 'scalar' || value.text.length <= most) continue
    report(reading, 'sigma/text-length', value.span, `"${key}" is longer than ${most} characters.`, { effect: 'none' })
  }
  const id = valueAt(document, 'id')
  if (id?.type === 'scalar' && !UUID.test(id.text)) {
    report(reading, 'sigma/bad-id', id.span, `The id "${id.text}" is no UUID.`, {
      hint: 'Other rules refer to it by this id; make a UUID of version 4.',
      effect: 'none',
    })
  }
  lintDates(looked)
  lintKeys(looked)
  lintLogSource(looked)
  if (kind === 'rule') lintRelated(looked)
}

const LENGTHS: readonly (readonly [string, number])[] = [
  ['name', 256],
  ['taxonomy', 256],
  ['description', 65_535],
]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What the specification makes optional and readers of an alert miss. Filters have no author's words for alerts. */
function lintMissing({ document, reading, kind }: Looked): void {
  if (kind === 'filter') return
  const missing = ['id', 'description', 'author', 'date', 'level', 'status'].filter(
    (key) => entryOf(document, key) === undefined,
  )
  if (missing.length === 0) return
  const title = entryOf(document, 'title')
  const span = title?.value.span ?? document.span
  report(reading, 'sigma/missing-metadata', span, `The rule has no ${missing.join(', no ')}.`, { effect: 'none' })
}

function lintDates({ document, reading }: Looked): void {
  const [date, modified] = ['date', 'modified'].map((key) => valueAt(document, key))
  if (date?.type !== 'scalar' || modified?.type !== 'scalar') return
  if (!ISO_DATE.test(date.text) || !ISO_DATE.test(modified.text) || modified.text >= date.text) return
  const message = `The rule was modified (${modified.text}) before it was written (${date.text}).`
  report(reading, 'sigma/date-order', modified.span, message, { effect: 'none' })
}

const ISO_DATE = /^\d{4}-\d\d-\d\d$/

const KEYS: Readonly<Record<Looked['kind'], readonly string[]>> = {
  rule: 'title id name related taxonomy status description license author references date modified logsource detection fields falsepositives level tags scope'.split(
    ' ',
  ),
  correlation:
    'title id name related taxonomy status description license author references date modified correlation falsepositives level generate tags scope fields'.split(
      ' ',
    ),
  filter:
    'title id name taxonomy status description license author references date modified logsource filter level tags'.split(
      ' ',
    ),
}

/** Other keys are allowed; one that is nearly a key of the specification is a slip that silently loses it. */
function lintKeys({ document, reading, kind }: Looked): void {
  const known = KEYS[kind]
  for (const { key } of document.entries) {
    if (known.includes(key.text)) continue
    const meant = known.find((one) => one !== key.text && isNear(one, key.text.toLowerCase()))
    if (meant === undefined || entryOf(document, meant) !== undefined) continue
    report(reading, 'sigma/unknown-key', key.span, `The key "${key.text}" means nothing in Sigma.`, {
      hint: `Is "${meant}" meant? Keys are lower case.`,
      effect: 'none',
    })
  }
}

/** Equal, or one letter added, lost, changed, or two swapped. Short words are near to anything. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < 4 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y === `${x[1]}${x[0]}`)
}

function lintLogSource({ document, reading }: Looked): void {
  const node = valueAt(document, 'logsource')
  if (node?.type !== 'mapping') return
  for (const key of ['category', 'product', 'service']) {
    const value = valueAt(node, key)
    if (value?.type !== 'scalar' || !/[A-Z\s]/.test(value.text)) continue
    report(
      reading,
      'sigma/logsource-spelling',
      value.span,
      `The ${key} "${value.text}" is not spelled as log sources are.`,
      {
        hint: `Lower case, with "_" for blanks: ${value.text.toLowerCase().trim().replace(/\s+/g, '_')}.`,
        effect: 'none',
      },
    )
  }
  const named = ['category', 'product', 'service'].some((key) => valueAt(node, key)?.type === 'scalar')
  if (!named) {
    report(
      reading,
      'sigma/logsource-spelling',
      node.span,
      'The log source has neither category, product nor service.',
      {
        effect: 'none',
      },
    )
  }
}

const RELATIONS: ReadonlySet<string> = new Set(['derived', 'obsolete', 'merged', 'renamed', 'similar'])

function lintRelated({ document, reading }: Looked): void {
  const related = entryOf(document, 'related')
  const status = valueAt(document, 'status')
  if (status?.type === 'scalar' && status.text === 'deprecated' && related === undefined) {
    report(
      reading,
      'sigma/related',
      status.span,
      'A deprecated rule should say under "related" what takes its place.',
      {
        effect: 'none',
      },
    )
  }
  if (related === undefined) return
  const { value } = related
  const entries: readonly YamlNode[] = value.type === 'sequence' ? value.items : [value]
  for (const entry of entries) {
    const problem = entry.type === 'mapping' ? relatedProblem(entry) : 'An entry of "related" has an id and a type.'
    if (problem === undefined) continue
    report(reading, 'sigma/related', entry.span, problem, {
      hint: `Types are ${[...RELATIONS].join(', ')}.`,
      effect: 'none',
    })
  }
}

function relatedProblem(entry: YamlMapping): string | undefined {
  const [id, type] = ['id', 'type'].map((key) => valueAt(entry, key))
  if (id?.type !== 'scalar' || type?.type !== 'scalar') return 'An entry of "related" has an id and a type.'
  if (!UUID.test(id.text)) return `The id "${id.text}" is no UUID.`
  return RELATIONS.has(type.text) ? undefined : `"${type.text}" is no type of relation.`
}
