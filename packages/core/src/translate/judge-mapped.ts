import type { Assumption } from '../assumptions/assumption.js'
import { dischargeAssumptions } from '../assumptions/discharge-assumptions.js'
import { joinOverEvent } from '../assumptions/join-over-event.js'
import { mergeAssumptions } from '../assumptions/merge-assumptions.js'
import { verify } from '../compare/verify.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { EvaluateOptions } from '../evaluate/evaluate.js'
import type { FieldSchema } from '../fields/field-schema.js'
import type { Condition } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import { applyFacts } from '../mapping/apply-facts.js'
import type { MappingContext } from '../mapping/mapping-context.js'
import { amongThose, packAlways } from '../mapping/pack-always.js'
import { assumptionsToSource, isContradicted, isKnown, packAssumptions } from '../mapping/pack-assumptions.js'
import { settledQuestions } from '../mapping/settled-questions.js'
import { toSource } from '../mapping/to-source.js'
import type { JudgeOutput } from './emit-verified.js'

/**
 * The verdict over events of the source: the output is put back into the vendor's names by its definitions there, so
 * that what a mapping merges or drops shows. What the pack knows of the events is used and not reported.
 */
export function judgeMapped(
  source: Condition,
  target: MappingContext,
  options: {
    readonly schema?: FieldSchema
    /** What reading the source relied on, in its own names' vendor form. */
    readonly sourceAssumptions?: readonly Assumption[]
    readonly evaluateOptions?: EvaluateOptions
    /** The source in the vendor's names before the pack's facts were put in. */
    readonly sourceAsRead?: Condition
  } = {},
): JudgeOutput {
  const { schema, sourceAssumptions = [] } = options
  return ({ condition, readerAssumptions, named, insteadOfSource }) => {
    const output = pullBack(condition, target)
    const compared = insteadOfSource === undefined ? source : pullBack(insteadOfSource, target)
    const problem = [...output.diagnostics, ...(compared === source ? [] : (compared as PulledBack).diagnostics)].find(
      ({ severity }) => severity === 'error',
    )
    const open = (assumptions: readonly Assumption[]): readonly Assumption[] =>
      assumptionsToSource(
        schema === undefined ? assumptions : dischargeAssumptions(assumptions, schema),
        target,
      ).filter((assumption) => !isContradicted(assumption, target.index))
    const [writer, reader] = [open(named), open(readerAssumptions)]
    const misread = sourceAssumptions.find((assumption) => isContradicted(assumption, target.index))
    const unknown = (assumptions: readonly Assumption[]): readonly Assumption[] =>
      assumptions.filter((assumption) => !isKnown(assumption, target.index))
    const reported = joinOverEvent(mergeAssumptions([unknown(sourceAssumptions), unknown(writer)]))
    if (problem !== undefined) {
      return { verdict: 'unproven', assumptions: reported, unproven: `Under the mapping: ${problem.message}` }
    }
    if (misread !== undefined) {
      const name = dotted(misread.path)
      const why = `The rule reads ${name} as one value, and the mapping ${target.index.pack.id} says that it is in a list.`
      return { verdict: 'unproven', assumptions: reported, unproven: why }
    }
    const conditions = [compared === source ? source : (compared as PulledBack).condition, output.condition] as const
    const facts = packAssumptions(conditions, target.index)
    const always = packAlways(conditions, target.index.pack)
    const settled = [...writer, ...reader, ...sourceAssumptions].filter((assumption) =>
      isKnown(assumption, target.index),
    )
    const verified = verify({
      source: amongThose(always, conditions[0]),
      output: amongThose(always, conditions[1]),
      readerAssumptions: unknown(reader),
      named: [...facts, ...settled, ...unknown(writer), ...unknown(sourceAssumptions)],
      ...(options.evaluateOptions === undefined ? {} : { evaluateOptions: options.evaluateOptions }),
    })
    const questions = settledQuestions(
      settled,
      [...(options.sourceAsRead === undefined ? [] : [options.sourceAsRead]), output.asRead],
      target.index,
    )
    return { ...verified, assumptions: reported, settled: questions }
  }
}

export interface PulledBack {
  readonly condition: Condition
  /** Before the facts were put in. */
  readonly asRead: Condition
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * A condition in a platform's names as the condition over the vendor's events that it stands for, with what the pack
 * knows of them put in. Two conditions of different platforms can be compared after this.
 */
export function pullBack(condition: Condition, context: MappingContext): PulledBack {
  const diagnostics: Diagnostic[] = []
  const own = toSource(condition, { ...context, diagnostics })
  return { condition: applyFacts(own, context.index), asRead: own, diagnostics }
}
