import type { Formula, Machine, Values } from '../lift/index.js'
import { type AskedPlace, firstField } from './first-field.js'

/** A text, a field with what stands in for it where it is missing, or a choice of texts. */
export type TemplatePart = string | TemplateField | TemplateChoice

export interface TemplateField extends AskedPlace {
  readonly instead?: readonly AskedPlace[]
  readonly missing?: string
}

/** The text of the first way that an event goes, else the other. */
export interface TemplateChoice {
  readonly ways: readonly { readonly when: Formula; readonly parts: readonly TemplatePart[] }[]
  readonly otherwise: readonly TemplatePart[]
}

/** The field that all values come from, or the first of several. */
export function fieldOf(m: Machine, values: Values): TemplateField | undefined {
  const chain = firstField(m, values)
  if (chain === undefined) return undefined
  const { fields, missing } = chain
  const [first, ...instead] = fields as readonly [AskedPlace, ...AskedPlace[]]
  const standsIn = missing === undefined ? {} : { missing }
  return { ...first, ...(instead.length === 0 ? {} : { instead }), ...standsIn }
}
