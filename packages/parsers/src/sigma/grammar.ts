import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import {
  addNot,
  addOperand,
  addOr,
  type ConditionTree,
  closeGroup,
  newBuilder,
  openGroup,
  type TreeBuilder,
} from './condition-tree.js'
import { type ConditionTokens, tokenList } from './tokens.js'

/**
 * The grammar of Sigma's conditions, flat:
 *
 *     condition = operand { ( "and" | "or" ) operand }
 *     operand   = { "not" | "(" } word [ "of" word ] { ")" }
 *
 * Brackets are paired by the builder, because a Chevrotain rule that calls itself for each would overflow the stack.
 */
export class ConditionParser extends EmbeddedActionsParser {
  builder: TreeBuilder = newBuilder()
  /** The first token that cannot stand where it stands, and why. */
  misplaced: { readonly token: IToken; readonly message: string; readonly hint?: string } | undefined
  readonly condition: () => void

  constructor(tokens: ConditionTokens) {
    super(tokenList(tokens), { maxLookahead: 1, recoveryEnabled: false, skipValidations: true })
    const refuse = (token: IToken, message: string, hint?: string): void => {
      this.misplaced ??= { token, message, ...(hint === undefined ? {} : { hint }) }
    }

    const operand = this.RULE('operand', (): void => {
      this.MANY(() => {
        this.OR([
          {
            ALT: () => {
              const not = this.CONSUME(tokens.Not)
              this.ACTION(() => addNot(this.builder, not.startOffset))
            },
          },
          {
            ALT: () => {
              const bracket = this.CONSUME(tokens.OpenParenthesis)
              this.ACTION(() => openGroup(this.builder, bracket.startOffset))
            },
          },
        ])
      })
      const word = this.CONSUME(tokens.Word)
      let target: IToken | undefined
      this.OPTION(() => {
        this.CONSUME(tokens.Of)
        target = this.CONSUME2(tokens.Word)
      })
      this.ACTION(() => addOperand(this.builder, operandOf(word, target, refuse)))
      this.MANY2(() => {
        const bracket = this.CONSUME(tokens.CloseParenthesis)
        this.ACTION(() => {
          if (!closeGroup(this.builder)) refuse(bracket, 'This ")" closes nothing.')
        })
      })
    })

    this.condition = this.RULE('condition', (): void => {
      this.SUBRULE(operand)
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
    this.performSelfAnalysis()
  }
}

type Refuse = (token: IToken, message: string, hint?: string) => void

function operandOf(word: IToken, target: IToken | undefined, refuse: Refuse): ConditionTree {
  const start = word.startOffset
  if (target === undefined) {
    return { type: 'name', name: word.image, start, end: endOf(word) }
  }
  // `any` is what other tools take for `1`.
  const quantifier = word.image === 'all' || word.image === 'any' ? word.image : '1'
  if (!['1', 'all', 'any'].includes(word.image)) {
    refuse(word, `"${word.image} of" is not part of Sigma.`, 'Write "1 of" or "all of".')
  }
  return {
    type: 'selector',
    quantifier,
    pattern: target.image === 'them' ? undefined : target.image,
    start,
    end: endOf(target),
  }
}

const endOf = (token: IToken): number => token.startOffset + token.image.length
