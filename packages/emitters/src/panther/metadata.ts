import {
  type AttackReference,
  attackTechnique,
  attackTechniqueTitle,
  type EmitOptions,
  type JsonValue,
  type Path,
  pantherSeverity,
  type Rule,
  segmentKey,
} from '@ruleglot/core'
import { commentText } from '../provenance.js'
import { type YamlValue, yamlRemark, yamlText } from './yaml.js'

/** The keys of a Panther rule that hold words: each undefined where the rule says nothing. */

/** `Okta.SystemLog` and a title give `Okta.SystemLog.AttemptToRevokeOktaAPIToken`. */
export function ruleId(rule: Rule, logType: string, title: string): string {
  if (rule.language === 'panther' && rule.id !== undefined) return rule.id
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? ['Rule']
  return `${logType}.${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}

/** Panther refuses angle brackets, ampersands, double quotes and percent signs in names. */
export function displayName(title: string): string {
  return title
    .split('&')
    .map((part) => part.trim())
    .join(' and ')
    .replaceAll('"', "'")
    .replace(/[<>]/g, '')
    .replaceAll('%', ' percent')
    .trim()
}

/** What a log source's pack adds, what Elastic says of the data, and each technique under its first tactic. */
export function tagsOf(rule: Rule, { target }: EmitOptions): readonly string[] {
  if (rule.language === 'panther') return rule.tags
  const own = rule.language === 'elastic' ? (target?.tags === undefined ? dataSources(rule) : []) : rule.tags
  const platform = rule.language === 'sigma' ? ['Sigma'] : []
  return [...new Set([...(target?.tags ?? []), ...platform, ...own, ...attackTags(rule.attack)])]
}

function dataSources({ tags }: Rule): readonly string[] {
  return tags.flatMap((tag) => /^Data Source: (.+)$/.exec(tag)?.[1] ?? [])
}

/**
 * A tag for each technique. Defense Evasion, of which a later ATT&CK made two tactics, only where no other tactic has
 * been named: people look for tags for years.
 */
function attackTags(attack: readonly AttackReference[]): readonly string[] {
  const lasting = attack.filter(({ tactic }) => tactic?.id !== DEFENSE_EVASION)
  const tags = new Map<string, string>()
  for (const { tactic, technique } of lasting.length === 0 ? attack : lasting) {
    const parent = technique?.id.split('.')[0]
    const name = parent === undefined ? undefined : (attackTechnique(parent)?.name ?? technique?.name)
    if (parent === undefined || name === undefined || tactic?.name === undefined || tags.has(parent)) continue
    tags.set(parent, `${tactic.name}:${name}`)
  }
  return [...tags.values()]
}

const DEFENSE_EVASION = 'TA0005'

export function reportsOf({ attack }: Rule): YamlValue | undefined {
  if (attack.length === 0) return undefined
  const lines = attack.map(({ tactic, technique }) => {
    const ids = [tactic?.id, technique?.id].filter((id) => id !== undefined)
    return yamlRemark(ids.join(':'), commentText(techniqueName(technique) ?? tactic?.name ?? ''))
  })
  return { 'MITRE ATT&CK': lines }
}

function techniqueName(technique: AttackReference['technique']): string | undefined {
  if (technique === undefined) return undefined
  return attackTechniqueTitle(technique.id) ?? technique.name
}

export function severityOf({ severity }: Rule): string {
  return pantherSeverity(severity ?? 'medium')
}

export function statusOf({ status }: Rule): string | undefined {
  if (status === 'experimental') return 'Experimental'
  return status === 'deprecated' || status === 'unsupported' ? 'Deprecated' : undefined
}

/** The description with the line that names the authors of the source and its licence. */
export function descriptionOf(rule: Rule): YamlValue | undefined {
  const own = (rule.description ?? '').trim()
  const paragraphs = own === '' ? [] : own.split(/\n[ \t]*\n/)
  const attribution = attributionOf(rule)
  if (paragraphs.length === 0 && attribution === undefined) return undefined
  const isProse = paragraphs.every((text) => !/\n\s*([-*#>|]|\d+[.)])|\n\s{2,}/.test(text))
  if (!isProse) {
    const lines = own.split('\n').map((line) => line.trimEnd())
    return yamlText('literal', [
      ...lines,
      ...(attribution === undefined ? [] : [attribution.replaceAll('\u00a0', ' ')]),
    ])
  }
  const folded = paragraphs.flatMap((text, i) => [...(i === 0 ? [] : ['']), text.replace(/\s+/g, ' ').trim()])
  if (attribution === undefined) return yamlText('folded', folded)
  // It follows on the same line once the text is folded.
  const last = folded.pop()
  return yamlText('folded', [...folded, ...(last === undefined ? [] : [sentence(last)]), attribution])
}

function sentence(text: string): string {
  return /[\p{L}\p{N})\]"'`]$/u.test(text) ? `${text}.` : text
}

/** Panther has no keys for author and licence. Names are kept together when the line is folded. */
function attributionOf({ language, authors, license }: Rule): string | undefined {
  if (language === 'panther' || (authors.length === 0 && license === undefined)) return undefined
  const together = (text: string): string => commentText(text).replaceAll(' ', '\u00a0')
  const names = authors.map(together).join(', ')
  if (language === 'sigma') {
    const by = names === '' ? '' : ` by ${names}`
    return `Sigma rule${by}${license === undefined ? '' : `, ${together(license)}`}.`
  }
  const by = names === '' ? '' : ` by ${names}`
  return `Converted from a rule${by}${license === undefined ? '' : ` (${commentText(license)})`}.`
}

export function runbookOf({ runbook }: Rule): YamlValue | undefined {
  const text = (runbook ?? '').replace(/\r\n?/g, '\n').trim()
  if (text === '') return undefined
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines.length === 1 ? text : yamlText('literal', lines)
}

/** The fields that the pack shows for every rule of the source, then the rule's own. A Sigma rule names what to show. */
export function summaryOf(rule: Rule, { target }: EmitOptions): readonly string[] {
  const usual = rule.language === 'sigma' ? [] : (target?.summary ?? [])
  const paths: readonly Path[] = [...usual, ...rule.outputFields.map(({ path }) => path)]
  return [...new Set(paths.filter((path) => path.length > 0).map((path) => path.map(segmentKey).join(':')))]
}

export function testsOf({ tests }: Rule): readonly { readonly [key: string]: YamlValue }[] {
  return tests.map(({ name, expected, event, vendor }) => ({
    Name: name,
    ExpectedResult: expected,
    Log: event,
    ...((vendor ?? {}) as { readonly [key: string]: JsonValue }),
  }))
}
