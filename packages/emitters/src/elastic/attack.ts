import {
  type AttackReference,
  attackTactic,
  attackTacticUrl,
  attackTechnique,
  attackTechniqueUrl,
  type JsonObject,
} from '@ruleglot/core'

/** `threat`: one table per tactic, in order of first appearance, sub-techniques under their technique. */
export function threatTables(attack: readonly AttackReference[]): readonly JsonObject[] {
  const byTactic = new Map<string, AttackReference[]>()
  for (const reference of withTactics(attack)) {
    const id = reference.tactic?.id ?? ''
    byTactic.set(id, [...(byTactic.get(id) ?? []), reference])
  }
  return [...byTactic.values()].map((references) => {
    const tactic = references[0]?.tactic as Named
    const techniques = techniqueTables(references.flatMap((reference) => reference.technique ?? []))
    return {
      framework: 'MITRE ATT&CK',
      ...(techniques.length === 0 ? {} : { technique: techniques }),
      tactic: { id: tactic.id, name: tacticName(tactic), reference: attackTacticUrl(tactic.id) },
    }
  })
}

/** The tactics by name, for tags. */
export function tacticNames(attack: readonly AttackReference[]): readonly string[] {
  return [...new Set(withTactics(attack).map(({ tactic }) => tacticName(tactic as Named)))]
}

/** Techniques that no tactic goes with: Elastic cannot name them. */
export function techniquesWithoutTactic(attack: readonly AttackReference[]): readonly string[] {
  return attack.flatMap(({ tactic, technique }) =>
    tactic === undefined && technique !== undefined && attackTechnique(technique.id) === undefined
      ? [technique.id]
      : [],
  )
}

type Named = NonNullable<AttackReference['technique']>

/** A technique that came without a tactic goes under each that ATT&CK lists for it. */
function withTactics(attack: readonly AttackReference[]): readonly AttackReference[] {
  return attack.flatMap((reference) => {
    if (reference.tactic !== undefined) return [reference]
    const tactics = attackTechnique(reference.technique?.id ?? '')?.tactics ?? []
    return tactics.map((id) => ({ ...reference, tactic: { id } }))
  })
}

function techniqueTables(techniques: readonly Named[]): readonly JsonObject[] {
  const tables = new Map<string, { technique: Named; readonly subs: Map<string, Named> }>()
  for (const technique of techniques) {
    const [parentId = technique.id, sub] = technique.id.split('.')
    const known = tables.get(parentId) ?? { technique: { id: parentId }, subs: new Map() }
    if (sub === undefined) known.technique = technique
    else known.subs.set(technique.id, technique)
    tables.set(parentId, known)
  }
  return [...tables.values()].map(({ technique, subs }) => ({
    ...techniqueTable(technique),
    ...(subs.size === 0 ? {} : { subtechnique: [...subs.values()].map(techniqueTable) }),
  }))
}

/** ATT&CK's own name where it is known: other platforms shorten or join them. */
function techniqueTable({ id, name }: Named): JsonObject {
  const known = attackTechnique(id)?.name ?? name
  return { id, ...(known === undefined ? {} : { name: known }), reference: attackTechniqueUrl(id) }
}

function tacticName({ id, name }: Named): string {
  return attackTactic(id)?.name ?? name ?? id
}
