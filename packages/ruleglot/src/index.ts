import { emitters } from '@ruleglot/emitters'
import { packNamed, packRouting } from '@ruleglot/mappings/all'
import { parsers } from '@ruleglot/parsers'
import { createRuleglot, type Ruleglot } from './create-ruleglot.js'
import { type ModuleEmitter, moduleEmitter } from './emit-module.js'

/** A language ruleglot reads, writes, or both. */
export type LanguageId = 'kql' | 'eql' | 'elastic' | 'panther-condition' | 'panther' | 'sigma' | 'javascript'

const all: Ruleglot<LanguageId> = createRuleglot<LanguageId>({
  languages: [...parsers, ...emitters] as never,
  packs: { routing: packRouting, packNamed },
})

export const {
  parseCondition,
  parseRule,
  parseRules,
  emitCondition,
  emitRule,
  translate,
  translateRule,
  evaluate,
  compare,
  compareRules,
  inspect,
  lint,
  fields,
  detect,
}: Ruleglot<LanguageId> = all

/** Many rules as one JavaScript module over one small shared runtime: `rules`, and a typed `matches(event)`. */
export const emitModule: ModuleEmitter = moduleEmitter(translateRule)

export type {
  Assumption,
  AssumptionKind,
  Condition,
  Diagnostic,
  DiagnosticCode,
  Emission,
  FieldSchema,
  FieldType,
  GeneratedTest,
  JsonValue,
  Kind,
  Pack,
  Path,
  Result,
  Rule,
  RuleComparison,
  RuleEmission,
  Span,
  TestPlan,
  Translation,
  Verdict,
  Witness,
} from '@ruleglot/core'
export {
  assumptionHolds,
  describeAssumption,
  diagnosticsToJson,
  diagnosticsToMarkdown,
  diagnosticsToSarif,
  fieldsRead,
  findRelated,
  generateTests,
  lintCondition,
  normalise,
  planTests,
  renderDiagnostics,
  sampleEvents,
  wholeCondition,
} from '@ruleglot/core'
export { toPredicate } from '@ruleglot/emitters/javascript'
export { loadPack, packIds } from '@ruleglot/mappings'
export {
  compileMatcher,
  type Explanation,
  type Matcher,
  type MatcherOptions,
  type MatcherRule,
} from '@ruleglot/matcher'
export type { PackSource } from './choose-pack.js'
export {
  createRuleglot,
  type ParsedConditionResult,
  type ReadOptions,
  type Ruleglot,
  type RuleglotOptions,
  type TranslateOptions,
  type WriteOptions,
} from './create-ruleglot.js'
export type { ModuleEmission, ModuleOptions } from './emit-module.js'
export type { FieldNames, RuleFields } from './field-names.js'
export type { InspectOptions } from './inspect/inspect.js'
export type { Indicator, IndicatorKind, Inspection } from './inspect/inspection.js'
export { inspectionMarkdown, inspectionText } from './inspect/inspection-text.js'
export { parsePack } from './parse-pack.js'
