import { type AssumptionKind, assumptionHolds, type JsonValue, type Path, segmentKey } from '@ruleglot/core'

/** Whether every sample keeps an assumption, of the field as it is written and in any letter case, as get() finds it. Asked again and again for the same fields, by each function of a rule. */
export function keptBy(samples: readonly JsonValue[]): (kind: AssumptionKind, path: Path) => boolean {
  const known = KNOWN.get(samples) ?? new Map<string, boolean>()
  KNOWN.set(samples, known)
  return (kind, path) => {
    const key = `${kind} ${JSON.stringify(path)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const anyCase = path.map((segment) => ({ key: segmentKey(segment), ignoreCase: true }) as const)
    const spellings = OF_KEYS.has(kind) ? [path] : [path, anyCase]
    const kept = samples.every((event) => spellings.every((one) => assumptionHolds({ kind, path: one }, event)))
    known.set(key, kept)
    return kept
  }
}

/** Of these a path in any letter case says something else. */
const OF_KEYS: ReadonlySet<AssumptionKind> = new Set(['keyCase', 'nestedKeys', 'flatKey', 'keysAsWritten'])

const KNOWN = new WeakMap<readonly JsonValue[], Map<string, boolean>>()
