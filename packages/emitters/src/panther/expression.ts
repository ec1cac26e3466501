/** A Python expression and how tightly it binds. `negated`: the expression that says the opposite more plainly. */
export interface Expression {
  readonly text: string
  readonly level: Level
  readonly negated?: Expression
}

export const LEVEL = { or: 1, and: 2, not: 3, compare: 4, atom: 5 } as const
export type Level = (typeof LEVEL)[keyof typeof LEVEL]

/** An expression in parentheses where it binds more loosely than its place needs. */
export function within(expression: Expression, level: Level): string {
  return expression.level < level ? `(${expression.text})` : expression.text
}

export function atom(text: string): Expression {
  return { text, level: LEVEL.atom }
}

/** A comparison with its opposite. */
export function comparison(left: string, operator: ComparisonOperator, right: string): Expression {
  const text = `${left} ${operator} ${right}`
  return {
    text,
    level: LEVEL.compare,
    negated: { text: `${left} ${OPPOSITE[operator]} ${right}`, level: LEVEL.compare },
  }
}

export type ComparisonOperator = '==' | '!=' | 'in' | 'not in' | 'is' | 'is not'

const OPPOSITE: { readonly [O in ComparisonOperator]: ComparisonOperator } = {
  '==': '!=',
  '!=': '==',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
}

export function allOf(parts: readonly Expression[]): Expression {
  const texts = [...new Set(parts.map((part) => within(part, LEVEL.and)))]
  const [first] = parts
  if (texts.length === 1 && first !== undefined) return first
  return { text: texts.join(' and '), level: LEVEL.and }
}

export function anyOf(parts: readonly Expression[]): Expression {
  if (parts.length === 1) return parts[0] as Expression
  // Python knows that `and` binds tighter; people like to see it.
  const text = parts.map((part) => within(part, LEVEL.not)).join(' or ')
  const opposites = parts.map(({ level, negated }) => (level === LEVEL.compare ? negated : undefined))
  if (parts.length > MOST_TURNED || opposites.includes(undefined)) return { text, level: LEVEL.or }
  return { text, level: LEVEL.or, negated: allOf(opposites as readonly Expression[]) }
}

/** `a is None and b is None` rather than `not (a is not None or b is not None)`, as long as it is plain to see. */
const MOST_TURNED = 3

export function negate(expression: Expression): Expression {
  if (expression.negated !== undefined) return { ...expression.negated, negated: expression }
  return { text: `not ${within(expression, LEVEL.compare)}`, level: LEVEL.not, negated: expression }
}
