import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { failure, type Result, success } from '../diagnostics/result.js'
import { and, opaque } from '../ir/build.js'
import { fieldsRead } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted, type Path, pathOf } from '../ir/path.js'
import { simplify } from '../ir/simplify.js'
import { transform } from '../ir/transform.js'
import { dropSettled } from '../normalise/drop-settled.js'
import { renameTitle, type TitleNames } from '../rule/alert-title.js'
import type { Grouping, Rule, RuleTest, Trigger } from '../rule/rule.js'
import { applyFacts, type Respelling } from './apply-facts.js'
import { fromPlatformEvent, toPlatformEvent } from './map-event.js'
import { type MappedField, type MappingContext, readInAnyCase, sourcesOf } from './mapping-context.js'
import { isOutsideIndex } from './outside-index.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'
import { toPlatform, withRouting } from './to-platform.js'
import { toSource } from './to-source.js'

export interface MapRuleOptions {
  readonly from: string
  readonly to: string
  readonly unmapped?: 'refuse' | 'keep'
  /** The target takes a list as one value. */
  readonly listsWhole?: boolean
  /** The target's log types, where the source of events has several views there. */
  readonly logTypes?: readonly string[]
  /** Test events in the vendor's shape, beside those of the rule. */
  readonly tests?: readonly RuleTest[]
}

export interface MappedRule {
  /** The rule in the target's names. */
  readonly rule: Rule
  readonly mapped: readonly MappedField[]
  /** What the source rule means, over the vendor's event. */
  readonly source: Condition
  /** The same before the pack's facts were put in. */
  readonly sourceAsRead: Condition
  /** Reads conditions in the target's names. */
  readonly target: MappingContext
}

/**
 * The rule as the other platform names its fields and values, by way of the vendor's own names. Tests for the log source
 * itself go: routing says it. A field the pack does not know is an error unless `unmapped` is `keep`.
 */
export function mapRule(rule: Rule, pack: Pack, options: MapRuleOptions): Result<MappedRule> {
  const index = packIndex(pack)
  const diagnostics: Diagnostic[] = []
  const unmapped = options.unmapped ?? 'refuse'
  const side = pack.platforms[options.to]
  const logTypes = options.logTypes ?? side?.logTypes ?? []
  if (side?.chooseLogType === true && logTypes.length > 1) return failure([severalLogTypes(pack, options.to, logTypes)])
  const from: MappingContext = {
    index,
    platform: options.from,
    logTypes: rule.logSource.logTypes ?? [],
    unmapped,
    anyCase: readInAnyCase(rule.assumptions),
    diagnostics,
  }
  const listsWhole = options.listsWhole === true
  const to: MappingContext = { index, platform: options.to, logTypes, unmapped, listsWhole, diagnostics }
  const spellings = new Map<string, Respelling>()
  const asRead: Condition[] = []
  const toVendor = (condition: Condition): Condition =>
    applyFacts(kept(toSource(condition, from), asRead), index, (entry) => spellings.set(JSON.stringify(entry), entry))
  if (isOutsideIndex(rule.logSource, options.from, pack)) return failure([outsideIndex(pack, rule)])
  const own = toVendor(rule.condition)
  const guards = rule.defined.map(({ when }) => toVendor(when)).filter((when) => when.kind !== 'True')
  // Of types the facts left tests for existence, often beside tests that need none.
  const source = transform(dropSettled(guards.length === 0 ? own : simplify(and([own, ...guards]))), simplify)
  if (diagnostics.some(isError)) return failure(diagnostics)
  const isEmpty = simplify(and([rule.condition, ...rule.defined.map(({ when }) => when)])).kind === 'False'
  if (source.kind === 'False' && !isEmpty) return failure([...diagnostics, neverFires(pack, rule)])

  const written = toPlatform(source, to)
  if (unmapped === 'keep') diagnostics.push(...keptNames(written.condition, to))
  /** A condition that decides no alert: undefined where the mapping cannot carry it over. */
  const carried = (condition: Condition): Condition | undefined => {
    const quiet: MappingContext = { ...to, diagnostics: [] }
    const source = applyFacts(toSource(condition, { ...from, diagnostics: quiet.diagnostics }), index)
    const written = toPlatform(source, quiet)
    return quiet.diagnostics.some(isError) ? undefined : written.condition
  }
  const overrides = rule.severityOverrides.map((override) => {
    const condition = carried(override.condition)
    if (condition !== undefined) return { ...override, condition }
    diagnostics.push(
      diagnostic('rule/metadata-lost', 'A severity depends on a condition that the mapping cannot carry over.', {
        data: { key: 'severityOverrides' },
      }),
    )
    // That some events get another severity stays true.
    return { ...override, condition: opaque('mapping', JSON.stringify(override.condition)) }
  })
  const names = pathNames(from, to)
  const inTitles = { path: names, condition: carried }
  const trigger = mapTrigger(rule.trigger, names, diagnostics)
  if (diagnostics.some(isError)) return failure(diagnostics)
  const { grouping } = rule
  const groupBy = grouping?.by.map(names)
  const alertTitle = rule.alertTitle === undefined ? undefined : renameTitle(rule.alertTitle, inTitles)
  // What reading the source relied on speaks of its names; who judges the mapping asks the source for it.
  const { alertTitle: _title, assumptions: _assumptions, ...others } = rule
  const target: Rule = {
    ...others,
    ...(alertTitle === undefined ? {} : { alertTitle }),
    condition: withRouting(written.condition, to),
    defined: [],
    severityOverrides: overrides,
    outputFields: rule.outputFields.flatMap((field) => {
      const path = names(field.path)
      return path === undefined ? [] : [{ ...field, path }]
    }),
    trigger,
    tests: mapTests(rule, from, to, options.tests ?? [], diagnostics),
    ...(grouping === undefined ? {} : { grouping: mapGrouping(grouping, inTitles) }),
  }
  if (groupBy?.includes(undefined) === true && options.to !== 'vendor') {
    diagnostics.push(
      diagnostic('rule/metadata-lost', 'Alerts are grouped by a field that the mapping does not know.', {
        data: { key: 'grouping' },
      }),
    )
  }
  for (const entry of spellings.values()) diagnostics.push(spelling(entry))
  return success(
    { rule: target, mapped: mappedFields(written.names, from), source, sourceAsRead: and(asRead), target: to },
    diagnostics,
  )
}

