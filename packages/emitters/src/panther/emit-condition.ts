import {
  type Condition,
  checkCapabilities,
  type Diagnostic,
  depthOf,
  diagnostic,
  type EmitOptions,
  type EmittedCondition,
  failure,
  mergeAssumptions,
  type Result,
  success,
} from '@ruleglot/core'
import { capabilities } from './capabilities.js'
import { type PythonModule, printModule, writeModule } from './module.js'
import { writeDetection } from './simple/index.js'
import { yamlLines } from './yaml.js'

/** Text of a rule that was never understood is written back as it is, into its own language only. */
export const PYTHON = 'panther-python'

/** A module with rule(event), or a detection in YAML, and the assumptions that it relies on to mean the condition. */
export function emitCondition(condition: Condition, options: EmitOptions): Result<EmittedCondition> {
  if (condition.kind === 'Opaque' && condition.language === PYTHON) {
    return success({ text: condition.text, assumptions: [], diagnostics: [] })
  }
  if (options.style === 'simple') return emitDetection(condition, options)
  const module = checkedModule(condition, options)
  if (!module.ok) return module
  const { assumptions } = module.value.writing
  return success({ text: printModule(module.value), assumptions: mergeAssumptions([assumptions]), diagnostics: [] })
}

/** The `Detection` of a Simple Detection. */
function emitDetection(condition: Condition, options: EmitOptions): Result<EmittedCondition> {
  const written = writeDetection(condition, options)
  if (!written.ok) return written
  const { expressions, assumptions } = written.value
  return success({ text: `${yamlLines([['Detection', expressions]]).join('\n')}\n`, assumptions, diagnostics: [] })
}

export function checkedModule(condition: Condition, options: EmitOptions): Result<PythonModule> {
  const problems = conditionProblems(condition, options)
  return problems.length > 0 ? failure(problems) : success(writeModule(condition, options))
}

export function conditionProblems(condition: Condition, options: EmitOptions): readonly Diagnostic[] {
  if (depthOf(condition) > DEEPEST) {
    const message = `The condition is nested more than ${DEEPEST} deep, which Python's parser does not take.`
    return [diagnostic('limit/nesting', message, { hint: 'Split the rule, or flatten its brackets.' })]
  }
  return checkCapabilities(condition, capabilities(options.guards === 'explicit'), 'panther')
}

/** CPython gives up at 200 brackets inside each other; a node writes up to two. */
const DEEPEST = 60
