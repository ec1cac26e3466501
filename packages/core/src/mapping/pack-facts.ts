import { dotted, segmentKey } from '../ir/path.js'
import type { TargetFacts } from '../language.js'
import type { Trigger } from '../rule/rule.js'
import type { Pack } from './pack.js'
import { packIndex, plainPath } from './pack-index.js'

/** What the pack says of a platform for writing rules there, with the fields that are spelled one way. */
export function packFacts(pack: Pack, platform: string, trigger: Trigger = { kind: 'each' }): TargetFacts {
  const index = packIndex(pack)
  const fixed = pack.fields
    .filter((field) => (field.case ?? 'free') !== 'free' || field.type === 'ip' || field.type === 'date')
    .flatMap((field) => index.names(platform, plainPath(field.path)) ?? [])
    .map(({ name }) => name)
  const side = pack.platforms[platform]
  const actor =
    side?.actor === undefined ? undefined : (countedBy(pack, platform, trigger) ?? { name: 'actor', ...side.actor })
  return { ...side, ...(actor === undefined ? {} : { actor }), caseFixed: [...fixed, ...(side?.caseFixed ?? [])] }
}

/** Alerts that count by one field are told apart by it. */
function countedBy(pack: Pack, platform: string, trigger: Trigger): TargetFacts['actor'] {
  const [path, second] = trigger.kind === 'threshold' ? trigger.groupBy : []
  if (path === undefined || second !== undefined) return undefined
  const [source] = packIndex(pack).sources(platform, dotted(path), false)
  const label = pack.fields.find((field) => plainPath(field.path) === source?.path)?.label
  return label === undefined ? undefined : { path: path.map(segmentKey), label }
}