function kept(condition: Condition, list: Condition[]): Condition {
  list.push(condition)
  return condition
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

function neverFires(pack: Pack, { condition: { span } }: Rule): Diagnostic {
  const message = `No event of ${pack.id} satisfies the condition: it asks for values that its fields do not hold.`
  return diagnostic('mapping/never-fires', message, {
    ...(span === undefined ? {} : { span }),
    hint: 'Correct the values, or say in a mapping of your own what the fields hold (--mapping).',
    effect: 'none',
    data: { pack: pack.id },
  })
}

function outsideIndex(pack: Pack, { logSource: { index = [] }, condition: { span } }: Rule): Diagnostic {
  const message = `The rule searches ${index.join(', ')} only, where no event of ${pack.id} is kept: it never fires.`
  return diagnostic('mapping/never-fires', message, {
    ...(span === undefined ? {} : { span }),
    hint: 'Correct the index patterns, or the test for the dataset.',
    effect: 'none',
    data: { pack: pack.id },
  })
}

/** The verdict takes a name that was kept for the same field on both sides. */
function keptNames(condition: Condition, { index, platform }: MappingContext): readonly Diagnostic[] {
  const { pack } = index
  return fieldsRead(condition)
    .map(dotted)
    .filter((name) => name !== '' && index.sources(platform, name, false).length === 0)
    .filter((name) => pack.derived?.some((row) => row.platform === platform && row.field === name) !== true)
    .map((field) => {
      const message = `The mapping ${pack.id} does not know ${field}: its name is kept, and the verdict takes it for the same field on ${platform}.`
      const hint = 'Add a row to the mapping.'
      return diagnostic('mapping/kept-name', message, { hint, effect: 'unknown', data: { field, platform } })
    })
}

function severalLogTypes(pack: Pack, platform: string, logTypes: readonly string[]): Diagnostic {
  const message = `${pack.id} is several log types on ${platform}: ${logTypes.join(', ')}. The rule reads other fields in each.`
  return diagnostic('mapping/choose-log-type', message, {
    hint: `Name the one you have: --log-type ${logTypes[0]}.`,
    data: { logTypes },
  })
}

/** A path in the target's names; undefined where the pack has none. */
function pathNames(from: MappingContext, to: MappingContext): (path: Path) => Path | undefined {
  return (path) => {
    // A name that only groups or labels is found in any letter case: it decides nothing.
    const [source] = [...sourcesOf(path, from), ...from.index.sources(from.platform, dotted(path), true)]
    if (source === undefined) return to.unmapped === 'keep' ? path : undefined
    const targets = to.index.names(to.platform, source.path) ?? []
    const isWritable = targets.filter(
      ({ readOnly, name, logTypes }) =>
        readOnly !== true &&
        !name.includes('*') &&
        (logTypes === undefined || to.logTypes.some((type) => logTypes.includes(type))),
    )
    const target = isWritable.find(({ transform }) => transform === undefined) ?? isWritable[0]
    return target === undefined ? undefined : pathOf(target.name)
  }
}

function mapGrouping({ text, ...grouping }: Grouping, names: TitleNames): Grouping {
  const named = text === undefined ? undefined : renameTitle(text, names)
  const by = grouping.by.flatMap((path) => {
    const found = names.path(path)
    return found === undefined ? [] : [found]
  })
  return { ...grouping, by, ...(named === undefined ? {} : { text: named }) }
}

function mapTrigger(trigger: Trigger, names: (path: Path) => Path | undefined, diagnostics: Diagnostic[]): Trigger {
  const name = (path: Path): Path => {
    const found = names(path)
    if (found !== undefined) return found
    diagnostics.push(
      diagnostic('mapping/unmapped-field', `The trigger counts by ${dotted(path)}, which has no counterpart.`, {
        hint: 'Add a row to the mapping, or keep the name with --unmapped keep.',
        data: { field: dotted(path) },
      }),
    )
    return path
  }
  if (trigger.kind === 'threshold') {
    const { distinct } = trigger
    return {
      ...trigger,
      groupBy: trigger.groupBy.map(name),
      ...(distinct === undefined ? {} : { distinct: { ...distinct, field: name(distinct.field) } }),
    }
  }
  // No other platform knows new terms: what they are named there keeps no rule from being written.
  return trigger.kind === 'newTerms'
    ? { ...trigger, fields: trigger.fields.map((path) => names(path) ?? path) }
    : trigger
}

/** Test events travel with the rule: by way of the vendor's shape. */
function mapTests(
  rule: Rule,
  from: MappingContext,
  to: MappingContext,
  vendorTests: readonly RuleTest[],
  diagnostics: Diagnostic[],
): readonly RuleTest[] {
  const tests: RuleTest[] = []
  const lost: string[] = []
  for (const test of rule.tests) {
    const event = fromPlatformEvent(test.event, from)
    if (event === undefined) lost.push(test.name)
    else tests.push({ ...test, event: toPlatformEvent(event, to) })
  }
  for (const test of vendorTests) tests.push({ ...test, event: toPlatformEvent(test.event, to) })
  if (lost.length > 0) {
    diagnostics.push(
      diagnostic('mapping/test-left-out', `${lost.length} test events cannot be put into the vendor's shape.`, {
        data: { tests: lost },
      }),
    )
  }
  return tests
}

function mappedFields(
  names: readonly { readonly path: string; readonly name: string }[],
  from: MappingContext,
): readonly MappedField[] {
  return names.flatMap(({ path, name }) => {
    const own = from.index.names(from.platform, path)?.[0]?.name ?? path
    return own === name ? [] : [{ from: own, to: name }]
  })
}

function spelling({ field, from, to }: Respelling): Diagnostic {
  if (to === undefined) {
    return diagnostic(
      'mapping/unknown-value',
      `The mapping does not know the value ${from} of ${field}; it is written as the rule spells it.`,
      {
        data: { field, value: from },
      },
    )
  }
  return diagnostic('mapping/respelled', `${field}: ${from} is written as ${to}, the vendor's spelling.`, {
    data: { field, from, to },
  })
}
