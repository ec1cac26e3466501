import type { Pack } from '@ruleglot/core'
import { TEXTS } from '../texts.generated.js'

export { packIds, packRouting } from '../index.js'

const parsed = new Map<string, Pack>()

/** A pack at once, for programs that carry all of them: its data is read when it is first asked for. */
export function packNamed(id: string): Pack | undefined {
  let pack = parsed.get(id)
  if (pack === undefined && Object.hasOwn(TEXTS, id)) {
    pack = JSON.parse(TEXTS[id] as string) as Pack
    parsed.set(id, pack)
  }
  return pack
}
