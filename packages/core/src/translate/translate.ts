import type { Assumption } from '../assumptions/assumption.js'
import { dischargeAssumptions } from '../assumptions/discharge-assumptions.js'
import { failure, type Result, success } from '../diagnostics/result.js'
import type { EmitOptions, LanguageParser, ParseRulesOptions, TargetFacts } from '../language.js'
import { mapRule } from '../mapping/map-rule.js'
import { type MappedField, readInAnyCase } from '../mapping/mapping-context.js'
import type { Pack } from '../mapping/pack.js'
import { assumptionsToSource } from '../mapping/pack-assumptions.js'
import { packFacts } from '../mapping/pack-facts.js'
import type { Rule, RuleTest } from '../rule/rule.js'
import { emitVerifiedRule, type Target, type VerifiedRule } from './emit-verified.js'
import { judgeMapped } from './judge-mapped.js'

export interface TranslateOptions extends EmitOptions {
  /** Whose field names the rule uses: the platform of the language it was read from. */
  readonly fromPlatform?: string
  readonly pack?: Pack
  /** What to do with a field that the pack does not know. */
  readonly unmapped?: 'refuse' | 'keep'
  /** Test events in the vendor's shape, written beside those of the rule. */
  readonly tests?: readonly RuleTest[]
}

export interface Translation extends VerifiedRule {
  /** The source rule as read. */
  readonly rule: Rule
  /** The rule in the target's names: what the output says. */
  readonly target: Rule
  /** Fields that got another name on the way. */
  readonly mapped: readonly MappedField[]
}

/** Source text to target files: parse, map fields, write, read back, compare. Several rules in the text give several translations. */
export function translateText(
  files: Readonly<Record<string, string>>,
  source: LanguageParser,
  target: Target,
  options: TranslateOptions = {},
  parseOptions: ParseRulesOptions = {},
): Result<readonly Result<Translation>[]> {
  const parsed = readRules(files, source, parseOptions)
  if (!parsed.ok) return parsed
  return success(
    parsed.value.map((rule) => translateRule(rule, target, { fromPlatform: source.platform ?? source.id, ...options })),
    parsed.diagnostics,
  )
}

/** The rules in a text. A language that holds conditions only gives a rule without metadata. */
export function readRules(
  files: Readonly<Record<string, string>>,
  source: LanguageParser,
  options: ParseRulesOptions = {},
): Result<readonly Rule[]> {
  if (source.parseRules !== undefined) return source.parseRules(files, options)
  const [name, text] = Object.entries(files)[0] ?? ['', '']
  const parsed = source.parseCondition?.(text, { ...options, ...(name === '' ? {} : { file: name }) })
  if (parsed === undefined) throw new TypeError(`${source.id} cannot be read`)
  if (!parsed.ok) return parsed
  const { condition, assumptions } = parsed.value
  return success([ruleOf(source.id, condition, assumptions)], parsed.diagnostics)
}

export function translateRule(rule: Rule, target: Target, options: TranslateOptions = {}): Result<Translation> {
  const { pack, unmapped, tests = [], fromPlatform = rule.language, ...emitOptions } = options
  const platform = target.emitter.platform ?? target.emitter.id
  if (pack === undefined || fromPlatform === platform) {
    const own = tests.length === 0 ? rule : { ...rule, tests: [...rule.tests, ...tests] }
    const facts =
      pack === undefined ? {} : { target: { ...notItsOwn(packFacts(pack, platform), rule), ...emitOptions.target } }
    const emitted = emitVerifiedRule(own, target, { ...emitOptions, ...facts })
    return emitted.ok
      ? success({ ...emitted.value, rule, target: own, mapped: [] }, emitted.diagnostics)
      : failure(emitted.diagnostics)
  }
  const mapping = mapRule(rule, pack, {
    from: fromPlatform,
    to: platform,
    tests,
    ...(unmapped === undefined ? {} : { unmapped }),
    ...(target.emitter.listsWhole === undefined ? {} : { listsWhole: target.emitter.listsWhole }),
    ...(emitOptions.target?.logTypes === undefined ? {} : { logTypes: emitOptions.target.logTypes }),
  })
  if (!mapping.ok) return mapping
  const { rule: mapped, source, sourceAsRead, target: context } = mapping.value
  const { schema } = emitOptions
  const known = (assumptions: readonly Assumption[]): readonly Assumption[] =>
    schema === undefined ? assumptions : dischargeAssumptions(assumptions, schema)
  const judge = judgeMapped(source, context, {
    ...(schema === undefined ? {} : { schema }),
    sourceAsRead,
    sourceAssumptions: assumptionsToSource(known(rule.assumptions ?? []), {
      ...context,
      platform: fromPlatform,
      logTypes: rule.logSource.logTypes ?? [],
      anyCase: readInAnyCase(rule.assumptions),
    }),
  })
  const written = {
    ...emitOptions,
    target: { ...packFacts(pack, platform, mapped.trigger, source), ...emitOptions.target },
  }
  const emitted = emitVerifiedRule(mapped, target, written, judge)
  if (!emitted.ok) return failure([...mapping.diagnostics, ...emitted.diagnostics])
  const diagnostics = [...mapping.diagnostics, ...emitted.diagnostics]
  return success({ ...emitted.value, diagnostics, rule, target: mapped, mapped: mapping.value.mapped }, diagnostics)
}

/**
 * Where a rule says itself which events it is for, in the platform's own words, a pack does not say it. What it knows of
 * lists is settled by a mapping only, and none is made here.
 */
function notItsOwn(facts: TargetFacts, { logSource }: Rule): TargetFacts {
  const { logsource, logTypes, index, lists: _, ...others } = facts
  const { category, product, service } = logSource
  const isNamed = [category, product, service].some((part) => part !== undefined)
  return {
    ...others,
    ...(logsource === undefined || isNamed ? {} : { logsource }),
    ...(logTypes === undefined || logSource.logTypes !== undefined ? {} : { logTypes }),
    ...(index === undefined || logSource.index !== undefined ? {} : { index }),
  }
}

/** A rule with a condition and nothing else. */
export function ruleOf(language: string, condition: Rule['condition'], assumptions: Rule['assumptions'] = []): Rule {
  return {
    ir: 1,
    language,
    severityOverrides: [],
    authors: [],
    references: [],
    falsePositives: [],
    tags: [],
    attack: [],
    logSource: {},
    outputFields: [],
    trigger: { kind: 'each' },
    condition,
    defined: [],
    assumptions,
    tests: [],
    vendor: {},
  }
}
