import { failure, type Result, success } from '../diagnostics/result.js'
import type { EmitOptions, LanguageParser, ParseRulesOptions, TargetFacts } from '../language.js'
import { type MappedField, mapRule, nameOn } from '../mapping/map-rule.js'
import type { Pack } from '../mapping/pack.js'
import type { Rule } from '../rule/rule.js'
import type { RuleEmission } from '../verdict/verdict.js'
import { emitVerifiedRule, type Target } from './emit-verified.js'

export interface TranslateOptions extends EmitOptions {
  /** Whose field names the rule uses: the platform of the language it was read from. */
  readonly fromPlatform?: string
  readonly pack?: Pack
  /** What to do with a field that the pack does not know. */
  readonly unmapped?: 'refuse' | 'keep'
}

export interface Translation extends RuleEmission {
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
  const { pack, unmapped, fromPlatform = rule.language, ...emitOptions } = options
  const platform = target.emitter.platform ?? target.emitter.id
  const mapping =
    pack === undefined || fromPlatform === platform
      ? success({ rule, mapped: [] as readonly MappedField[] })
      : mapRule(rule, pack, { from: fromPlatform, to: platform }, unmapped === undefined ? {} : { unmapped })
  if (!mapping.ok) return mapping
  const facts = pack === undefined ? undefined : packFacts(pack, platform)
  const emitted = emitVerifiedRule(mapping.value.rule, target, {
    ...emitOptions,
    ...(facts === undefined ? {} : { target: { ...facts, ...emitOptions.target } }),
  })
  if (!emitted.ok) return failure([...mapping.diagnostics, ...emitted.diagnostics])
  const diagnostics = [...mapping.diagnostics, ...emitted.diagnostics]
  return success(
    { ...emitted.value, diagnostics, rule, target: mapping.value.rule, mapped: mapping.value.mapped },
    diagnostics,
  )
}

/** What the pack says of a platform, with the fields that are spelled one way there. */
function packFacts(pack: Pack, platform: string): TargetFacts {
  const fixed = pack.fields.filter((field) => field.caseFixed === true).map((field) => nameOn(field, platform))
  const names = fixed.filter((name) => name !== null)
  return { ...pack.platforms[platform], caseFixed: [...names, ...(pack.platforms[platform]?.caseFixed ?? [])] }
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
