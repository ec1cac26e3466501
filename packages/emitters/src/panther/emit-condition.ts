import {
  backtracksBadly,
  type Condition,
  checkCapabilities,
  type Diagnostic,
  depthOf,
  diagnostic,
  dotted,
  type EmitOptions,
  type EmittedCondition,
  type Field,
  failure,
  isPath,
  mergeAssumptions,
  type NamedList,
  type Result,
  success,
  visit,
} from '@ruleglot/core'
import { capabilities } from './capabilities.js'
import { type PythonModule, printModule, writeModule } from './module.js'
import { writeDetection } from './simple/index.js'
import { yamlLines } from './yaml.js'

/** Text of a rule that was never understood is written back as it is, into its own language only. */
export const PYTHON = 'panther-python'

/** A module with rule(event), or a detection in YAML, and the assumptions that it relies on to mean the condition. */
export function emitCondition(condition: Condition, options: EmitOptions): Result<EmittedCondition> {
  if (condition.kind === 'Opaque' && condition.language === PYTHON && isModule(condition.text)) {
    return success({ text: condition.text, assumptions: [], diagnostics: [] })
  }
  if (options.style === 'simple') return emitDetection(condition, options)
  const module = checkedModule(condition, options)
  if (!module.ok) return module
  const { assumptions } = module.value.writing
  return success({
    text: printModule(module.value),
    assumptions: mergeAssumptions([assumptions]),
    diagnostics: slowRegexes(condition),
  })
}

/** A part of a rule that was not understood is no rule. */
function isModule(text: string): boolean {
  return /^(?:def rule\(|rule\s*=|from\s.*\bimport\b.*\brule\b)/m.test(text)
}

/** The `Detection` of a Simple Detection. */
function emitDetection(condition: Condition, options: EmitOptions): Result<EmittedCondition> {
  const written = writeDetection(condition, options)
  if (!written.ok) return written
  const { expressions, assumptions } = written.value
  return success({ text: `${yamlLines([['Detection', expressions]]).join('\n')}\n`, assumptions, diagnostics: [] })
}

export function checkedModule(
  condition: Condition,
  options: EmitOptions,
  namedLists: readonly NamedList[] = [],
): Result<PythonModule> {
  const problems = conditionProblems(condition, options)
  return problems.length > 0 ? failure(problems) : success(writeModule(condition, options, namedLists))
}

/** Python's re backtracks: a hostile event could keep the rule busy for ever. The meaning is the same. */
export function slowRegexes(condition: Condition): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visit(condition, (node) => {
    if (node.kind !== 'Regex' || !backtracksBadly(node.tree)) return
    const message = `Python may take exponential time for the regular expression on ${fieldName(node.field)}: a loop in it can go round the same text in several ways.`
    const hint = 'Leave out repetitions inside repetitions, or let what separates the rounds be required.'
    found.push(
      diagnostic('emit/backtracking', message, {
        ...(node.span === undefined ? {} : { span: node.span }),
        hint,
        effect: 'none',
      }),
    )
  })
  return found
}

const fieldName = (field: Field): string => (isPath(field) ? dotted(field) : 'a computed value')

export function conditionProblems(condition: Condition, options: EmitOptions): readonly Diagnostic[] {
  if (depthOf(condition) > DEEPEST) {
    const message = `The condition is nested more than ${DEEPEST} deep, which Python's parser does not take.`
    return [diagnostic('limit/nesting', message, { hint: 'Split the rule, or flatten its brackets.' })]
  }
  return checkCapabilities(condition, capabilities(options.guards === 'explicit'), 'panther')
}

/** CPython gives up at 200 brackets inside each other; a node writes up to two. */
const DEEPEST = 60
