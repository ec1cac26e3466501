export type { Assumption, AssumptionKind, AssumptionPart } from './assumptions/assumption.js'
export { assumptionCondition } from './assumptions/assumption-condition.js'
export { assumptionHolds } from './assumptions/assumption-holds.js'
export { describeAssumption } from './assumptions/describe-assumption.js'
export { dischargeAssumptions } from './assumptions/discharge-assumptions.js'
export { joinKeySpellings, splitKeySpellings } from './assumptions/key-spellings.js'
export { assumptionKey, mergeAssumptions } from './assumptions/merge-assumptions.js'
export type { Settled } from './assumptions/settled.js'
export {
  type Capabilities,
  type Capability,
  type CapabilityProblem,
  checkCapabilities,
} from './capability/capabilities.js'
export { type Place, visitPlaces } from './capability/leave-out.js'
export { type CompareOptions, type Comparison, compareConditions } from './compare/compare-conditions.js'
export { describeLeaf } from './compare/describe-leaf.js'
export { type Implication, implies } from './compare/implies.js'
export { type SampleOptions, sampleEvents } from './compare/sample-events.js'
export { type Satisfiability, satisfiable } from './compare/satisfiable.js'
export { type Verification, type VerifyInput, verify } from './compare/verify.js'
export {
  type CompareRulesOptions,
  compareRules,
  type Relation,
  type RuleComparison,
} from './compare-rules/compare-rules.js'
export { describeTrigger, type TriggerComparison } from './compare-rules/compare-triggers.js'
export { type CodeEntry, DIAGNOSTIC_CODES, type DiagnosticCode } from './diagnostics/codes.js'
export {
  type Diagnostic,
  type DiagnosticDetails,
  diagnostic,
  type Effect,
  type JsonObject,
  type JsonValue,
  type Severity,
} from './diagnostics/diagnostic.js'
export { diagnosticsToJson } from './diagnostics/diagnostics-to-json.js'
export { diagnosticsToMarkdown, markdownCode, markdownText } from './diagnostics/diagnostics-to-markdown.js'
export { diagnosticsToSarif } from './diagnostics/diagnostics-to-sarif.js'
export { InternalError, invariant } from './diagnostics/invariant.js'
export type { DiagnosticSources } from './diagnostics/locate.js'
export { type RenderOptions, renderDiagnostics } from './diagnostics/render.js'
export { failure, type Result, success } from './diagnostics/result.js'
export { visibleText } from './diagnostics/visible-text.js'
export { type Address, type Network, networkContains, parseAddress, parseNetwork } from './evaluate/address.js'
export { canonicalText } from './evaluate/canonical-text.js'
export { codePoints, compareText } from './evaluate/code-points.js'
export { type EvaluateOptions, type Evaluator, evaluate, evaluator } from './evaluate/evaluate.js'
export { foldCodePoint, foldedPairs, foldText, lowerText, upperText } from './evaluate/fold-text.js'
export { parseInstant } from './evaluate/instant.js'
export type { Truth } from './evaluate/kleene.js'
export { leafTest, type MatcherNode } from './evaluate/leaf-test.js'
export { networksTest } from './evaluate/networks-test.js'
export { ecsSchema } from './fields/ecs.js'
export type { FieldFacts, FieldSchema, FieldType } from './fields/field-schema.js'
export { noSchema } from './fields/no-schema.js'
export { generateTests } from './generate-tests/generate-tests.js'
export {
  type GeneratedTest,
  type GenerateTestsOptions,
  planTests,
  type TestPlan,
  type UncoveredLeaf,
} from './generate-tests/plan-tests.js'
export * from './ir/build.js'
export {
  ASCII_CLASSES,
  type CharacterClasses,
  JAVASCRIPT_CLASSES,
  pythonClasses,
  RE2_CLASSES,
} from './ir/character-classes.js'
export { CHILD_KEYS, childrenOf, type Handlers, KINDS } from './ir/child-keys.js'
export {
  type CodePointSet,
  codePointSet,
  complementSet,
  intersectSets,
  LAST_CODE_POINT,
  sameSet,
  setHas,
} from './ir/code-point-set.js'
export { readDecimal } from './ir/decimal-text.js'
export { equals } from './ir/equals.js'
export { type FieldTest, isFieldTest } from './ir/field-test.js'
export { fieldsRead, isPath, pathsOf } from './ir/fields-read.js'
export { leastOf } from './ir/least-of.js'
export type * from './ir/node.js'
export { dotted, type Path, type PathSegment, pathOf, segmentKey } from './ir/path.js'
export { ANY_MANY, ANY_ONE, literalOf, type Pattern, type PatternPart, tidyPattern } from './ir/pattern.js'
export { withoutRedundantExists } from './ir/redundant-exists.js'
export { ANY_CODE_POINT, ANY_TEXT, type CodePointRange, type RegexAssertion, type RegexTree } from './ir/regex.js'
export { simplify } from './ir/simplify.js'
export { mapChildren, transform } from './ir/transform.js'
export { depthOf, MAX_DEPTH, visit } from './ir/visit.js'
export type * from './language.js'
export { lintCondition } from './lint/lint-condition.js'
export { detectPacks, type PackRouting } from './mapping/detect-pack.js'
export { extendPack } from './mapping/extend-pack.js'
export { fromPlatformEvent, toPlatformEvent } from './mapping/map-event.js'
export { type MappedRule, type MapRuleOptions, mapRule } from './mapping/map-rule.js'
export type { MappedField, MappingContext } from './mapping/mapping-context.js'
export type * from './mapping/pack.js'
export { amongThose, packAlways } from './mapping/pack-always.js'
export { packCondition } from './mapping/pack-condition.js'
export { type PackIndex, packIndex } from './mapping/pack-index.js'
export { type PlaceOf, readPackDocument } from './mapping/read-pack.js'
export type { Transform } from './mapping/transform.js'
export { unknownFields } from './mapping/unknown-fields.js'
export { inlineLets } from './normalise/inline-let.js'
export { type NormaliseOptions, normalise, type ScalarType } from './normalise/normalise.js'
export { backtracksBadly } from './regular/backtracks-badly.js'
export { findRelated, type RelatedReport, type RelatedRules } from './related/find-related.js'
export type { AlertTitle, AskedField, TitleChoice, TitleField, TitlePart, TitleWay } from './rule/alert-title.js'
export {
  askedFields,
  isChoice,
  renameTitle,
  takesFirstOf,
  textsOf,
  titleConditions,
  titlePaths,
} from './rule/alert-title.js'
export {
  type AttackTactic,
  type AttackTechnique,
  type AttackVersion,
  attackInVersion,
  attackTactic,
  attackTacticUrl,
  attackTechnique,
  attackTechniqueTitle,
  attackTechniqueUrl,
  pairAttack,
  parsePantherAttack,
} from './rule/attack.js'
export { fingerprint, isUnchanged, type RuleOrigin, SOURCE_TEXT, withOrigin } from './rule/origin.js'
export { ROUTING_KEYS, type RoutingKey, routingKeysOf } from './rule/routing-keys.js'
export type * from './rule/rule.js'
export {
  type ElasticSeverity,
  elasticSeverity,
  pantherSeverity,
  parseSeverity,
  SEVERITIES,
  severityOfRiskScore,
  sigmaLevel,
} from './rule/severity.js'
export { readCondition } from './schema/read-condition.js'
export { readRule } from './schema/read-rule.js'
export { type LineColumn, lineColumn, type SourceText, shiftSpan } from './source/source-text.js'
export type { Span } from './source/span.js'
export {
  anyCaseFields,
  emitVerifiedCondition,
  emitVerifiedRule,
  type Target,
  wholeCondition,
} from './translate/emit-verified.js'
export { judgeMapped, type PulledBack, pullBack } from './translate/judge-mapped.js'
export { type RankedPacks, rankPacks } from './translate/rank-packs.js'
export { readRules, ruleOf, type Translation, translateRule, translateText } from './translate/translate.js'
export type {
  Emission,
  RuleEmission,
  RuleVerdict,
  TriggerVerdict,
  Verdict,
  Witness,
} from './verdict/verdict.js'
