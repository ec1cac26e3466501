import {
  type Assumption,
  type CompareOptions,
  type Comparison,
  type Condition,
  compareConditions,
  compareRules,
  type Diagnostic,
  diagnostic,
  type Emission,
  type EmitOptions,
  ecsSchema,
  emitVerifiedCondition,
  emitVerifiedRule,
  evaluate,
  type FieldSchema,
  type FieldType,
  failure,
  type LanguageEmitter,
  type LanguageParser,
  noSchema,
  type Pack,
  type ParseOptions,
  type Result,
  type Rule,
  type RuleComparison,
  type RuleEmission,
  readRules,
  success,
  type Target,
  type Translation,
  translateRule,
} from '@ruleglot/core'
import { choosePack, type PackSource, packSource } from './choose-pack.js'
import { fieldNames, type RuleFields } from './field-names.js'
import { type InspectOptions, inspectRule } from './inspect/inspect.js'
import type { Inspection } from './inspect/inspection.js'
import { logTypesOf } from './log-types-of.js'

export interface RuleglotOptions<Id extends string> {
  /** Parsers and emitters, from `@ruleglot/parsers/kql` and the like. */
  readonly languages: readonly ((LanguageParser | LanguageEmitter) & { readonly id: Id })[]
  /** Mapping packs that `mapping: 'auto'` may choose from. */
  readonly packs?: readonly Pack[] | PackSource
}

export interface ReadOptions {
  /** Types of fields by dotted name. They go before the schema. */
  readonly fieldTypes?: Readonly<Record<string, FieldType>>
  /** What is known about fields: `ecs` (default), `none`, or a schema of your own. */
  readonly schema?: 'ecs' | 'none' | FieldSchema
  /** The text's name in spans and messages. */
  readonly file?: string
  /** Panther: `assume` (default) names what the reading relies on; `explicit` puts tests of shapes into the condition. */
  readonly guards?: 'assume' | 'explicit'
  /** Sigma: the values that placeholders (`field|expand: '%admins%'`) stand for, by name without the percent signs. */
  readonly placeholders?: NonNullable<ParseOptions['placeholders']>
}

export type WriteOptions = Omit<EmitOptions, 'schema' | 'verdict'> & Pick<ReadOptions, 'schema'>

export interface TranslateOptions<Id extends string>
  extends WriteOptions,
    Pick<ReadOptions, 'fieldTypes' | 'file' | 'placeholders'> {
  readonly from: Id
  readonly to: Id
  /** `auto` (default): the pack of the log source that the rule names, if there is one. `none`: names stay. Or a pack. */
  readonly mapping?: 'auto' | 'none' | Pack
  readonly unmapped?: 'refuse' | 'keep'
  /** Test events in the vendor's shape, written beside those of the rule. */
  readonly tests?: Rule['tests']
}

/** A condition, and what reading it relied on. */
export type ParsedConditionResult = Result<Condition> & { readonly assumptions: readonly Assumption[] }

export interface Ruleglot<Id extends string> {
  /** Reads a condition. Bad input gives diagnostics with spans, never an exception. */
  parseCondition(language: Id, text: string, options?: ReadOptions): ParsedConditionResult
  /** Reads a text that holds exactly one rule. */
  parseRule(language: Id, text: string, options?: ReadOptions): Result<Rule>
  /** Reads rules made of several files or documents, by path. */
  parseRules(
    language: Id,
    files: Readonly<Record<string, string>>,
    options?: ReadOptions & { readonly entry?: string },
  ): Result<readonly Rule[]>
  /** Writes a condition and reads the text back to judge it. */
  emitCondition(language: Id, condition: Condition, options?: WriteOptions): Result<Emission>
  /** Writes a rule's files and reads them back to judge them. */
  emitRule(language: Id, rule: Rule, options?: WriteOptions): Result<RuleEmission>
  /** Parse, map fields, emit, compare: one text, one rule. */
  translate(text: string, options: TranslateOptions<Id>): Result<Translation>
  /** The same for a rule that was read already. */
  translateRule(rule: Rule, options: Omit<TranslateOptions<Id>, 'from' | 'file' | 'fieldTypes'>): Result<Translation>
  evaluate: typeof evaluate
  /** b against a. */
  compare(a: Condition, b: Condition, options?: CompareOptions): Comparison
  /**
   * b against a: what fires them, how they count, severity, routing. With a mapping (the pack of the log source that
   * both are about, or `auto`) over the events as the vendor sends them; else fields have to be named alike.
   */
  compareRules(
    a: Rule,
    b: Rule,
    options?: { readonly assumptions?: readonly Assumption[]; readonly mapping?: 'auto' | 'none' | Pack },
  ): RuleComparison
  /** What a catalog page shows about a rule, and with a corpus which other rules look for the same. */
  inspect(rule: Rule, options?: InspectOptions): Inspection
  /** The fields a rule reads, and what they are called on other platforms. */
  fields(
    rule: Rule,
    options?: { readonly to?: readonly Id[]; readonly mapping?: TranslateOptions<Id>['mapping'] },
  ): RuleFields
  /** What a careful author would change in rules that can be read, beyond what reading them says. Empty where a language has no linter. */
  lint(language: Id, files: Readonly<Record<string, string>>, options?: ReadOptions): readonly Diagnostic[]
  /** The language a text is most likely written in. */
  detect(text: string, name?: string): Id | undefined
}

