import type { Chain } from '../elastic-query/chain.js'
import type { Block } from './block.js'

/**
 * Writes a query on one line if it fits, else with one part of a chain a line, the operator in front, four spaces in.
 * Wherever `and` and `or` meet there are parentheses: Kibana and Elasticsearch's own KQL disagree about precedence.
 */
export function layoutQuery(query: Block, width = WIDTH): string {
  const printer: Printer = { width, lengths: new Map() }
  if (lengthOf(printer, query) <= width) return flat(query)
  return query.type === 'chain' ? topChain(printer, query) : broken(printer, query, 0)
}

const WIDTH = 100
const INDENT = 4
/** Parts further in are not broken: their indentation would outgrow the query. */
const DEEPEST = 80

interface Printer {
  readonly width: number
  /** Length on one line, so that deep queries are measured once. */
  readonly lengths: Map<Block, number>
}

function topChain(printer: Printer, { operator, parts }: Chain<Block>): string {
  return parts
    .map((part, index) =>
      index === 0
        ? operand(printer, part, 0, 0)
        : `${' '.repeat(INDENT)}${operator} ${operand(printer, part, INDENT, INDENT + operator.length + 1)}`,
    )
    .join('\n')
}

/** A field with its values reads best on one line, and may be so many columns longer for it. */
const TEST_MORE = 20

/** A part of a chain or of `not`: chains get parentheses. `column` is where it starts. */
function operand(printer: Printer, block: Block, indent: number, column: number): string {
  const brackets = block.type === 'chain' ? 2 : 0
  const width = block.type === 'test' ? printer.width + TEST_MORE : printer.width
  if (column + brackets + lengthOf(printer, block) <= width || indent > DEEPEST) return flatOperand(block)
  return block.type === 'chain' ? enclosed(printer, '(', block, ')', indent) : broken(printer, block, indent)
}

function broken(printer: Printer, block: Block, indent: number): string {
  switch (block.type) {
    case 'word':
      return block.text
    case 'not':
      return `not ${operand(printer, block.part, indent, indent + 4)}`
    case 'test':
      return isWord(block.value) ? flat(block) : enclosed(printer, `${block.field}:(`, block.value, ')', indent)
    case 'braces':
      return enclosed(printer, `${block.field}:{`, block.part, '}', indent)
    case 'chain':
      return lines(printer, block, indent)
  }
}

function enclosed(printer: Printer, open: string, block: Block, close: string, indent: number): string {
  const inner = indent + INDENT
  const body = block.type === 'chain' ? lines(printer, block, inner) : operand(printer, block, inner, inner)
  return `${open}\n${' '.repeat(inner)}${body}\n${' '.repeat(indent)}${close}`
}

function lines(printer: Printer, { operator, parts }: Chain<Block>, indent: number): string {
  return parts
    .map((part, index) =>
      index === 0
        ? operand(printer, part, indent, indent)
        : `${operator} ${operand(printer, part, indent, indent + operator.length + 1)}`,
    )
    .join(`\n${' '.repeat(indent)}`)
}

function flat(block: Block): string {
  switch (block.type) {
    case 'word':
      return block.text
    case 'not':
      return `not ${flatOperand(block.part)}`
    case 'test':
      return isWord(block.value) ? `${block.field}:${flat(block.value)}` : `${block.field}:(${flat(block.value)})`
    case 'braces':
      return `${block.field}:{ ${flat(block.part)} }`
    case 'chain':
      return block.parts.map(flatOperand).join(` ${block.operator} `)
  }
}

/** `not` is not repeated without parentheses either. */
function flatOperand(block: Block): string {
  return block.type === 'chain' ? `(${flat(block)})` : flat(block)
}

function isWord(block: Block): boolean {
  return block.type === 'word'
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
      return block.text.length
    case 'not':
      return 4 + lengthOf(printer, block.part) + (block.part.type === 'chain' ? 2 : 0)
    case 'test':
      return block.field.length + 1 + lengthOf(printer, block.value) + (isWord(block.value) ? 0 : 2)
    case 'braces':
      return block.field.length + 5 + lengthOf(printer, block.part)
    case 'chain':
      return block.parts.reduce(
        (sum, part) => sum + lengthOf(printer, part) + (part.type === 'chain' ? 2 : 0) + block.operator.length + 2,
        -block.operator.length - 2,
      )
  }
}
