import type { Node } from 'acorn'

/** Carries the place of text that is not ours out of the reader; never leaves `readProgram`. */
export class Refusal extends Error {
  readonly start: number
  readonly end: number
  constructor(message: string, node: Node) {
    super(message)
    this.start = node.start
    this.end = node.end
  }
}
