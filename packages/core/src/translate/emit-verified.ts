import type { Assumption } from '../assumptions/assumption.js'
import { type Verification, verify } from '../compare/verify.js'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { failure, type Result, success } from '../diagnostics/result.js'
import { and } from '../ir/build.js'
import { fieldsRead } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import type {
  EmitOptions,
  EmittedCondition,
  LanguageEmitter,
  LanguageParser,
  ParsedCondition,
  ParseRulesOptions,
} from '../language.js'
import type { Rule } from '../rule/rule.js'
import type { Emission, RuleEmission, TriggerVerdict, Verdict } from '../verdict/verdict.js'

/**
 * Writing with a verdict: the output is read back by the target's own parser and compared with what it was made from.
 * Without a reader, or when the output cannot be read back, the verdict is `unproven`.
 */
export interface Target {
  readonly emitter: LanguageEmitter
  readonly reader?: LanguageParser
}

export function emitVerifiedCondition(
  condition: Condition,
  target: Target,
  options: EmitOptions = {},
  judgeOutput: JudgeOutput = sameNames(condition, options),
): Result<Emission> {
  const { emitter, reader } = target
  if (emitter.emitCondition === undefined) return failure([cannotWrite(emitter.id, 'a condition alone')])
  const emitted = emitter.emitCondition(condition, options)
  if (!emitted.ok) return emitted
  const { text, diagnostics } = emitted.value
  const readBack = reader?.parseCondition?.(text, readOptions(options, condition))
  const { cause: _, ...outcome } = judge(condition, readBack, emitted.value, judgeOutput)
  const all = [...emitted.diagnostics, ...diagnostics]
  return success({ text, diagnostics: all, fields: fieldNames(condition), ...outcome }, all)
}

/** A rule that was written and read back. */
export interface VerifiedRule extends RuleEmission {
  /**
   * The output as its target's reader reads it, before the verdict was put in its header; undefined where nothing but a
   * condition can be read.
   */
  readonly readBack?: Rule
}

/**
 * The rule is written twice: once to be judged, then with the verdict in its header and, where that is not exact,
 * disabled.
 */
export function emitVerifiedRule(
  rule: Rule,
  target: Target,
  options: EmitOptions = {},
  judgeOutput: JudgeOutput = sameNames(wholeCondition(rule), options, rule.assumptions),
): Result<VerifiedRule> {
  const { emitter } = target
  if (emitter.emitRule === undefined) return ruleFromCondition(rule, target, options, judgeOutput)
  const draft = emitter.emitRule(rule, options)
  if (!draft.ok) return draft
  const readBack = readRule(target, draft.value, options, wholeCondition(rule))
  const { cause, ...outcome } = judge(wholeCondition(rule), readBack, draft.value, judgeOutput)
  const { verdict, witness } = outcome
  const final = emitter.emitRule(rule, {
    ...options,
    verdict: {
      condition: verdict,
      ...(cause === undefined ? {} : { cause }),
      ...(witness === undefined ? {} : { witness }),
    },
  })
  if (!final.ok) return final
  const { text, files, trigger, triggerCause, severity, routing } = final.value
  const diagnostics = [...final.diagnostics, ...final.value.diagnostics, ...triggerDiagnostics(trigger, triggerCause)]
  const ruleVerdict = { condition: verdict, trigger, severity, routing }
  const fields = fieldNames(wholeCondition(rule))
  const differs = cause === undefined ? {} : { cause }
  const read = readBack?.ok === true && readBack.value.rule !== undefined ? { readBack: readBack.value.rule } : {}
  return success({ text, files, diagnostics, fields, ...outcome, ...differs, ruleVerdict, ...read }, diagnostics)
}

/** For languages that hold a condition and nothing else: the metadata has no place there. */
function ruleFromCondition(
  rule: Rule,
  target: Target,
  options: EmitOptions,
  judgeOutput: JudgeOutput,
): Result<RuleEmission> {
  const emitted = emitVerifiedCondition(wholeCondition(rule), target, options, judgeOutput)
  if (!emitted.ok) return emitted
  const { text, verdict } = emitted.value
  const trigger: TriggerVerdict = rule.trigger.kind === 'each' ? 'exact' : 'lost'
  const cause = `${target.emitter.id} holds a condition only; the ${rule.trigger.kind} trigger of the rule has no place in it.`
  const diagnostics = [...emitted.value.diagnostics, ...triggerDiagnostics(trigger, cause)]
  return success(
    {
      ...emitted.value,
      diagnostics,
      files: { [`${options.fileStem ?? 'rule'}.${target.emitter.extension ?? target.emitter.id}`]: `${text}\n` },
      ruleVerdict: { condition: verdict, trigger, severity: 'exact', routing: 'none' },
    },
    diagnostics,
  )
}

/** What fires the rule: the condition and everything that must hold for it not to raise. */
export function wholeCondition(rule: Rule): Condition {
  return rule.defined.length === 0 ? rule.condition : and([rule.condition, ...rule.defined.map((guard) => guard.when)])
}

