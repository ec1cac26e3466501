import type { Expression, FunctionStatement, Statement } from './syntax.js'

/**
 * The names of a module that its functions assign, or lists and dicts of the module that they change: what an earlier
 * event left there is not known. `if isinstance(X, MagicMock)` is passed over, which only a unit test enters.
 */
export function changedGlobals(statements: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const statement of statements) {
    if (statement.type === 'function') for (const name of changedBy(statement)) found.add(name)
  }
  return found
}

/** Methods that change a list, set or dict. */
export const MUTATING: ReadonlySet<string> = new Set(
  'append add extend update remove discard pop popitem insert clear sort reverse setdefault'.split(' '),
)

function changedBy({ parameters, body }: FunctionStatement): ReadonlySet<string> {
  const declared = new Set<string>()
  const bound = new Set<string>(parameters.map(({ name }) => name))
  const changed = new Set<string>()
  const inner = new Set<string>()
  const target = (expression: Expression): void => {
    if (expression.type === 'name') bound.add(expression.name)
    else if (expression.type === 'tuple' || expression.type === 'list') expression.items.forEach(target)
    else change(expression)
  }
  const change = (expression: Expression): void => {
    if (expression.type === 'index' || expression.type === 'attribute') {
      if (expression.object.type === 'name') changed.add(expression.object.name)
      else change(expression.object)
    }
  }
  const visit = (statement: Statement): void => {
    switch (statement.type) {
      case 'global':
        for (const name of statement.names) declared.add(name)
        return
      case 'assign':
        statement.targets.forEach(target)
        return
      case 'update':
        target(statement.target)
        return
      case 'expression': {
        const { value } = statement
        if (value.type !== 'call' || value.function.type !== 'attribute' || !MUTATING.has(value.function.name)) return
        const { object } = value.function
        if (object.type === 'name') changed.add(object.name)
        else change(object)
        return
      }
      case 'if':
        if (!asksForMock(statement.test)) statement.body.forEach(visit)
        statement.orElse.forEach(visit)
        return
      case 'for':
        target(statement.target)
        statement.body.forEach(visit)
        statement.orElse.forEach(visit)
        return
      case 'try':
        for (const block of [statement.body, statement.orElse, statement.final]) block.forEach(visit)
        for (const handler of statement.handlers) handler.body.forEach(visit)
        return
      case 'function':
        bound.add(statement.name)
        for (const name of changedBy(statement)) inner.add(name)
        return
      case 'other':
        for (const name of statement.assigns) changed.add(name)
        return
      default:
    }
  }
  body.forEach(visit)
  const found = new Set<string>()
  for (const name of bound) if (declared.has(name)) found.add(name)
  for (const name of [...changed, ...inner]) if (declared.has(name) || !bound.has(name)) found.add(name)
  return found
}

function asksForMock(test: Expression): boolean {
  const type = test.type === 'call' && test.function.type === 'name' ? test.args[1] : undefined
  return type?.type === 'name' && type.name === 'MagicMock'
}
