import { isUnchanged, type JsonObject, type Rule, SOURCE_TEXT } from '@ruleglot/core'
import { documentBlocks } from './document-blocks.js'
import type { Pairs } from './rule-keys.js'
import { yamlLines, yamlMap } from './yaml-lines.js'

/** What may be different from the text that a rule was read from. */
export interface OwnChanges {
  /** All keys as they would be written today; those of changed parts are taken from here. */
  readonly fresh: Pairs
  /** Keys that were decided while writing. */
  readonly changed: ReadonlySet<string>
}

/** The text that a Sigma rule was read from, where its reader kept it. */
export function ownText(rule: Rule): string | undefined {
  const text = rule.vendor[SOURCE_TEXT]
  return rule.language === 'sigma' && typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : undefined
}

/** Whether what the rule matches, and when it alerts, is what its text says. */
export function keepsLogic(rule: Rule): boolean {
  return LOGIC.every((key) => isUnchanged(rule, key))
}

const LOGIC = ['condition', 'defined', 'trigger'] as const satisfies readonly (keyof Rule)[]

/**
 * The rule's own text with changed keys written anew: comments, unknown keys and layout of everything else stay. The
 * documents before the last are what a correlation builds on. Undefined where the text cannot be cut at its keys.
 */
export function ownDocument(rule: Rule, { fresh, changed }: OwnChanges): string | undefined {
  const text = ownText(rule)
  if (text === undefined) return undefined
  const mark = Math.max(text.lastIndexOf('\n---\n') + 1, 0)
  const [before, last] = mark === 0 ? ['', text] : [text.slice(0, mark + 4), text.slice(mark + 4)]
  const blocks = documentBlocks(last)
  if (blocks === undefined || !sameKeys(blocks, rule.vendor)) return undefined
  const isChanged = (key: string): boolean =>
    changed.has(key) || (FIELDS[key]?.some((field) => !isUnchanged(rule, field)) ?? false)
  const written = new Map(fresh)
  const lines = blocks.map(({ key, lead, body }) => {
    if (!isChanged(key)) return { key, text: lead + body }
    const value = written.get(key)
    return { key, text: value === undefined ? '' : lead + yamlLines(yamlMap([[key, value]])) }
  })
  for (const [key, value] of fresh) {
    if (!isChanged(key) || blocks.some((block) => block.key === key)) continue
    const later = ORDER.slice(ORDER.indexOf(key) + 1)
    const at = lines.findIndex((line) => later.includes(line.key))
    const added = { key, text: yamlLines(yamlMap([[key, value]])) }
    lines.splice(at === -1 ? lines.length : at, 0, added)
  }
  const whole = lines.map((line) => (line.text === '' || line.text.endsWith('\n') ? line.text : `${line.text}\n`))
  return before + whole.join('')
}

function sameKeys(blocks: readonly { readonly key: string }[], vendor: JsonObject): boolean {
  const keys = Object.keys(vendor).filter((key) => key !== SOURCE_TEXT)
  return keys.length === blocks.length && keys.every((key, i) => key === blocks[i]?.key)
}

/** The fields of the model behind a key. What stands behind the others is nobody's to change. */
const FIELDS: Readonly<Record<string, readonly (keyof Rule)[]>> = {
  title: ['title'],
  id: ['id'],
  name: ['name'],
  description: ['description'],
  license: ['license'],
  references: ['references'],
  author: ['authors'],
  date: ['created'],
  modified: ['modified'],
  tags: ['tags', 'attack'],
  logsource: ['logSource'],
  detection: ['condition', 'defined'],
  fields: ['outputFields'],
  falsepositives: ['falsePositives'],
  level: ['severity'],
}

/** SigmaHQ's. */
const ORDER: readonly string[] =
  'title id name related status description license references author date modified tags logsource detection correlation fields falsepositives level'.split(
    ' ',
  )
