import {
  type Assumption,
  anyCaseFields,
  type Condition,
  dotted,
  ecsSchema,
  type FieldSchema,
  verify,
  visit,
} from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import { panther as reader } from '@ruleglot/parsers/panther'
import { emitCondition } from 'ruleglot'

/** One condition written as Python, read again and compared. */
export interface PythonTrip {
  readonly name: string
  readonly verdict: string
  /** Why it is not exact. */
  readonly why?: string
  /** Lines of rule() beyond one for each leaf; undefined where nothing was written. */
  readonly more?: number
}

/** As a user has it: fields of Elastic's schema. */
export function tripOf(name: string, condition: Condition): PythonTrip {
  const emitted = emitCondition('panther', condition, { schema: ecsSchema })
  if (!emitted.ok) return refused(name, emitted.diagnostics)
  const { text, verdict, unproven } = emitted.value
  return { name, verdict, ...(unproven === undefined ? {} : { why: unproven }), more: linesBeyond(text, condition) }
}

/** Of a rule that was lifted: under what the lifting assumed too. */
export function liftedTripOf(name: string, source: Condition, assumed: readonly Assumption[]): PythonTrip {
  const emitted = writer.emitCondition?.(source, { schema: listsOf(assumed) })
  if (emitted?.ok !== true) return refused(name, emitted?.diagnostics ?? [])
  const { text, assumptions } = emitted.value
  const back = reader.parseCondition?.(text, { anyCase: anyCaseFields(source) })
  if (back?.ok !== true) return { name, verdict: 'not read' }
  const { condition: output, assumptions: readerAssumptions } = back.value
  const { verdict, unproven } = verify({ source, output, readerAssumptions, named: [...assumptions, ...assumed] })
  return { name, verdict, ...(unproven === undefined ? {} : { why: unproven }), more: linesBeyond(text, source) }
}

/** What is assumed to be a list is read as one. */
export function listsOf(assumed: readonly Assumption[]): FieldSchema {
  const lists = new Set(assumed.filter(({ kind }) => kind === 'list').map(({ path }) => dotted(path)))
  return {
    id: 'assumed lists',
    lookup: (path) => (lists.has(dotted(path)) ? { type: 'keyword', array: true } : undefined),
  }
}

function refused(name: string, diagnostics: readonly { readonly message: string }[]): PythonTrip {
  return { name, verdict: 'refused', why: diagnostics[0]?.message ?? 'no reason given' }
}

function linesBeyond(text: string, condition: Condition): number {
  return bodyLines(text) - leavesOf(condition)
}

/** Lines below `def rule`. */
function bodyLines(text: string): number {
  const lines = text.split('\n')
  const start = lines.indexOf('def rule(event):') + 1
  const end = lines.findIndex((line, i) => i >= start && /^\S/.test(line))
  return lines.slice(start, end === -1 ? undefined : end).filter((line) => line.trim() !== '').length
}

function leavesOf(condition: Condition): number {
  let leaves = 0
  visit(condition, (node) => {
    if (LEAVES.has(node.kind)) leaves++
  })
  return leaves
}

const LEAVES: ReadonlySet<string> = new Set(
  'Compare In Match Regex Cidr Exists Shape CompareFields Tokens Search Ref'.split(' '),
)
