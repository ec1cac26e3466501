import { type AttackReference, attackTactic, dotted, isUnchanged, type Rule, sigmaLevel } from '@ruleglot/core'
import { convertedId } from '../identity.js'
import { type YamlMap, type YamlValue, yamlMap } from './yaml-lines.js'
import { yamlProse } from './yaml-scalar.js'

/** A key of a document and its value; left out where the rule has nothing to say. */
export type Pairs = readonly (readonly [key: string, value: YamlValue])[]

/** What a document is called and how much it counts. */
export interface Identity {
  readonly id: string
  readonly name?: string
  readonly title: string
  readonly description?: string
  readonly status: string
}

/** From the title to the tags, in SigmaHQ's order. `derived`: says which rule it was made from. */
export function headKeys(rule: Rule, identity: Identity, derived: boolean, references: boolean): Pairs {
  return [
    ['title', identity.title],
    ['id', identity.id],
    ...given('name', identity.name),
    ...(derived ? relatedKeys(rule) : []),
    ['status', identity.status],
    ...(identity.description === undefined ? [] : [['description', prose(identity.description)] as const]),
    ...given('license', rule.license === undefined ? undefined : licenseId(rule.license)),
    ...(references ? list('references', rule.references) : []),
    ...given('author', rule.authors.length === 0 ? undefined : rule.authors.join(', ')),
    ...date('date', rule.created),
    ...date('modified', rule.modified === rule.created ? undefined : rule.modified),
    ...list('tags', tagsOf(rule)),
  ]
}

export function fieldKeys(rule: Rule): Pairs {
  return list('fields', [...new Set(rule.outputFields.map(({ path }) => dotted(path)))])
}

/** False positives and level: what stands last. */
export function tailKeys(rule: Rule): Pairs {
  return [
    ...list('falsepositives', rule.falsePositives),
    ...given('level', rule.severity === undefined ? undefined : sigmaLevel(rule.severity)),
  ]
}

export function given(key: string, value: string | undefined): Pairs {
  return value === undefined || value === '' ? [] : [[key, value]]
}

function list(key: string, values: readonly string[]): Pairs {
  return values.length === 0 ? [] : [[key, values.map((value) => oneLine(value))]]
}

/** A date is written bare: YAML 1.1 takes it for a date, which is what it is. */
function date(key: string, value: string | undefined): Pairs {
  if (value === undefined) return []
  return [[key, /^\d{4}-\d\d-\d\d$/.test(value) ? { verbatim: value } : value]]
}

/** Lines of a list item are one; descriptions keep theirs. */
const oneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')

const prose = (text: string): YamlValue => ({ verbatim: yamlProse(text.trim().replace(/\r\n?/g, '\n'), 4) })

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (id: string | undefined): boolean => id !== undefined && UUID.test(id)

/** The id in Sigma: its own for a Sigma rule, else one that follows from the source's. */
export function sigmaId(rule: Rule, part?: string): string {
  if (rule.language === 'sigma' && part === undefined && rule.id !== undefined && isUuid(rule.id)) return rule.id
  const own = rule.id ?? rule.name ?? rule.title ?? ''
  return convertedId(part === undefined ? rule : { ...rule, id: `${own}:${part}` }, 'sigma')
}

/** Sigma relates rules by UUID; other ids stand in the comment above the rule. */
function relatedKeys(rule: Rule): Pairs {
  if (rule.language !== 'sigma') {
    if (rule.id === undefined || !isUuid(rule.id)) return []
    return [['related', [related(rule.id, 'derived')]]]
  }
  const known = rule.vendor['related']
  if (!Array.isArray(known)) return []
  const kept = known.flatMap((entry) => {
    const { id, type } = (entry ?? {}) as Record<string, unknown>
    return typeof id === 'string' && typeof type === 'string' ? [related(id, type)] : []
  })
  return kept.length === 0 ? [] : [['related', kept]]
}

const related = (id: string, type: string): YamlMap =>
  yamlMap([
    ['id', id],
    ['type', type],
  ])

/** SPDX, as Sigma demands, for the licences that rule repositories name in words. */
function licenseId(license: string): string {
  const known = LICENSES.find(([pattern]) => pattern.test(license.trim()))
  return known === undefined ? license : known[1]
}

const LICENSES: readonly (readonly [RegExp, string])[] = [
  [/^elastic license (?:v2|2\.0)$/i, 'Elastic-2.0'],
  [/^apache(?: license)?,? (?:version )?2(?:\.0)?$/i, 'Apache-2.0'],
  [/^(?:detection rule license \(?)?drl\)? ?1\.1$/i, 'DRL-1.1'],
  [/^mit(?: license)?$/i, 'MIT'],
]

/** ATT&CK pairs as tags, tactic before technique, then other tags that have Sigma's form. */
function tagsOf(rule: Rule): readonly string[] {
  const vendor = rule.vendor['tags']
  if (rule.language === 'sigma' && isUnchanged(rule, 'tags') && isUnchanged(rule, 'attack') && Array.isArray(vendor)) {
    return vendor.filter((tag): tag is string => typeof tag === 'string')
  }
  const attack = rule.attack.flatMap(attackTags)
  const others = rule.tags.filter((tag) => /^[a-z0-9_-]+\.[a-z0-9._-]+$/.test(tag))
  return [...new Set([...attack, ...others])]
}

function attackTags({ tactic, technique }: AttackReference): readonly string[] {
  const name = tactic === undefined ? undefined : (attackTactic(tactic.id)?.slug ?? slug(tactic.name ?? tactic.id))
  return [
    ...(name === undefined ? [] : [`attack.${name}`]),
    ...(technique === undefined ? [] : [`attack.${technique.id.toLowerCase()}`]),
  ]
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
