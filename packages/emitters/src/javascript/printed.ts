import type { Scope } from './access.js'
import type { Writer } from './writer.js'

/** One expression, without brackets around it; `tightness` says what may stand beside it. */
export interface Printed {
  readonly text: string
  readonly tightness: 'or' | 'and' | 'equality' | 'unary'
  /** The complement, where there is an operator for it. */
  readonly negated?: string
}

export interface PrintContext {
  readonly writer: Writer
  readonly scope: Scope
}

export const unary = (text: string): Printed => ({ text, tightness: 'unary' })
export const TRUE = unary('true')
export const FALSE = unary('false')