function fieldNames(condition: Condition): readonly string[] {
  return fieldsRead(condition).map(dotted)
}

function readRule(
  target: Target,
  draft: { readonly text: string; readonly files: Readonly<Record<string, string>> },
  options: EmitOptions,
  source: Condition,
): Result<ParsedCondition & { readonly rule?: Rule }> | undefined {
  const { reader } = target
  if (reader?.parseRules !== undefined) {
    const rules = reader.parseRules(draft.files, readOptions(options, source))
    if (!rules.ok) return rules
    const first = rules.value[0]
    if (first === undefined)
      return failure([diagnostic('rule/not-read-back', 'The output holds no rule when it is read back.')])
    const read = { condition: wholeCondition(first), assumptions: first.assumptions ?? [], rule: first }
    return success(read, rules.diagnostics)
  }
  return reader?.parseCondition?.(draft.text, readOptions(options, source))
}

function readOptions({ schema }: EmitOptions, source: Condition): ParseRulesOptions {
  const anyCase = anyCaseFields(source)
  return { ...(schema === undefined ? {} : { schema }), ...(anyCase.length === 0 ? {} : { anyCase }) }
}

/**
 * Dotted names of the fields whose keys the condition takes in any letter case. Of keys in other letters than ASCII's
 * languages make different lower case, so that it does not say how a target finds them.
 */
export function anyCaseFields(condition: Condition): readonly string[] {
  return fieldsRead(condition)
    .filter((path) => path.length > 0 && path.every((segment) => typeof segment !== 'string'))
    .map(dotted)
    .filter((name) => /^[\x20-\x7e]*$/.test(name))
}

type Judgement = Pick<Emission, 'verdict' | 'assumptions' | 'settled' | 'witness' | 'unproven'> & {
  readonly cause?: string
}

/** What an output that was read back means, beside what it should mean. */
export interface Output {
  readonly condition: Condition
  /** What that reading relies on. */
  readonly readerAssumptions: readonly Assumption[]
  /** What the writer says the output relies on. */
  readonly named: readonly Assumption[]
  /** What the writer gave up on purpose; it is judged in place of the source when given. */
  readonly insteadOfSource?: Condition
}

/** Says how an output stands to its source. Under a mapping, on events of the source. */
export type JudgeOutput = (output: Output) => Verification

/** `assumed`: what reading the source relied on; the verdict is about the text that was read. */
function sameNames(source: Condition, { schema }: EmitOptions, assumed: readonly Assumption[] = []): JudgeOutput {
  return ({ condition, readerAssumptions, named, insteadOfSource }) =>
    verify({
      source: insteadOfSource ?? source,
      output: condition,
      readerAssumptions,
      named: [...assumed, ...named],
      ...(schema === undefined ? {} : { schema }),
    })
}

/**
 * Compares the output with its source; if they differ, with what the emitter gave up on purpose, which names the cause.
 * `written`: what the emitter was asked to write.
 */
function judge(
  written: Condition,
  readBack: Result<ParsedCondition> | undefined,
  { assumptions: named, relaxed }: Pick<EmittedCondition, 'assumptions' | 'relaxed'>,
  judgeOutput: JudgeOutput,
): Judgement {
  if (readBack === undefined) return unproven(named, 'The target language has no reader that could check the output.')
  if (!readBack.ok) {
    const problem = readBack.diagnostics[0]
    return unproven(named, `The output could not be read back: ${problem?.message ?? 'no reason given'}`)
  }
  const { condition, assumptions: readerAssumptions } = readBack.value
  const direct = judgeOutput({ condition, readerAssumptions, named })
  if (direct.verdict === 'exact' || relaxed === undefined) return direct
  const afterwards = judgeOutput({ condition, readerAssumptions, named, insteadOfSource: relaxed.condition })
  if (afterwards.verdict !== 'exact' || relaxed.cause === undefined || direct.verdict === 'unproven') return direct
  // A mapping that lost something on the way is another cause.
  const asked = judgeOutput({ condition: written, readerAssumptions: [], named })
  return asked.verdict === 'exact' ? { ...direct, cause: relaxed.cause } : direct
}

function unproven(
  assumptions: readonly Assumption[],
  why: string,
): { verdict: Verdict; assumptions: readonly Assumption[]; unproven: string } {
  return { verdict: 'unproven', assumptions, unproven: why }
}

function triggerDiagnostics(trigger: TriggerVerdict, cause: string | undefined): readonly Diagnostic[] {
  if (trigger === 'exact') return []
  const code = trigger === 'lost' ? 'rule/trigger-lost' : 'rule/trigger-approximate'
  return [diagnostic(code, cause ?? `The trigger of the rule is ${trigger}.`)]
}

function cannotWrite(id: string, what: string): Diagnostic {
  return diagnostic('rule/not-writable', `${id} cannot be written as ${what}.`)
}
