import { foldText } from '../evaluate/fold-text.js'
import type { Condition } from '../ir/node.js'
import { dotted, segmentKey } from '../ir/path.js'
import type { TargetFacts } from '../language.js'
import type { Trigger } from '../rule/rule.js'
import type { Pack, PackField } from './pack.js'
import { packCondition } from './pack-condition.js'
import { packIndex, plainPath } from './pack-index.js'
import { specialise } from './surroundings.js'

/**
 * What the pack says of a platform for writing rules there, with the fields that are spelled one way. `source`: the rule's
 * condition over the vendor's events.
 */
export function packFacts(
  pack: Pack,
  platform: string,
  trigger: Trigger = { kind: 'each' },
  source?: Condition,
): TargetFacts {
  const index = packIndex(pack)
  const fixed = pack.fields
    .filter(isSpelledOneWay)
    .flatMap((field) => index.names(platform, plainPath(field.path)) ?? [])
    .map(({ name }) => name)
  const side = pack.platforms[platform]
  // What counts all matches together is not told apart by who made one.
  const countsAll = trigger.kind === 'threshold' && trigger.groupBy.length === 0
  const actor =
    side?.actor === undefined || countsAll
      ? undefined
      : (countedBy(pack, platform, trigger) ?? { name: 'actor', ...side.actor })
  const { actor: _, ...others } = side ?? {}
  return {
    ...others,
    ...logsourceOf(pack, platform, source),
    ...(actor === undefined ? {} : { actor }),
    caseFixed: [...fixed, ...(side?.caseFixed ?? [])],
    ...listsOf(pack, platform),
  }
}

/** A vendor that writes `Success` here and `success` there leaves letter case a question. */
function isSpelledOneWay({ case: letters = 'free', type, values = [] }: PackField): boolean {
  if (letters === 'free') return type === 'ip' || type === 'date'
  return new Set(values.map(foldText)).size === new Set(values).size
}

/** The lists of objects that keep their names, with all lists above them. */
function listsOf(pack: Pack, platform: string): Pick<TargetFacts, 'lists'> {
  const index = packIndex(pack)
  const nameOf = (path: string): string | undefined =>
    index
      .names(platform, path)
      ?.find(
        ({ name, transform, pair, when, readOnly }) =>
          transform === undefined &&
          pair === undefined &&
          when === undefined &&
          readOnly !== true &&
          !name.includes('*'),
      )?.name
  const lists = new Map<string, readonly string[]>()
  const rows = pack.fields.map((field) => plainPath(field.path))
  for (const path of new Set(rows.flatMap((row) => index.listAt(row) ?? []))) {
    const name = index.facts(path)?.type === 'object' ? nameOf(path) : undefined
    if (name === undefined) continue
    const own = rows
      .filter((row) => index.listAt(row) === path && row !== path && index.facts(row)?.type !== 'object')
      .flatMap((row) => nameOf(row) ?? [])
      .filter((field) => field.startsWith(`${name}.`))
    lists.set(name, [...new Set(own.map((field) => field.slice(name.length + 1)))])
  }
  return lists.size === 0 ? {} : { lists: Object.fromEntries(lists) }
}

/** A rule for some of the source's events only is named after those. */
function logsourceOf(pack: Pack, platform: string, source: Condition | undefined): Pick<TargetFacts, 'logsource'> {
  const around = source?.kind === 'And' ? source.children : source === undefined ? [] : [source]
  const own = pack.platforms[platform]?.logsources?.find(
    ({ when }) => when !== undefined && specialise(packCondition(when), around, packIndex(pack)).kind === 'True',
  )
  if (own === undefined) return {}
  const { when: _, ...logsource } = own
  return { logsource }
}

/** Alerts that count by one field are told apart by it. */
function countedBy(pack: Pack, platform: string, trigger: Trigger): TargetFacts['actor'] {
  const [path, second] = trigger.kind === 'threshold' ? trigger.groupBy : []
  if (path === undefined || second !== undefined) return undefined
  const [source] = packIndex(pack).sources(platform, dotted(path), false)
  const label = pack.fields.find((field) => plainPath(field.path) === source?.path)?.label
  return label === undefined ? undefined : { path: path.map(segmentKey), label }
}
