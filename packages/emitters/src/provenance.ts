import type { EmitOptions, Rule } from '@ruleglot/core'

/**
 * The one comment about the conversion that a file carries: source, author, licence, verdict; and what differs, if
 * anything does. Lines without comment sign. Text of the rule cannot end the comment: control and format characters are
 * blanks here.
 */
export function provenanceLines(rule: Rule, options: EmitOptions, differences: readonly string[]): readonly string[] {
  const { verdict } = options
  const cause = verdict?.cause === undefined ? '' : ` (${verdict.cause})`
  const condition = verdict === undefined ? '' : ` Condition: ${verdict.condition}${cause}.`
  const license = rule.license === undefined ? '' : ` (${rule.license})`
  const first = `From ${languageName(rule.language)} rule${idOf(rule)}${authorsOf(rule)}${license}.${condition}`
  const all = [...conditionDiffers(verdict), ...differences]
  const differs = all.length === 0 ? [] : [`differs: ${all.join(' ')}`]
  return [first, ...differs].map(commentText)
}

/** In what the condition differs, by an event that shows it; nothing where one word in brackets says it. */
function conditionDiffers(verdict: EmitOptions['verdict']): readonly string[] {
  if (verdict === undefined || verdict.condition === 'exact' || verdict.cause !== undefined) return []
  if (verdict.condition === 'unproven') return ['condition. That it means the same is not proven.']
  const { onlyA, onlyB } = verdict.witness ?? {}
  const parts = [
    ...(verdict.condition === 'wider'
      ? []
      : [onlyA === undefined ? 'It misses events.' : `It misses ${shown(onlyA)}.`]),
    ...(verdict.condition === 'narrower'
      ? []
      : [onlyB === undefined ? 'It fires on more events.' : `It fires also on ${shown(onlyB)}.`]),
  ]
  return [`condition. ${parts.join(' ')}`]
}

/** An event that a line has room for. */
function shown(event: unknown): string {
  const text = JSON.stringify(event)
  return text.length > MOST_SHOWN ? 'some events' : text
}

const MOST_SHOWN = 200

/** Two authors are named; of more the first, for the line must stay one. */
function authorsOf({ authors }: Rule): string {
  if (authors.length === 0) return ''
  return authors.length > 2 ? ` by ${authors[0]} and others` : ` by ${authors.join(', ')}`
}

function idOf({ id, title }: Rule): string {
  if (id !== undefined) return ` ${id}`
  return title === undefined ? '' : ` "${title}"`
}

function languageName(id: string): string {
  return NAMES[id] ?? id
}

const NAMES: Readonly<Record<string, string>> = {
  elastic: 'Elastic',
  panther: 'Panther',
  sigma: 'Sigma',
  javascript: 'JavaScript',
  kql: 'KQL',
  'panther-condition': 'Panther condition',
}

/** One line of plain text, whatever the rule says. */
export function commentText(text: string): string {
  return text.replace(UNSAFE, ' ').replace(/ {2,}/g, ' ').trim()
}

/** Control and format characters, line and paragraph separators, halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
