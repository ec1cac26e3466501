import { EmbeddedActionsParser, EOF, type IToken, type TokenType } from 'chevrotain'
import type { EqlEvent, EqlExpression, EqlLiteral, EqlQuery, EqlStep } from './ast.js'
import {
  addBinary,
  addComma,
  addOperand,
  addPrefix,
  type BinaryOperator,
  close,
  type ExpressionBuilder,
  finish,
  type Misplaced,
  open,
  startExpression,
} from './build-expression.js'
import { type EqlTokens, tokenList } from './tokens.js'
import { fieldKeys, unescapeRaw, unescapeString } from './unescape.js'

/**
 * The grammar of EQL:
 *
 *     query      = ( several { step } [ "until" step ] | event ) { "|" pipe [ values ] }
 *     several    = ( "sequence" | "sample" | "join" ) { header }
 *     header     = "by" values | "with" name "=" span
 *     step       = [ "!" ] "[" event "]" { header }
 *     event      = category "where" values
 *     values     = operand { ( operator | "," ) operand }
 *     operand    = { "not" | "-" | "+" | "(" | function "(" } ( constant | field | ")" ) { ")" }
 *
 * Brackets are counted by `build-expression`, not by rules that call themselves: a Chevrotain rule takes so much of the
 * JavaScript stack that a few hundred parentheses would overflow it.
 */
export class EqlParser extends EmbeddedActionsParser {
  builder: ExpressionBuilder = startExpression()
  /** The first part that could not stand where it stands. */
  misplaced: { readonly reason: Misplaced; readonly token: IToken } | undefined
  /** Escapes that mean nothing, by their place in the text. */
  badEscapes: { readonly start: number; readonly end: number }[] = []
  readonly query: () => EqlQuery | undefined

