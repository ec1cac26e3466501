import { EmbeddedActionsParser, EOF, type IToken, type TokenType } from 'chevrotain'
import type { FieldSyntax, Operand, PredicateSyntax, QuantifiedSyntax, Syntax } from './syntax.js'
import { conditionTokens } from './tokens.js'

/**
 * The grammar of one line inside one group (spec/languages/panther-condition.md has it whole). Groups come in as
 * tokens that are read already, so that nesting costs no stack; only arguments of functions nest here.
 */
class LineParser extends EmbeddedActionsParser {
  private readonly t = conditionTokens().tokens

  constructor() {
    const { tokens } = conditionTokens()
    super(Object.values(tokens), { maxLookahead: 2, recoveryEnabled: false, skipValidations: true })
    this.performSelfAnalysis()
  }

  readonly line = this.RULE('line', (): Syntax => {
    const expression = this.SUBRULE(this.orExpression)
    this.CONSUME(EOF)
    return expression
  })

  private readonly orExpression = this.RULE('orExpression', (): Syntax => {
    const items = [this.SUBRULE(this.andExpression)]
    this.MANY(() => {
      this.CONSUME(this.t.Or)
      items.push(this.SUBRULE2(this.andExpression))
    })
    return items.length === 1 ? (items[0] as Syntax) : { type: 'or', items }
  })

  private readonly andExpression = this.RULE('andExpression', (): Syntax => {
    const items = [this.SUBRULE(this.notExpression)]
    this.MANY(() => {
      this.CONSUME(this.t.And)
      items.push(this.SUBRULE2(this.notExpression))
    })
    return items.length === 1 ? (items[0] as Syntax) : { type: 'and', items }
  })

  private readonly notExpression = this.RULE('notExpression', (): Syntax => {
    const tokens: IToken[] = []
    this.MANY(() => {
      tokens.push(this.CONSUME(this.t.Not))
    })
    const primary = this.SUBRULE(this.primary)
    return tokens.reduceRight<Syntax>((item, token) => ({ type: 'not', item, token }), primary)
  })

  private readonly primary = this.RULE(
    'primary',
    (): Syntax =>
      this.OR([
        { ALT: (): Syntax => ({ type: 'group', token: this.CONSUME(this.t.Group) }) },
        { ALT: (): Syntax => ({ type: 'constant', token: this.CONSUME(this.t.Always) }) },
        { ALT: (): Syntax => this.SUBRULE(this.quantified) },
        { ALT: (): Syntax => this.SUBRULE(this.counted) },
        { ALT: (): Syntax => this.SUBRULE(this.predicate) },
      ]),
  )

  private readonly quantified = this.RULE('quantified', (): QuantifiedSyntax => {
    const quantifier = this.CONSUME(this.t.Quantifier)
    const { values, field } = this.OR([
      {
        ALT: () => {
          this.CONSUME(this.t.Of)
          return { values: false, field: this.SUBRULE(this.field) as FieldSyntax | undefined }
        },
      },
      {
        ALT: () => {
          this.CONSUME(this.t.ValueWord)
          const scope = this.OPTION(() => {
            this.CONSUME2(this.t.Of)
            return this.SUBRULE2(this.field)
          })
          return { values: true, field: scope as FieldSyntax | undefined }
        },
      },
    ])
    const group = this.CONSUME(this.t.Group)
    return { type: 'quantified', quantifier, values, field, group, count: undefined }
  })

  private readonly counted = this.RULE('counted', (): QuantifiedSyntax => {
    const quantifier = this.CONSUME(this.t.CountWord)
    this.CONSUME(this.t.Of)
    const field = this.SUBRULE(this.field)
    const group = this.CONSUME(this.t.Group)
    const operator = this.CONSUME(this.t.ValueOperator)
    const value = this.CONSUME(this.t.Numeral)
    return { type: 'quantified', quantifier, values: false, field, group, count: { operator, value } }
  })

  private readonly predicate = this.RULE('predicate', (): PredicateSyntax => {
    const field = this.SUBRULE(this.field)
    const negated = this.OPTION(() => this.CONSUME(this.t.Not)) !== undefined
    const { operator, operand } = this.OR([
      { ALT: () => ({ operator: this.CONSUME(this.t.Unary), operand: undefined as Operand | undefined }) },
      {
        ALT: () => ({
          operator: this.CONSUME(this.t.ValueOperator),
          operand: this.SUBRULE(this.operand) as Operand | undefined,
        }),
      },
      {
        ALT: () => ({
          operator: this.CONSUME(this.t.Between),
          operand: this.SUBRULE(this.range) as Operand | undefined,
        }),
      },
    ])
    const modifiers: IToken[] = []
    this.MANY(() => {
      this.CONSUME(this.t.Bar)
      modifiers.push(this.CONSUME(this.t.Field))
    })
    return { type: 'predicate', field, negated, operator, operand, modifiers }
  })

