import { EmbeddedActionsParser, EOF, type IToken } from 'chevrotain'
import type { KqlLiteral, KqlQuery } from './ast.js'
import {
  addNot,
  addOperand,
  addOr,
  close,
  finish,
  type Misplaced,
  open,
  type QueryBuilder,
  startQuery,
} from './build-query.js'
import type { LiteralFlags } from './scan.js'
import { type KqlTokens, tokenList } from './tokens.js'
import { unescapeQuoted, unescapeUnquoted } from './unescape.js'

/**
 * The grammar of KQL:
 *
 *     query   = [ operand { ( and | or ) operand } ]
 *     operand = { "not" | "(" | literal ":" "(" | literal ":" "{" } test { ")" | "}" }
 *     test    = [ "not" ] ( literal | literal ":" literal | literal range literal )
 *
 * Brackets are counted by `build-query`, not by rules that call themselves: a Chevrotain rule takes so much of the
 * JavaScript stack that 400 parentheses would overflow it. What the flat rules let through (`not not`, a field inside
 * a list, brackets that do not pair) is refused there.
 */
export class KqlParser extends EmbeddedActionsParser {
  builder: QueryBuilder = startQuery()
  /** The first part that could not stand where it stands. */
  misplaced: { readonly reason: Misplaced; readonly token: IToken } | undefined
  /** Added to every offset: the length of the blanks cut off in front. */
  shift = 0
  readonly query: () => KqlQuery | undefined

  constructor(tokens: KqlTokens) {
    super(tokenList(tokens), { maxLookahead: 1, recoveryEnabled: false, skipValidations: true })
    const refuse = (reason: Misplaced | undefined, token: IToken): void => {
      if (reason !== undefined && this.misplaced === undefined) this.misplaced = { reason, token }
    }

    /** A literal; tells what it is by its token type. */
    const literalOf = (token: IToken): KqlLiteral => {
      const start = token.startOffset + this.shift
      return token.tokenType === tokens.Quoted
        ? unescapeQuoted(token.image, start, token.payload as LiteralFlags)
        : unescapeUnquoted(token.image, start, token.payload as LiteralFlags)
    }

    /** Gives true when it ended with an opening bracket, so that the operand goes on. */
    const test = this.RULE('test', (): boolean => {
      const first = this.CONSUME(tokens.Literal)
      return this.OR([
        {
          ALT: () => {
            this.CONSUME(tokens.Colon)
            return this.OR2([
              {
                ALT: () => {
                  const bracket = this.CONSUME(tokens.OpenParenthesis)
                  this.ACTION(() => this.openGroup('list', first, bracket, literalOf, refuse))
                  return true
                },
              },
              {
                ALT: () => {
                  const bracket = this.CONSUME(tokens.OpenBrace)
                  this.ACTION(() => this.openGroup('nested', first, bracket, literalOf, refuse))
                  return true
                },
              },
              {
                ALT: () => {
                  const second = this.CONSUME2(tokens.Literal)
                  this.ACTION(() => {
                    if (this.builder.group.bracket === 'list') return refuse('field-in-list', first)
                    const field = literalOf(first)
                    const value = literalOf(second)
                    addOperand(this.builder, {
                      type: 'is',
                      field: fieldOf(field),
                      value,
                      start: field.start,
                      end: value.end,
                    })
                  })
                  return false
                },
              },
            ])
          },
        },
        {
          ALT: () => {
            const operator = this.CONSUME(tokens.RangeOperator)
            const second = this.CONSUME3(tokens.Literal)
            this.ACTION(() => {
              if (this.builder.group.bracket === 'list') return refuse('field-in-list', first)
              const field = literalOf(first)
              const value = literalOf(second)
              addOperand(this.builder, {
                type: 'range',
                field,
                operator: rangeOperator(operator.image),
                value,
                start: field.start,
                end: value.end,
              })
            })
            return false
          },
        },
        {
          ALT: () => {
            this.ACTION(() => {
              const value = literalOf(first)
              const { bracket, field } = this.builder.group
              addOperand(this.builder, {
                type: 'is',
                field: bracket === 'list' && field !== undefined ? fieldOf(field) : undefined,
                value,
                start: value.start,
                end: value.end,
              })
            })
            return false
          },
        },
      ])
    })

    const operand = this.RULE('operand', (): void => {
      let expected = true
      this.AT_LEAST_ONE({
        GATE: () => expected,
        DEF: () => {
          expected = this.OR([
            {
              ALT: () => {
                const token = this.CONSUME(tokens.Not)
                this.ACTION(() => refuse(addNot(this.builder, token.startOffset + this.shift), token))
                return true
              },
            },
            {
              ALT: () => {
                const token = this.CONSUME(tokens.OpenParenthesis)
                this.ACTION(() => {
                  const at = token.startOffset + this.shift
                  refuse(open(this.builder, 'parenthesis', undefined, at, at), token)
                })
                return true
              },
            },
            { ALT: () => this.SUBRULE(test) },
          ])
        },
      })
      this.ACTION(() => {
        // An operand that stops after `not` or a bracket: let the rule fail where it stands.
        if (expected) this.consume(99, tokens.Literal, undefined)
      })
      this.MANY(() => {
        const token = this.OR2([
          { ALT: () => this.CONSUME(tokens.CloseParenthesis) },
          { ALT: () => this.CONSUME(tokens.CloseBrace) },
        ])
        this.ACTION(() =>
          refuse(close(this.builder, token.tokenType === tokens.CloseBrace, token.startOffset + this.shift + 1), token),
        )
      })
    })

    this.query = this.RULE('query', (): KqlQuery | undefined => {
      this.OPTION(() => {
        this.SUBRULE1(operand)
        this.MANY(() => {
          this.OR([
            { ALT: () => this.CONSUME(tokens.And) },
            {
              ALT: () => {
                this.CONSUME(tokens.Or)
                this.ACTION(() => addOr(this.builder))
              },
            },
          ])
          this.SUBRULE2(operand)
        })
      })
      return this.ACTION(() => {
        if (this.misplaced !== undefined || this.LA(1).tokenType !== EOF || this.builder.group.outer !== undefined) {
          return undefined
        }
        return finish(this.builder)
      })
    })

    this.performSelfAnalysis()
  }

  /** Forgets the last query. */
  restart(input: IToken[], shift: number): void {
    this.input = input
    this.builder = startQuery()
    this.misplaced = undefined
    this.shift = shift
  }

  private openGroup(
    bracket: 'list' | 'nested',
    first: IToken,
    token: IToken,
    literalOf: (token: IToken) => KqlLiteral,
    refuse: (reason: Misplaced | undefined, token: IToken) => void,
  ): void {
    const field = literalOf(first)
    refuse(open(this.builder, bracket, field, field.start, token.startOffset + this.shift), first)
  }
}

/** `null` where a field stands means that there is none: free text. */
function fieldOf(literal: KqlLiteral): KqlLiteral | undefined {
  return literal.type === 'null' ? undefined : literal
}

function rangeOperator(image: string): 'lt' | 'le' | 'gt' | 'ge' {
  const equal = image[1] === '='
  return image[0] === '<' ? (equal ? 'le' : 'lt') : equal ? 'ge' : 'gt'
}
