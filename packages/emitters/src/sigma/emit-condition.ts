import {
  type Assumption,
  type Condition,
  checkCapabilities,
  depthOf,
  diagnostic,
  dotted,
  type EmitOptions,
  type EmittedCondition,
  failure,
  MAX_DEPTH,
  type Result,
  success,
} from '@ruleglot/core'
import { capabilities } from './capabilities.js'
import type { ItemContext } from './leaf-item.js'
import { oneElement } from './one-element.js'
import { type Plan, planDetection } from './plan.js'
import { prepare } from './prepare.js'
import { itemsOfBody } from './selection.js'
import { withoutLetterCase } from './without-letter-case.js'
import { writeDetection } from './write-detection.js'
import { type YamlMap, yamlLines, yamlMap } from './yaml-lines.js'

/** A detection section with what it relies on, before it becomes text. */
export interface Detection {
  readonly section: YamlMap
  readonly assumptions: readonly Assumption[]
  readonly relaxed?: NonNullable<EmittedCondition['relaxed']>
}

/** The condition as a `detection` section: `detection:` with its search identifiers and `condition:`. */
export function emitCondition(condition: Condition, options: EmitOptions): Result<EmittedCondition> {
  const detection = buildDetection(condition, options)
  if (!detection.ok) return detection
  const { section, ...relies } = detection.value
  return success<EmittedCondition>({ text: yamlLines(yamlMap([['detection', section]])), ...relies, diagnostics: [] })
}

export function buildDetection(condition: Condition, options: EmitOptions): Result<Detection> {
  if (depthOf(condition) > MAX_DEPTH) {
    return failure([diagnostic('limit/nesting', `The condition is nested deeper than ${MAX_DEPTH} levels.`)])
  }
  const context: ItemContext = {
    letterCase: options.case ?? 'fold',
    caseFixed: new Set(options.target?.caseFixed ?? []),
  }
  const plain = prepare(condition, context.letterCase)
  const { condition: single, assumptions: lists } =
    options.guards === 'explicit' ? { condition: plain, assumptions: [] } : oneElement(plain)
  const prepared = single === plain ? plain : prepare(single, context.letterCase)
  const problems = checkCapabilities(prepared, capabilities(context), 'sigma')
  if (problems.length > 0) return failure(problems)
  const plan = planDetection(prepared, context)
  const relaxed = context.letterCase === 'fold' ? withoutLetterCase(prepared, context.caseFixed) : undefined
  return success({
    section: writeDetection(plan),
    assumptions: [...lists, ...assumptionsOf(plan)],
    ...(relaxed === undefined ? {} : { relaxed }),
  })
}

function assumptionsOf(plan: Plan): readonly Assumption[] {
  const found = new Map<string, Assumption>()
  const stack: Plan[] = [plan]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'not') stack.push(next.part)
    else if (next.kind !== 'block') for (const part of [...next.parts].reverse()) stack.push(part)
    else {
      for (const { assumptions } of itemsOfBody(next.block.body)) {
        for (const one of assumptions) {
          const key = `${one.kind} ${dotted(one.path)}`
          if (!found.has(key)) found.set(key, one)
        }
      }
    }
  }
  return [...found.values()]
}
