/** A bug of ruleglot itself. Bad input never ends here: it becomes a diagnostic. Misuse of the API is a TypeError. */
export class InternalError extends Error {
  override readonly name = 'InternalError'
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(`ruleglot bug: ${message}`)
}