/** Binds a set of languages, so that a bundle holds only those. The package's own exports bind all of them. */
export function createRuleglot<const Id extends string>(options: RuleglotOptions<Id>): Ruleglot<Id> {
  const parsers = new Map<string, LanguageParser>()
  const emitters = new Map<string, LanguageEmitter>()
  for (const language of options.languages) {
    if ('parseCondition' in language || 'parseRules' in language) parsers.set(language.id, language)
    if ('emitCondition' in language || 'emitRule' in language) emitters.set(language.id, language)
  }

  const packs = packSource(options.packs ?? [])

  const parserOf = (id: string): LanguageParser => {
    const parser = parsers.get(id)
    if (parser === undefined)
      throw new TypeError(`No parser for language "${id}". Known: ${[...parsers.keys()].join(', ')}`)
    return parser
  }
  const platformOf = (id: string): string => parsers.get(id)?.platform ?? id
  const targetOf = (id: string): Target => {
    const emitter = emitters.get(id)
    if (emitter === undefined) {
      throw new TypeError(`No emitter for language "${id}". Known: ${[...emitters.keys()].join(', ')}`)
    }
    const reader = parsers.get(id)
    return reader === undefined ? { emitter } : { emitter, reader }
  }

  const parseRulesOf = (
    id: string,
    files: Readonly<Record<string, string>>,
    read: ReadOptions = {},
  ): Result<readonly Rule[]> => readRules(files, parserOf(id), { ...read, schema: schemaOf(read.schema) })

  const parseOne = (id: string, text: string, read: ReadOptions = {}): Result<Rule> => {
    const rules = parseRulesOf(id, { [read.file ?? '']: text }, read)
    if (!rules.ok) return rules
    const [rule, second] = rules.value
    if (rule === undefined) {
      return failure([...rules.diagnostics, diagnostic('rule/none', `The text holds no ${id} rule.`)])
    }
    if (second !== undefined) {
      const problem = diagnostic('rule/several', `The text holds ${rules.value.length} rules.`, {
        hint: 'Read it with parseRules.',
      })
      return failure([...rules.diagnostics, problem])
    }
    return success(rule, rules.diagnostics)
  }

  const translateOne = (
    rule: Rule,
    choice: Omit<TranslateOptions<Id>, 'from' | 'file' | 'fieldTypes'>,
  ): Result<Translation> => {
    const { to, mapping = 'auto', schema, ...rest } = choice
    const chosen = choosePack(rule, platformOf(rule.language), mapping, packs, rest.target?.logTypes)
    if (!chosen.ok) return chosen
    const { value: pack, diagnostics: ofChoice } = chosen
    const fromPlatform = platformOf(rule.language)
    const toPlatform = emitters.get(to)?.platform ?? to
    const write = { ...rest, schema: schemaOf(schema), fromPlatform }
    if (pack === undefined) return translateRule(rule, targetOf(to), write)
    if (fromPlatform === toPlatform) return translateRule(rule, targetOf(to), { ...write, pack })
    const { logTypes, diagnostics } = logTypesOf(rest.target?.logTypes, pack, toPlatform, packs)
    const { logTypes: _, ...others } = rest.target ?? {}
    const target = { ...others, ...(logTypes === undefined ? {} : { logTypes }) }
    const translated = translateRule(rule, targetOf(to), { ...write, target, pack })
    const said = [...ofChoice, ...diagnostics, ...translated.diagnostics]
    return translated.ok && ofChoice.length > 0
      ? success(forOneSource(translated.value), said)
      : { ...translated, diagnostics: said }
  }

  return {
    parseCondition(language, text, read = {}) {
      const parser = parserOf(language)
      if (parser.parseCondition === undefined)
        throw new TypeError(`${language} has rules, not bare conditions: use parseRule.`)
      const parsed = parser.parseCondition(requireText(text), { ...read, schema: schemaOf(read.schema) })
      if (!parsed.ok) return { ...parsed, assumptions: [] }
      return { ...parsed, value: parsed.value.condition, assumptions: parsed.value.assumptions }
    },
    parseRule: (language, text, read) => parseOne(language, requireText(text), read),
    parseRules: (language, files, read) => parseRulesOf(language, files, read),
    emitCondition: (language, condition, write = {}) =>
      emitVerifiedCondition(condition, targetOf(language), { ...write, schema: schemaOf(write.schema) }),
    emitRule: (language, rule, write = {}) =>
      emitVerifiedRule(rule, targetOf(language), { ...write, schema: schemaOf(write.schema) }),
    translate(text, choice) {
      const { from, file, fieldTypes, placeholders, ...rest } = choice
      const rule = parseOne(from, requireText(text), {
        ...(file === undefined ? {} : { file }),
        ...(fieldTypes === undefined ? {} : { fieldTypes }),
        ...(placeholders === undefined ? {} : { placeholders }),
        ...(rest.schema === undefined ? {} : { schema: rest.schema }),
      })
      if (!rule.ok) return rule
      const translation = translateOne(rule.value, rest)
      return { ...translation, diagnostics: [...rule.diagnostics, ...translation.diagnostics] }
    },
    translateRule: translateOne,
    evaluate,
    compare: compareConditions,
    compareRules(a, b, { mapping = 'none', ...given } = {}) {
      const platforms = [platformOf(a.language), platformOf(b.language)] as const
      const chosen = [a, b].map((rule, i) => choosePack(rule, platforms[i] as string, mapping, packs))
      const pack = chosen.flatMap((one) => (one.ok && one.value !== undefined ? [one.value] : []))[0]
      return compareRules(a, b, pack === undefined ? given : { ...given, mapping: { pack, platforms } })
    },
    inspect: (rule, inspectOptions = {}) =>
      inspectRule(rule, inspectOptions, (condition) => {
        const printed = emitters.get('panther-condition')?.emitCondition?.(condition, { schema: ecsSchema })
        return printed?.ok === true ? printed.value.text.trimEnd() : undefined
      }),
    fields(rule, { to = [], mapping = 'auto' } = {}) {
      const chosen = choosePack(rule, platformOf(rule.language), mapping, packs)
      return fieldNames(rule, platformOf(rule.language), chosen.ok ? chosen.value : undefined, to.map(platformOf))
    },
    lint: (language, files, read = {}) =>
      parserOf(language).lint?.(files, { ...read, schema: schemaOf(read.schema) }) ?? [],
    detect(text, name) {
      let best: { readonly id: string; readonly score: number } | undefined
      for (const parser of parsers.values()) {
        const score = parser.detect?.(text, name) ?? 0
        if (score > (best?.score ?? 0)) best = { id: parser.id, score }
      }
      return best?.id as Id | undefined
    },
  }
}

function schemaOf(schema: ReadOptions['schema'] = 'ecs'): FieldSchema {
  if (schema === 'ecs') return ecsSchema
  return schema === 'none' ? noSchema : schema
}

/** The rule as written sees some of the events that its source sees. */
function forOneSource(translation: Translation): Translation {
  const { routing } = translation.ruleVerdict
  const reduced = routing === 'exact' ? 'approximate' : routing
  return { ...translation, ruleVerdict: { ...translation.ruleVerdict, routing: reduced } }
}

function requireText(text: unknown): string {
  if (typeof text !== 'string') throw new TypeError(`Rule text must be a string, not ${typeof text}.`)
  return text
}
