import type { Assumption } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { foldText } from '../evaluate/fold-text.js'
import { dotted } from '../ir/path.js'
import { placeValue } from './place-value.js'

/** Which events keep all assumptions. */
export interface AllowedEvents {
  readonly whole: (event: JsonValue) => boolean
  /** The same for an event that holds nothing but a value at the keys: only a few assumptions speak of it. */
  readonly part: (keys: readonly string[], value: JsonValue) => boolean
}

export function allowedEvents(assumptions: readonly Assumption[]): AllowedEvents {
  const everywhere: Assumption[] = []
  const byFirstKey = new Map<string, Assumption[]>()
  for (const assumption of assumptions) {
    const first = firstKey(dotted(assumption.path))
    const list = first === '' ? everywhere : byFirstKey.get(first)
    if (list === undefined) byFirstKey.set(first, [assumption])
    else list.push(assumption)
  }
  const keeps = (some: readonly Assumption[], event: JsonValue): boolean =>
    some.every((assumption) => assumptionHolds(assumption, event))
  return {
    whole: (event) => keeps(assumptions, event),
    part: (keys, value) => {
      const about = [...everywhere, ...(byFirstKey.get(firstKey(keys[0] ?? '')) ?? [])]
      return about.length === 0 || keeps(about, placeValue({}, keys, value))
    },
  }
}

/** Case may be ignored on the way. */
function firstKey(name: string): string {
  const [first = ''] = name.split('.', 1)
  return foldText(first)
}
