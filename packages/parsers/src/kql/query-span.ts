import type { Span } from '@ruleglot/core'

export function spanOf(start: number, end: number, file: string | undefined): Span {
  return file === undefined ? { start, end } : { start, end, file }
}
