import { dotted, fieldsRead, type Pack, packIndex, type Rule, unknownFields, wholeCondition } from '@ruleglot/core'

/** The fields a rule reads, and what they are called elsewhere. */
export interface RuleFields {
  /** The mapping of the rule's log source; absent where there is none. */
  readonly pack?: string
  readonly fields: readonly FieldNames[]
}

export interface FieldNames {
  /** As the rule has it. */
  readonly name: string
  /** The mapping knows it, or there is none to know it. */
  readonly known: boolean
  /** Platform to the names that events of the same source have there; none where the platform does not have the field. */
  readonly names: Readonly<Record<string, readonly string[]>>
}

/** `platform` is the rule's own; `targets` are the platforms asked about. */
export function fieldNames(
  rule: Rule,
  platform: string,
  pack: Pack | undefined,
  targets: readonly string[],
): RuleFields {
  const condition = wholeCondition(rule)
  const read = [...new Map(fieldsRead(condition).map((path) => [dotted(path), path]))].filter(([name]) => name !== '')
  if (pack === undefined) return { fields: read.map(([name]) => ({ name, known: true, names: {} })) }
  const index = packIndex(pack)
  const unknown = new Set(unknownFields(condition, pack, platform))
  const fields = read.map(([name, path]): FieldNames => {
    const ignoreCase = path.some((segment) => typeof segment !== 'string')
    const vendor = index.sources(platform, name, ignoreCase).map((source) => source.path)
    const namesOn = (target: string): readonly string[] => {
      if (target === platform) return [name]
      const names = vendor.flatMap((one) => index.names(target, one) ?? []).filter(({ readOnly }) => readOnly !== true)
      return [...new Set(names.map((target) => target.name))]
    }
    return {
      name,
      known: !unknown.has(name),
      names: Object.fromEntries(targets.map((target) => [target, namesOn(target)])),
    }
  })
  return { pack: pack.id, fields }
}
