import type { Rule } from './rule.js'

/**
 * Fingerprints of a rule's fields as its parser gave them. A writer of the same language uses them to keep the source's
 * own spelling of everything that nobody has changed since. Spans do not count.
 */
export type RuleOrigin = Readonly<Partial<Record<keyof Rule, string>>>

/** The rule with the fingerprints of all its fields. */
export function withOrigin(rule: Rule): Rule {
  const origin: Partial<Record<keyof Rule, string>> = {}
  for (const key of FINGERPRINTED) if (rule[key] !== undefined) origin[key] = fingerprint(rule[key])
  return { ...rule, origin }
}

/** Whether a field is what its parser gave. False for a rule that no parser made. */
export function isUnchanged(rule: Rule, key: keyof Rule): boolean {
  if (rule.origin === undefined) return false
  return rule.origin[key] === (rule[key] === undefined ? undefined : fingerprint(rule[key]))
}

/** The fields that writers ask about. */
const FINGERPRINTED = [
  'id',
  'name',
  'title',
  'alertTitle',
  'description',
  'severity',
  'riskScore',
  'severityOverrides',
  'status',
  'enabled',
  'signal',
  'authors',
  'license',
  'created',
  'modified',
  'references',
  'falsePositives',
  'runbook',
  'setup',
  'tags',
  'attack',
  'logSource',
  'outputFields',
  'grouping',
  'trigger',
  'condition',
  'defined',
  'tests',
] as const satisfies readonly (keyof Rule)[]

/** 64 bits over the value's JSON without spans, keys in order: two FNV-1a halves with different seeds. */
export function fingerprint(value: unknown): string {
  const text = canonicalJson(value)
  let low = 0x811c9dc5
  let high = 0x1b873593
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13)
  }
  return hex(low) + hex(high)
}

function hex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0')
}

function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  let pairs = ''
  for (const key of Object.keys(value).sort()) {
    const item = (value as Readonly<Record<string, unknown>>)[key]
    if (key === 'span' || item === undefined) continue
    pairs += `${pairs === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`
  }
  return `{${pairs}}`
}

/**
 * The key of `vendor` under which a reader keeps the document's text, where a writer of the same language wants its
 * comments and layout back. No key of a rule begins like that.
 */
export const SOURCE_TEXT = '#text'
