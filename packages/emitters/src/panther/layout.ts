import { countOf, loosestBut, loosestOf, PRIORITY, prioritiesOf } from './layout-priorities.js'
import { type Token, tokenize, widthOf } from './layout-tokens.js'

/**
 * Lays a Python statement out the way black does at 100 columns, so that a rule repository that runs black changes
 * nothing. Works on the subset of Python that this emitter writes: a prefix (`return `, `x = `) and one expression.
 */
export function layoutStatement(prefix: string, expression: string, depth: number, suffix = ''): readonly string[] {
  const open: Token = { text: '', space: '', role: 'open' }
  const close: Token = { text: '', space: '', role: 'close', opening: open }
  const body = tokenize(expression)
  const line: Line = {
    tokens: [...tokenize(prefix.trimEnd()), spaced(open), ...body, close, ...tokenize(suffix)],
    depth,
    inside: false,
  }
  return layout(line, false)
}

export const LINE_WIDTH = 100

interface Line {
  readonly tokens: readonly Token[]
  readonly depth: number
  /** Within brackets, where a line may break at any delimiter. */
  readonly inside: boolean
  /** To be broken even if it fits: the items of a tuple stand one a line. */
  readonly explode?: boolean
}

/** A split into the line up to an opening bracket, what is inside, and the rest from the closing one. */
interface Split {
  readonly head: Line
  readonly body: Line
  readonly tail: Line
  readonly opening: Token
  readonly closing: Token
}

/** Thrown inside this module only: the attempted split is of no use. */
const CANNOT = Symbol('cannot split')

function layout(line: Line, force: boolean): readonly string[] {
  const text = render(line)
  if (line.explode !== true && widthOf(text) <= LINE_WIDTH) return [text]
  const splits = line.inside ? [splitAtDelimiters, splitAtBrackets] : [splitAtBrackets]
  for (const split of splits) {
    try {
      return apply(line, split, force)
    } catch (problem) {
      if (problem !== CANNOT) throw problem
    }
  }
  return [text]
}

function apply(line: Line, split: typeof splitAtBrackets, force: boolean): readonly string[] {
  const text = render(line)
  const parts = split(line, force)
  const result: string[] = []
  for (const part of parts) {
    if (render(part) === text) throw CANNOT
    for (const text of layout(part, force)) result.push(text)
  }
  const usedParentheses = parts.some((part) =>
    part.tokens.some((token) => token.optional === true && token.text !== ''),
  )
  const hasOptional = line.tokens.some((token) => token.role === 'open' && token.text === '')
  if (force || split !== splitAtBrackets || !hasOptional || usedParentheses || fitsText(result[0] as string))
    return result
  try {
    const second = apply(line, split, true)
    return second.every(fitsText) ? second : result
  } catch (problem) {
    if (problem !== CANNOT) throw problem
    return result
  }
}

/** One line for each operand of the loosest operator, or each item between commas. */
function splitAtDelimiters(line: Line): readonly Line[] {
  const priorities = prioritiesOf(line.tokens)
  const last = line.tokens[line.tokens.length - 1]
  const loosest = loosestBut(priorities, last)
  if (loosest === 0) throw CANNOT
  if (loosest === PRIORITY.dot && countOf(priorities, loosest) === 1) throw CANNOT
  const lines: Line[] = []
  let current: Token[] = []
  const flush = (): void => {
    if (current.length > 0) lines.push({ tokens: current, depth: line.depth, inside: true })
    current = []
  }
  for (const token of line.tokens) {
    current.push(token)
    if (priorities.get(token) === loosest) flush()
  }
  if (loosest === PRIORITY.comma && current.length > 0) current.push({ text: ',', space: '', role: 'comma' })
  flush()
  return lines
}

/** At the last bracket pair, or an earlier one when the calls after it fit behind its closing bracket. */
function splitAtBrackets(line: Line, force: boolean): readonly Line[] {
  let first: readonly Line[] | undefined
  for (const omit of trailersToOmit(line)) {
    const lines = splitAtLastBracket(line, omit, force)
    first ??= lines
    if (fitsText(render(lines[0] as Line))) return lines
  }
  return first ?? splitAtLastBracket(line, new Set(), force)
}

function splitAtLastBracket(line: Line, omit: ReadonlySet<Token>, force: boolean): readonly Line[] {
  const split = lastBracketSplit(line, omit)
  const optional = split.opening.text === ''
  if (optional && !force && canOmitParentheses(split)) {
    try {
      const inner = lastBracketSplit(line, new Set([...omit, split.closing]))
      return linesOf(inner)
    } catch (problem) {
      if (problem !== CANNOT) throw problem
      if (!canBeSplit(split.body.tokens) && !fitsText(render(split.body))) throw CANNOT
    }
  }
  return linesOf(optional ? withParentheses(split) : split)
}

