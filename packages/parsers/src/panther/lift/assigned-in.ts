import type { Expression, Statement } from './syntax.js'

/** The names that statements may bind, in this function. */
export function assignedIn(statements: readonly Statement[]): readonly string[] {
  const names = new Set<string>()
  const target = (expression: Expression): void => {
    if (expression.type === 'name') names.add(expression.name)
    else if (expression.type === 'tuple' || expression.type === 'list') expression.items.forEach(target)
    else if (expression.type === 'index' || expression.type === 'attribute') target(expression.object)
  }
  const visit = (one: Statement): void => {
    if (one.type === 'assign') one.targets.forEach(target)
    else if (one.type === 'update' || one.type === 'for') target(one.target)
    else if (one.type === 'other') for (const name of one.assigns) names.add(name)
    else if (one.type === 'expression' && one.value.type === 'call' && one.value.function.type === 'attribute') {
      target(one.value.function.object)
    }
    for (const block of innerBlocks(one)) block.forEach(visit)
  }
  statements.forEach(visit)
  return [...names]
}

export function returnsIn(statements: readonly Statement[]): boolean {
  return statements.some(
    (one) => one.type === 'return' || (one.type === 'other' && one.binds !== true) || innerBlocks(one).some(returnsIn),
  )
}

function innerBlocks(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.type) {
    case 'if':
    case 'for':
      return [statement.body, statement.orElse]
    case 'try':
      return [statement.body, statement.orElse, statement.final, ...statement.handlers.map(({ body }) => body)]
    default:
      return []
  }
}
