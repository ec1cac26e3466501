import {
  type AlertTitle,
  type AskedField,
  type Condition,
  childrenOf,
  mergeAssumptions,
  type TitlePart,
  titleConditions,
} from '@ruleglot/core'
import type { Machine, Values } from '../lift/index.js'
import { type ConditionContext, conditionOf } from './condition-of.js'
import type { AskedPlace } from './first-field.js'
import { kept, type Read } from './lifted-functions.js'
import type { TemplateChoice, TemplatePart } from './template-part.js'
import { templateOf } from './text-template.js'

/** title(): text, fields with what stands in for them, and choices. It is the same text wherever Python gives one. */
export function readTitle(m: Machine, values: Values, context: ConditionContext): Read<AlertTitle> {
  const template = templateOf(m, values)
  if (!template.ok) return template
  const title = titleOf(m, template.value, context)
  const leaves = titleConditions(title).reduce((sum, condition) => sum + leavesOf(condition), 0)
  return leaves > MOST_LEAVES ? kept('its text depends on too many conditions') : { ok: true, value: title }
}

/** More are no text that somebody reads. */
const MOST_LEAVES = 40

function leavesOf(condition: Condition): number {
  const children = childrenOf(condition)
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child), 0)
}

function titleOf(m: Machine, parts: readonly TemplatePart[], context: ConditionContext): AlertTitle {
  return parts.map((part): TitlePart => {
    if (typeof part === 'string') return part
    if ('ways' in part) return choiceWith(m, part, context)
    const { instead, missing } = part
    return {
      ...asked(part),
      ...(instead === undefined ? {} : { instead: instead.map(asked) }),
      ...(missing === undefined ? {} : { missing }),
    }
  })
}

function choiceWith(m: Machine, { ways, otherwise }: TemplateChoice, context: ConditionContext): TitlePart {
  const read = ways.map(({ when, parts }) => ({ ...conditionOf(m, when, context), parts }))
  const assumptions = mergeAssumptions([read.flatMap(({ relied }) => relied)])
  return {
    ways: read.map(({ condition, parts }) => ({ when: condition, text: titleOf(m, parts, context) })),
    otherwise: titleOf(m, otherwise, context),
    ...(assumptions.length === 0 ? {} : { assumptions }),
  }
}

function asked({ node, missingWhen }: AskedPlace): AskedField {
  return { path: node.path, ...(missingWhen === undefined ? {} : { missingWhen }) }
}