function lastBracketSplit(line: Line, omit: ReadonlySet<Token>): Split {
  const { tokens, depth } = line
  const end = findLastIndex(tokens, tokens.length - 1, (token) => token.role === 'close' && !omit.has(token))
  const closing = tokens[end]
  const start = closing === undefined ? -1 : tokens.indexOf(closing.opening as Token)
  const opening = tokens[start]
  if (closing === undefined || opening === undefined || end - start < 2) {
    // An empty pair is part of the tail: look further left.
    if (closing !== undefined && opening !== undefined) return lastBracketSplit(line, new Set([...omit, closing]))
    throw CANNOT
  }
  const body = tokens.slice(start + 1, end)
  const isTuple = opening.role === 'open' && opening.call !== true && loosestOf(body) === PRIORITY.comma
  return {
    head: { tokens: tokens.slice(0, start + 1), depth, inside: false },
    body: { tokens: body, depth: depth + 1, inside: true, ...(isTuple ? { explode: true } : {}) },
    tail: { tokens: tokens.slice(end), depth, inside: false },
    opening,
    closing,
  }
}

function linesOf({ head, body, tail }: Split): readonly Line[] {
  return [head, body, tail].filter((part) => part.tokens.some((token) => token.text !== ''))
}

function withParentheses(split: Split): Split {
  const show = (token: Token, text: string): Token => ({ ...token, text, optional: true })
  const head = { ...split.head, tokens: [...split.head.tokens.slice(0, -1), show(split.opening, '(')] }
  const tail = { ...split.tail, tokens: [show(split.closing, ')'), ...split.tail.tokens.slice(1)] }
  return { ...split, head, tail }
}

/** Whether the expression reads better broken at its own brackets than wrapped in extra parentheses. */
function canOmitParentheses({ body }: Split): boolean {
  const { tokens, depth } = body
  const priorities = prioritiesOf(tokens)
  if (priorities.size === 0) return true
  const loosest = loosestOf(tokens)
  if (countOf(priorities, loosest) > 1) return false
  if (loosest === PRIORITY.dot) return true
  const first = tokens[0] as Token
  const last = tokens[tokens.length - 1] as Token
  if (first.role === 'open' && tokens[1]?.role !== 'close' && restFitsAfter(first, tokens, depth)) return true
  if (last.role !== 'close' || last.text === ']') return false
  if (tokens[tokens.length - 2]?.role === 'open') return false
  return headFitsBefore(last, tokens, depth)
}

function restFitsAfter(first: Token, tokens: readonly Token[], depth: number): boolean {
  let remainder = false
  let length = 4 * depth
  for (const token of tokens) {
    if (token.role === 'close' && token.opening === first) remainder = true
    if (!remainder) continue
    length += lengthOf(token)
    if (length > LINE_WIDTH) return false
    if (token.role === 'open') remainder = false
  }
  return true
}

function headFitsBefore(last: Token, tokens: readonly Token[], depth: number): boolean {
  let length = 4 * depth
  let otherBrackets = false
  for (const token of tokens) {
    length += lengthOf(token)
    if (token === last.opening) {
      if (otherBrackets || length <= LINE_WIDTH) return true
    } else if (token.role === 'open') otherBrackets = true
  }
  return false
}

/** Growing sets of closing brackets at the end of the line that a split may skip, as long as they fit on one line. */
function* trailersToOmit(line: Line): Generator<ReadonlySet<Token>> {
  const omit = new Set<Token>()
  yield omit
  let length = 4 * line.depth
  let opening: Token | undefined
  let closing: Token | undefined
  const inner = new Set<Token>()
  for (let i = line.tokens.length - 1; i >= 0; i--) {
    const token = line.tokens[i] as Token
    length += lengthOf(token)
    if (length > LINE_WIDTH) return
    const before = line.tokens[i - 1]
    if (opening !== undefined) {
      if (token === opening) opening = undefined
      else if (token.role === 'close') inner.add(token)
    } else if (token.role === 'close') {
      if (before?.role === 'open') {
        inner.add(token)
        continue
      }
      if (closing !== undefined) {
        omit.add(closing)
        for (const one of inner) omit.add(one)
        inner.clear()
        yield new Set(omit)
      }
      if (token.text !== '') {
        opening = token.opening
        closing = token
      }
    }
  }
}

function canBeSplit(tokens: readonly Token[]): boolean {
  return tokens.length >= 2
}

function render({ tokens, depth }: Line): string {
  return '    '.repeat(depth) + tokens.map((token, i) => (i === 0 ? '' : token.space) + token.text).join('')
}

function fitsText(text: string): boolean {
  return widthOf(text) <= LINE_WIDTH
}

function lengthOf(token: Token): number {
  return token.space.length + token.text.length
}

function spaced(token: Token): Token {
  return Object.assign(token, { space: ' ' })
}

function findLastIndex(tokens: readonly Token[], from: number, test: (token: Token) => boolean): number {
  for (let i = from; i >= 0; i--) if (test(tokens[i] as Token)) return i
  return -1
}