  private readonly operand = this.RULE(
    'operand',
    (): Operand =>
      this.OR([
        { ALT: (): Operand => ({ type: 'value', value: this.SUBRULE(this.value) }) },
        { ALT: (): Operand => ({ type: 'list', values: this.SUBRULE(this.list), bulleted: false }) },
        { ALT: (): Operand => ({ type: 'list', values: this.SUBRULE(this.bullets), bulleted: true }) },
        {
          ALT: (): Operand => {
            this.CONSUME(this.t.FieldOf)
            this.CONSUME(this.t.Open)
            const field = this.SUBRULE(this.field)
            this.CONSUME(this.t.Close)
            return { type: 'field', field }
          },
        },
        {
          ALT: (): Operand => {
            this.CONSUME(this.t.Dollar)
            return { type: 'field', field: { type: 'path', token: this.CONSUME(this.t.Field) } }
          },
        },
      ]),
  )

  private readonly range = this.RULE('range', (): Operand => {
    const low = this.SUBRULE(this.value)
    this.CONSUME(this.t.And)
    const high = this.SUBRULE2(this.value)
    return { type: 'range', low, high }
  })

  private readonly list = this.RULE('list', (): readonly IToken[] => {
    const values: IToken[] = []
    const items = (): void => {
      values.push(this.SUBRULE(this.value))
      this.MANY(() => {
        this.CONSUME(this.t.Comma)
        this.OPTION(() => {
          values.push(this.SUBRULE2(this.value))
        })
      })
    }
    this.OR([
      {
        ALT: () => {
          this.CONSUME(this.t.Open)
          items()
          this.CONSUME(this.t.Close)
        },
      },
      {
        ALT: () => {
          this.CONSUME(this.t.ListOpen)
          values.push(this.SUBRULE3(this.value))
          this.MANY2(() => {
            this.CONSUME2(this.t.Comma)
            this.OPTION2(() => {
              values.push(this.SUBRULE4(this.value))
            })
          })
          this.CONSUME(this.t.ListClose)
        },
      },
    ])
    return values
  })

  private readonly bullets = this.RULE('bullets', (): readonly IToken[] => {
    const values: IToken[] = []
    this.AT_LEAST_ONE(() => {
      this.CONSUME(this.t.Bullet)
      values.push(this.SUBRULE(this.value))
    })
    return values
  })

  private readonly value = this.RULE('value', (): IToken => {
    const of = (type: TokenType): { ALT: () => IToken } => ({ ALT: () => this.CONSUME(type) })
    return this.OR([
      of(this.t.Text),
      of(this.t.RawText),
      of(this.t.CurlyText),
      of(this.t.Numeral),
      of(this.t.Now),
      of(this.t.True),
      of(this.t.False),
      of(this.t.Null),
    ])
  })

  private readonly field = this.RULE(
    'field',
    (): FieldSyntax =>
      this.OR([
        { ALT: (): FieldSyntax => ({ type: 'path', token: this.CONSUME(this.t.Field) }) },
        {
          ALT: (): FieldSyntax => {
            this.CONSUME(this.t.FieldsOf)
            this.CONSUME(this.t.Open)
            const token = this.SUBRULE(this.value)
            const end = this.CONSUME(this.t.Close)
            return { type: 'pattern', token, end }
          },
        },
        {
          ALT: (): FieldSyntax => {
            const name = this.CONSUME(this.t.Function)
            this.CONSUME2(this.t.Open)
            const args = [this.SUBRULE(this.argument)]
            this.MANY(() => {
              this.CONSUME(this.t.Comma)
              args.push(this.SUBRULE2(this.argument))
            })
            const end = this.CONSUME2(this.t.Close)
            return { type: 'call', name, args, end }
          },
        },
      ]),
  )

  private readonly argument = this.RULE(
    'argument',
    (): FieldSyntax | { readonly type: 'literal'; readonly token: IToken } =>
      this.OR([
        { ALT: () => this.SUBRULE(this.field) },
        { ALT: () => ({ type: 'literal' as const, token: this.SUBRULE(this.value) }) },
      ]),
  )
}

/** One parse error: what stood there, and which rule met it. */
export interface LineError {
  readonly token: IToken
  readonly rule: string
  readonly previous: IToken | undefined
}

let parser: LineParser | undefined

/** The expression of one line, or where it went wrong. */
export function parseLine(tokens: readonly IToken[]): { readonly syntax: Syntax } | { readonly error: LineError } {
  parser ??= new LineParser()
  parser.input = [...tokens]
  const syntax = parser.line()
  const error = parser.errors[0]
  if (error === undefined) return { syntax }
  return {
    error: {
      token: error.token,
      rule: error.context.ruleStack[error.context.ruleStack.length - 1] ?? 'line',
      previous: (error as { previousToken?: IToken }).previousToken,
    },
  }
}
