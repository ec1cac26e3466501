import { ATTACK_TECHNIQUES } from './attack-techniques.generated.js'
import type { AttackReference } from './rule.js'

/**
 * MITRE ATT&CK Enterprise: tactics in the terms of versions 18 and 19, techniques of 18.1. Version 19 renamed Defense
 * Evasion (TA0005) to Stealth, gave a part of it to the new Defense Impairment (TA0112) and numbered some techniques
 * anew. Ids that are not known here stay as they are, without a name.
 */
export type AttackVersion = '18' | '19'

export interface AttackTactic {
  /** TA0001. */
  readonly id: string
  /** Initial Access. */
  readonly name: string
  /** initial-access: Sigma tags, STIX. */
  readonly slug: string
}

export interface AttackTechnique {
  readonly id: string
  readonly name: string
  /** Ids of the tactics it belongs to. */
  readonly tactics: readonly string[]
}

/** A tactic by id, name or slug of either version, in the terms of `version`. */
export function attackTactic(key: string, version: AttackVersion = '18'): AttackTactic | undefined {
  const wanted = key.toLowerCase().replace(/[ _]/g, '-')
  const found = [...TACTICS['18'], ...TACTICS['19']].find(
    ({ id, slug }) => id.toLowerCase() === wanted || slug === wanted,
  )
  if (found === undefined) return undefined
  const id = version === '18' && found.id === DEFENSE_IMPAIRMENT ? DEFENSE_EVASION : found.id
  return TACTICS[version].find((tactic) => tactic.id === id)
}

/** A technique or sub-technique by id. */
export function attackTechnique(id: string): AttackTechnique | undefined {
  techniques ??= readTechniques()
  return techniques.get(id)
}

/** A technique's name; with its parent's where another technique has the same one ("Valid Accounts: Cloud Accounts"). */
export function attackTechniqueTitle(id: string): string | undefined {
  const own = attackTechnique(id)
  const parent = id.includes('.') ? attackTechnique(id.slice(0, id.indexOf('.'))) : undefined
  if (own === undefined || parent === undefined) return own?.name
  const isShared = [...(techniques ?? new Map()).values()].some((one) => one.id !== id && one.name === own.name)
  return isShared ? `${parent.name}: ${own.name}` : own.name
}

export function attackTacticUrl(id: string): string {
  return `https://attack.mitre.org/tactics/${id}/`
}

