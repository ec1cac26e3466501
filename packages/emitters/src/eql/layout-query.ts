import type { Chain } from '../elastic-query/chain.js'
import type { Block, MemberTest } from './block.js'

/**
 * Writes a query on one line if it fits, else with one part of a chain a line, the operator behind, two spaces in. Tests
 * of where an event comes from stay together on the first line.
 */
export function layoutQuery(category: string, query: Block, width = WIDTH): string {
  const head = `${category} where `
  const printer: Printer = { width, lengths: new Map() }
  if (head.length + lengthOf(printer, query) <= width) return head + flat(query)
  if (query.type !== 'chain') return head + broken(printer, query, 0)
  return head + topChain(printer, query, head.length)
}

const WIDTH = 100
const INDENT = 2
/** Parts further in are not broken: their indentation would outgrow the query. */
const DEEPEST = 80

interface Printer {
  readonly width: number
  /** Length on one line, so that deep queries are measured once. */
  readonly lengths: Map<Block, number>
}

/** Fields that say which events a rule looks at. */
const ROUTING = /^(?:host\.os\.type|event\.\w+|data_stream\.\w+)$/

function topChain(printer: Printer, { operator, parts }: Chain<Block>, column: number): string {
  let text = ''
  let at = column
  parts.forEach((part, i) => {
    const end = i === parts.length - 1 ? '' : ` ${operator}`
    const length = operandLength(printer, part) + end.length
    const stays =
      i === 0 || (operator === 'and' && isRouting(part) && isRouting(parts[i - 1]) && at + 1 + length <= printer.width)
    if (i > 0) text += stays ? ' ' : `\n${' '.repeat(INDENT)}`
    const from = i > 0 && !stays ? INDENT : at + (i === 0 ? 0 : 1)
    text += operand(printer, part, i === 0 ? 0 : INDENT, from, end.length) + end
    at = from + length
  })
  return text
}

function isRouting(part: Block | undefined): boolean {
  return part?.type === 'test' && part.operator === '==' && part.values.length === 1 && ROUTING.test(part.field)
}

/** A part of a chain or of `not`: chains get parentheses. `column` is where it starts, `behind` what follows. */
function operand(printer: Printer, block: Block, indent: number, column: number, behind: number): string {
  const fits = column + operandLength(printer, block) + behind <= printer.width
  if (fits || indent > DEEPEST) return flatOperand(block)
  if (block.type !== 'chain') return broken(printer, block, indent)
  const inner = indent + INDENT
  return `(\n${' '.repeat(inner)}${lines(printer, block, inner)}\n${' '.repeat(indent)})`
}

function broken(printer: Printer, block: Block, indent: number): string {
  switch (block.type) {
    case 'word':
      return block.text
    case 'not':
      return block.part.type === 'test' && isInequality(block.part)
        ? flat(block)
        : `not ${operand(printer, block.part, indent, indent + 4, 0)}`
    case 'test':
      return brokenTest(printer, block, indent)
    case 'chain':
      return lines(printer, block, indent)
  }
}

function lines(printer: Printer, { operator, parts }: Chain<Block>, indent: number): string {
  return parts
    .map((part, i) => {
      const end = i === parts.length - 1 ? '' : ` ${operator}`
      return operand(printer, part, indent, indent, end.length) + end
    })
    .join(`\n${' '.repeat(indent)}`)
}

/** As many values a line as fit. */
function brokenTest(printer: Printer, test: MemberTest, indent: number): string {
  const [open, close] = testEnds(test)
  if (test.values.length === 1 && test.operator !== 'cidrMatch') return flat(test)
  const inner = ' '.repeat(indent + INDENT)
  let text = `${open}\n${inner}`
  let column = inner.length
  test.values.forEach((value, i) => {
    const piece = i === test.values.length - 1 ? value : `${value},`
    if (i > 0 && column + 1 + piece.length > printer.width) {
      text += `\n${inner}`
      column = inner.length
    } else if (i > 0) {
      text += ' '
      column++
    }
    text += piece
    column += piece.length
  })
  return `${text}\n${' '.repeat(indent)}${close}`
}

function flat(block: Block): string {
  switch (block.type) {
    case 'word':
      return block.text
    case 'not': {
      const { part } = block
      if (part.type === 'word' && part.negation !== undefined) return part.negation
      if (part.type === 'test' && isInequality(part)) return `${part.field} != ${part.values[0]}`
      return `not ${flatOperand(part)}`
    }
    case 'test': {
      const [open, close] = testEnds(block)
      return open + block.values.join(', ') + close
    }
    case 'chain':
      return block.parts.map(flatOperand).join(` ${block.operator} `)
  }
}

function isInequality(test: MemberTest): boolean {
  return test.operator === '==' && test.values.length === 1
}

/** What stands around the values. */
function testEnds({ field, operator, values }: MemberTest): readonly [string, string] {
  if (operator === 'cidrMatch') return [`cidrMatch(${field}, `, ')']
  if (values.length === 1 && operator !== 'in~') return [`${field} ${operator} `, '']
  return [`${field} ${operator === '==' ? 'in' : operator} (`, ')']
}

function flatOperand(block: Block): string {
  return block.type === 'chain' ? `(${flat(block)})` : flat(block)
}

function operandLength(printer: Printer, block: Block): number {
  return lengthOf(printer, block) + (block.type === 'chain' ? 2 : 0)
}

function lengthOf(printer: Printer, block: Block): number {
  const known = printer.lengths.get(block)
  if (known !== undefined) return known
  const length = measure(printer, block)
  printer.lengths.set(block, length)
  return length
}

function measure(printer: Printer, block: Block): number {
  switch (block.type) {
    case 'word':
    case 'test':
      return flat(block).length
    case 'not':
      return block.part.type === 'chain' ? 4 + operandLength(printer, block.part) : flat(block).length
    case 'chain':
      return block.parts.reduce(
        (sum, part) => sum + operandLength(printer, part) + block.operator.length + 2,
        -block.operator.length - 2,
      )
  }
}