  constructor(tokens: EqlTokens) {
    super(tokenList(tokens), { maxLookahead: 1, recoveryEnabled: false, skipValidations: true })
    const refuse = (reason: Misplaced | undefined, token: IToken): void => {
      if (reason !== undefined && this.misplaced === undefined) this.misplaced = { reason, token }
    }
    const binary = new Map<TokenType, BinaryOperator>([
      [tokens.And, { kind: 'and' }],
      [tokens.Or, { kind: 'or' }],
      [tokens.Equal, { kind: 'compare', operator: '==' }],
      [tokens.Unequal, { kind: 'compare', operator: '!=' }],
      [tokens.Less, { kind: 'compare', operator: '<' }],
      [tokens.AtMost, { kind: 'compare', operator: '<=' }],
      [tokens.More, { kind: 'compare', operator: '>' }],
      [tokens.AtLeast, { kind: 'compare', operator: '>=' }],
      [tokens.Colon, { kind: 'member', operator: 'equals', ignoreCase: true, negated: false }],
      [tokens.In, { kind: 'member', operator: 'in', ignoreCase: false, negated: false }],
      [tokens.InFold, { kind: 'member', operator: 'in', ignoreCase: true, negated: false }],
      [tokens.Like, { kind: 'member', operator: 'like', ignoreCase: false, negated: false }],
      [tokens.LikeFold, { kind: 'member', operator: 'like', ignoreCase: true, negated: false }],
      [tokens.Regex, { kind: 'member', operator: 'regex', ignoreCase: false, negated: false }],
      [tokens.RegexFold, { kind: 'member', operator: 'regex', ignoreCase: true, negated: false }],
      [tokens.Plus, { kind: 'arithmetic', operator: '+' }],
      [tokens.Minus, { kind: 'arithmetic', operator: '-' }],
      [tokens.Star, { kind: 'arithmetic', operator: '*' }],
      [tokens.Slash, { kind: 'arithmetic', operator: '/' }],
      [tokens.Percent, { kind: 'arithmetic', operator: '%' }],
    ])
    const literals: Readonly<Record<string, (image: string) => EqlLiteral['value']>> = {
      True: () => true,
      False: () => false,
      Null: () => null,
      Integer: Number,
      Decimal: Number,
      RawString: unescapeRaw,
    }
    const textOf = (token: IToken): string => {
      if (token.tokenType === tokens.RawString) return unescapeRaw(token.image)
      const read = unescapeString(token.image)
      if ('text' in read) return read.text
      const start = token.startOffset + read.badAt
      this.badEscapes.push({ start, end: start + read.length })
      return ''
    }
    const literalOf = (token: IToken): EqlLiteral => {
      const { image, startOffset: start, tokenType } = token
      const place = { start, end: start + image.length, depth: 1 }
      if (tokenType === tokens.String) return { type: 'literal', value: textOf(token), ...place }
      const value = literals[tokenType.name]?.(image) ?? null
      return { type: 'literal', value, ...(typeof value === 'number' ? { text: image } : {}), ...place }
    }
    const fieldOf = (token: IToken): EqlExpression => ({
      type: 'field',
      ...fieldKeys(token.image),
      start: token.startOffset,
      end: token.startOffset + token.image.length,
      depth: 1,
    })
    const oneOf = (at: number, types: readonly TokenType[]): IToken =>
      this.or(
        at,
        types.map((type, i) => ({ ALT: () => this.consume(100 + i, type) })),
      ) as IToken

    const operand = this.RULE('operand', (): void => {
      let expected = true
      let closes = false
      this.AT_LEAST_ONE({
        GATE: () => expected,
        DEF: () => {
          this.OR([
            {
              ALT: () => {
                const token = this.CONSUME(tokens.Not)
                this.ACTION(() => refuse(addPrefix(this.builder, { kind: 'not' }, token.startOffset), token))
              },
            },
            {
              ALT: () => {
                const token = this.CONSUME(tokens.Minus)
                this.ACTION(() => refuse(addPrefix(this.builder, { kind: 'minus' }, token.startOffset), token))
              },
            },
            {
              ALT: () => {
                const token = this.CONSUME(tokens.Plus)
                this.ACTION(() => refuse(addPrefix(this.builder, { kind: 'plus' }, token.startOffset), token))
              },
            },
            {
              ALT: () => {
                const token = this.CONSUME(tokens.OpenParenthesis)
                this.ACTION(() => refuse(open(this.builder, '', token.startOffset, token.startOffset), token))
              },
            },
            {
              ALT: () => {
                const name = this.CONSUME(tokens.Function)
                const bracket = this.CONSUME2(tokens.OpenParenthesis)
                this.ACTION(() => {
                  refuse(open(this.builder, name.image, name.startOffset, bracket.startOffset), name)
                  // A call without arguments is whole with its bracket.
                  if (this.LA(1).tokenType === tokens.CloseParenthesis) {
                    closes = true
                    expected = false
                  }
                })
              },
            },
            {
              ALT: () => {
                const token = this.CONSUME(tokens.Constant)
                this.ACTION(() => addOperand(this.builder, literalOf(token)))
                expected = false
              },
            },
            {
              ALT: () => {
                const token = this.CONSUME(tokens.Field)
                this.ACTION(() => addOperand(this.builder, fieldOf(token)))
                expected = false
              },
            },
          ])
        },
      })
      this.ACTION(() => {
        // An operand that stops after `not` or a bracket: let the rule fail where it stands.
        if (expected) this.consume(99, tokens.Constant, undefined)
      })
      this.MANY(() => {
        const token = this.CONSUME(tokens.CloseParenthesis)
        this.ACTION(() => {
          refuse(close(this.builder, closes, token.startOffset + 1), token)
          closes = false
        })
      })
    })

    /** Gives what commas divide at the top. */
    const values = this.RULE('values', (): readonly EqlExpression[] => {
      this.ACTION(() => {
        this.builder = startExpression()
      })
      this.SUBRULE1(operand)
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              const token = this.CONSUME(tokens.Comma)
              this.ACTION(() => refuse(addComma(this.builder), token))
            },
          },
          {
            ALT: () => {
              const token = this.CONSUME(tokens.Not)
              this.OR2([{ ALT: () => this.CONSUME(tokens.In) }, { ALT: () => this.CONSUME(tokens.InFold) }])
              this.ACTION(() => {
                const ignoreCase = this.LA(0).tokenType === tokens.InFold
                const operator = { kind: 'member', operator: 'in', ignoreCase, negated: true } as const
                refuse(addBinary(this.builder, operator, token.startOffset), token)
              })
            },
          },
          {
            ALT: () => {
              const token = oneOf(3, [...binary.keys()])
              this.ACTION(() => {
                const operator = binary.get(token.tokenType)
                if (operator !== undefined) refuse(addBinary(this.builder, operator, token.startOffset), token)
              })
            },
          },
        ])
        this.SUBRULE2(operand)
      })
      return this.ACTION(() => {
        const items = finish(this.builder)
        if (typeof items !== 'string') return items
        refuse(items, items === 'unclosed' ? tokenAt(this.builder.group.at) : this.LA(0))
        return []
      })
    })

    const tokenAt = (startOffset: number): IToken => ({ ...this.LA(0), startOffset, image: '(' })

    const event = this.RULE('event', (): EqlEvent => {
      const name = this.OR([
        { ALT: () => this.CONSUME(tokens.Field) },
        { ALT: () => this.CONSUME(tokens.String) },
        { ALT: () => this.CONSUME(tokens.RawString) },
      ])
      this.CONSUME(tokens.Where)
      const items = this.SUBRULE(values)
      return this.ACTION(() => {
        if (items.length > 1) refuse('list', this.LA(0))
        const text = name.tokenType === tokens.Field ? name.image : textOf(name)
        const condition = items[0] ?? NOTHING
        return {
          category: name.tokenType === tokens.Field && text === 'any' ? undefined : text,
          condition,
          start: name.startOffset,
          end: condition.end,
        }
      })
    })

    /** `by` keys and `with maxspan=5m`, in any order. */
    const headers = this.RULE('headers', (): void => {
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(tokens.By)
              this.SUBRULE(values)
            },
          },
          {
            ALT: () => {
              this.CONSUME(tokens.With)
              this.CONSUME(tokens.Field)
              this.CONSUME(tokens.Assign)
              this.OR2([{ ALT: () => this.CONSUME(tokens.Integer) }, { ALT: () => this.CONSUME(tokens.Decimal) }])
              this.OPTION(() => this.CONSUME2(tokens.Field))
            },
          },
        ])
      })
    })

    const step = this.RULE('step', (): EqlStep => {
      let missing = false
      this.OPTION(() => {
        this.CONSUME(tokens.Missing)
        missing = true
      })
      this.CONSUME(tokens.OpenStep)
      const inside = this.SUBRULE(event)
      this.CONSUME(tokens.CloseStep)
      this.SUBRULE(headers)
      return this.ACTION(() => ({ event: inside, missing }))
    })

    const several = this.RULE('several', (): Pick<EqlQuery, 'kind' | 'steps' | 'until'> => {
      const word = this.CONSUME(tokens.Field)
      this.SUBRULE(headers)
      const steps: EqlStep[] = []
      this.AT_LEAST_ONE(() => {
        const one = this.SUBRULE1(step)
        this.ACTION(() => steps.push(one))
      })
      const until = this.OPTION(() => {
        this.CONSUME(tokens.Until)
        return this.SUBRULE2(step)
      })
      return this.ACTION(() => ({ kind: word.image as EqlQuery['kind'], steps, until: until?.event }))
    })

    this.query = this.RULE('query', (): EqlQuery | undefined => {
      const found = this.OR([
        {
          GATE: () => SEVERAL.has(this.LA(1).image) && this.LA(2).tokenType !== tokens.Where,
          ALT: () => this.SUBRULE(several),
        },
        {
          ALT: () => {
            const one = this.SUBRULE(event)
            return this.ACTION(() => ({
              kind: 'event' as const,
              steps: [{ event: one, missing: false }],
              until: undefined,
            }))
          },
        },
      ])
      const pipes: string[] = []
      this.MANY(() => {
        this.CONSUME(tokens.Pipe)
        const name = this.OR2([{ ALT: () => this.CONSUME(tokens.Field) }, { ALT: () => this.CONSUME(tokens.Function) }])
        this.ACTION(() => pipes.push(name.image))
        this.OPTION(() => this.SUBRULE(values))
      })
      return this.ACTION(() => {
        if (this.misplaced !== undefined || this.LA(1).tokenType !== EOF) return undefined
        return { ...found, pipes }
      })
    })

    this.performSelfAnalysis()
  }

  /** Forgets the last query. */
  restart(input: IToken[]): void {
    this.input = input
    this.builder = startExpression()
    this.misplaced = undefined
    this.badEscapes = []
  }
}

const NOTHING: EqlExpression = { type: 'literal', value: null, start: 0, end: 0, depth: 1 }

/** Words that begin a query over several events, unless they are a category. */
const SEVERAL: ReadonlySet<string> = new Set(['sequence', 'sample', 'join'])