/** `T1110.001` has its page at .../T1110/001/. */
export function attackTechniqueUrl(id: string): string {
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`
}

/** Panther's `TA0006:T1528`; either half alone; letter case and blanks around do not matter. */
export function parsePantherAttack(text: string): AttackReference | undefined {
  const parts = /^(?:(TA\d{4})\s*(?::|$))?\s*(T\d{4}(?:\.\d{3})?)?$/i.exec(text.trim())
  const tactic = parts?.[1]?.toUpperCase()
  const technique = parts?.[2]?.toUpperCase()
  if (tactic === undefined && technique === undefined) return undefined
  return named(tactic, technique, '18')
}

/**
 * Pairs of tactic and technique from ids listed apart, as in Sigma tags: every technique under each of the tactics it
 * belongs to, in order of the tactics; then techniques that no listed tactic holds, and tactics that hold none of them.
 */
export function pairAttack(
  tactics: readonly string[],
  techniques: readonly string[],
  version: AttackVersion = '18',
): readonly AttackReference[] {
  const belongs = (tactic: string, technique: string) => {
    const holders = attackTechnique(technique)?.tactics ?? []
    return holders.includes(tactic) || (tactic === DEFENSE_IMPAIRMENT && holders.includes(DEFENSE_EVASION))
  }
  const pairs = tactics.flatMap((tactic) =>
    techniques.filter((technique) => belongs(tactic, technique)).map((technique) => ({ tactic, technique })),
  )
  const alone = techniques.filter((technique) => !pairs.some((pair) => pair.technique === technique))
  const empty = tactics.filter((tactic) => !pairs.some((pair) => pair.tactic === tactic))
  return [
    ...pairs.map(({ tactic, technique }) => named(tactic, technique, version)),
    ...alone.map((technique) => named(undefined, technique, version)),
    ...empty.map((tactic) => named(tactic, undefined, version)),
  ]
}

/** The reference in the terms of a version, with the names that version gives. Unknown ids keep the name they came with. */
export function attackInVersion(reference: AttackReference, version: AttackVersion): AttackReference {
  const technique = reference.technique === undefined ? undefined : techniqueInVersion(reference.technique.id, version)
  const tactic = reference.tactic === undefined ? undefined : tacticInVersion(reference.tactic.id, technique, version)
  const written = named(tactic, technique, version)
  return {
    ...(written.tactic === undefined ? {} : { tactic: { ...reference.tactic, ...written.tactic } }),
    ...(written.technique === undefined ? {} : { technique: { ...reference.technique, ...written.technique } }),
  }
}

const DEFENSE_EVASION = 'TA0005'
const DEFENSE_IMPAIRMENT = 'TA0112'

const SHARED_TACTICS: readonly AttackTactic[] = [
  { id: 'TA0043', name: 'Reconnaissance', slug: 'reconnaissance' },
  { id: 'TA0042', name: 'Resource Development', slug: 'resource-development' },
  { id: 'TA0001', name: 'Initial Access', slug: 'initial-access' },
  { id: 'TA0002', name: 'Execution', slug: 'execution' },
  { id: 'TA0003', name: 'Persistence', slug: 'persistence' },
  { id: 'TA0004', name: 'Privilege Escalation', slug: 'privilege-escalation' },
  { id: 'TA0006', name: 'Credential Access', slug: 'credential-access' },
  { id: 'TA0007', name: 'Discovery', slug: 'discovery' },
  { id: 'TA0008', name: 'Lateral Movement', slug: 'lateral-movement' },
  { id: 'TA0009', name: 'Collection', slug: 'collection' },
  { id: 'TA0011', name: 'Command and Control', slug: 'command-and-control' },
  { id: 'TA0010', name: 'Exfiltration', slug: 'exfiltration' },
  { id: 'TA0040', name: 'Impact', slug: 'impact' },
]

const TACTICS: { readonly [V in AttackVersion]: readonly AttackTactic[] } = {
  '18': [...SHARED_TACTICS, { id: DEFENSE_EVASION, name: 'Defense Evasion', slug: 'defense-evasion' }],
  '19': [
    ...SHARED_TACTICS,
    { id: DEFENSE_EVASION, name: 'Stealth', slug: 'stealth' },
    { id: DEFENSE_IMPAIRMENT, name: 'Defense Impairment', slug: 'defense-impairment' },
  ],
}

/**
 * Techniques with another number in version 19: old id, new id, new name. The first row of several with one new id is
 * the way back. As detection repositories have migrated; ATT&CK may have moved more.
 */
const RENUMBERED: readonly (readonly [v18: string, v19: string, name: string])[] = [
  ['T1562.001', 'T1685', 'Disable or Modify Tools'],
  ['T1562', 'T1685', 'Disable or Modify Tools'],
  ['T1562.006', 'T1685', 'Disable or Modify Tools'],
  ['T1562.002', 'T1685.001', 'Disable or Modify Windows Event Log'],
  ['T1562.008', 'T1685.002', 'Disable or Modify Cloud Log'],
  ['T1070.001', 'T1685.005', 'Clear Windows Event Logs'],
  ['T1070.002', 'T1685.006', 'Clear Linux or Mac System Logs'],
  ['T1562.004', 'T1686', 'Disable or Modify System Firewall'],
  ['T1562.007', 'T1686.001', 'Cloud Firewall'],
  ['T1562.010', 'T1689', 'Downgrade Attack'],
  ['T1656', 'T1684.001', 'Impersonation'],
]

/** Techniques of TA0005 that version 19 counts to Defense Impairment, as SigmaHQ's rules were retagged. */
const IMPAIRING: readonly string[] = [
  ...['T1112', 'T1207', 'T1222', 'T1484', 'T1553', 'T1556', 'T1562', 'T1578', 'T1599'],
  ...['T1685', 'T1686', 'T1689', 'T1690'],
]

let techniques: ReadonlyMap<string, AttackTechnique> | undefined

function readTechniques(): ReadonlyMap<string, AttackTechnique> {
  const read = new Map<string, AttackTechnique>()
  for (const line of ATTACK_TECHNIQUES) {
    const [id = '', numbers = ''] = line.split(' ', 2)
    const tactics = numbers.split(',').map((number) => `TA00${number}`)
    read.set(id, { id, name: line.slice(id.length + numbers.length + 2), tactics })
  }
  for (const [old, id, name] of RENUMBERED) {
    if (!read.has(id)) read.set(id, { id, name, tactics: read.get(old)?.tactics ?? [] })
  }
  return read
}

function techniqueInVersion(id: string, version: AttackVersion): string {
  const [from, to] = version === '19' ? [0, 1] : [1, 0]
  return RENUMBERED.find((row) => row[from as 0] === id)?.[to as 1] ?? id
}

function tacticInVersion(tactic: string, technique: string | undefined, version: AttackVersion): string {
  if (version === '18') return tactic === DEFENSE_IMPAIRMENT ? DEFENSE_EVASION : tactic
  const family = technique?.slice(0, 5)
  return tactic === DEFENSE_EVASION && family !== undefined && IMPAIRING.includes(family) ? DEFENSE_IMPAIRMENT : tactic
}

function named(tactic: string | undefined, technique: string | undefined, version: AttackVersion): AttackReference {
  const withName = (id: string, name: string | undefined) => (name === undefined ? { id } : { id, name })
  const known = tactic === undefined ? undefined : TACTICS[version].find(({ id }) => id === tactic)
  return {
    ...(tactic === undefined ? {} : { tactic: withName(tactic, known?.name) }),
    ...(technique === undefined ? {} : { technique: withName(technique, attackTechnique(technique)?.name) }),
  }
}
