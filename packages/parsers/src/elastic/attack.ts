import type { AttackReference } from '@ruleglot/core'
import type { DocumentPath } from './document.js'
import { type Reading, tablesAt, textAt } from './keys.js'

/**
 * The pairs of tactic and technique in `threat`. A technique with sub-techniques stands for those; a tactic alone is a
 * pair without technique. Other frameworks than ATT&CK stay in the document.
 */
export function readAttack(reading: Reading): readonly AttackReference[] {
  return tablesAt(reading, ['threat']).flatMap((threat) => {
    const framework = textAt(reading, [...threat, 'framework'])
    if (framework !== undefined && framework !== 'MITRE ATT&CK') return []
    const tactic = named(reading, [...threat, 'tactic'])
    const techniques = tablesAt(reading, [...threat, 'technique']).flatMap((path) => techniquesAt(reading, path))
    const inTactic = tactic === undefined ? {} : { tactic }
    if (techniques.length > 0) return techniques.map((technique) => ({ ...inTactic, technique }))
    return tactic === undefined ? [] : [inTactic]
  })
}

type Named = NonNullable<AttackReference['technique']>

function techniquesAt(reading: Reading, path: DocumentPath): readonly Named[] {
  const inner = tablesAt(reading, [...path, 'subtechnique']).flatMap((sub) => named(reading, sub) ?? [])
  if (inner.length > 0) return inner
  const technique = named(reading, path)
  return technique === undefined ? [] : [technique]
}

function named(reading: Reading, path: DocumentPath): Named | undefined {
  const id = textAt(reading, [...path, 'id'])
  const name = textAt(reading, [...path, 'name'])
  return id === undefined ? undefined : { id, ...(name === undefined ? {} : { name }) }
}
