import { type AssumptionKind, assumptionHolds, type JsonValue, type Path } from '@ruleglot/core'

/** Whether every sample keeps an assumption. Asked again and again for the same fields, by each function of a rule. */
export function keptBy(samples: readonly JsonValue[]): (kind: AssumptionKind, path: Path) => boolean {
  const known = KNOWN.get(samples) ?? new Map<string, boolean>()
  KNOWN.set(samples, known)
  return (kind, path) => {
    const key = `${kind} ${JSON.stringify(path)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const kept = samples.every((event) => assumptionHolds({ kind, path }, event))
    known.set(key, kept)
    return kept
  }
}

const KNOWN = new WeakMap<readonly JsonValue[], Map<string, boolean>>()
