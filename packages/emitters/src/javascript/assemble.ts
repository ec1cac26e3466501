import type { Condition, EmitOptions } from '@ruleglot/core'
import { HELPERS, helperTexts } from '@ruleglot/core/dialect'
import { EVENT } from './access.js'
import type { Operand } from './operand.js'
import { joinedParts, print, printOperand } from './print.js'
import type { PrintContext } from './printed.js'
import { type Constants, localName, newWriter, type Writer } from './writer.js'

/** A predicate in its parts, and what it relies on. */
export interface Assembled {
  readonly writer: Writer
  /** `const name = value;`, read from the event. */
  readonly locals: readonly string[]
  /** Whether it asks what time it is. */
  readonly usesNow: boolean
  /** Its own: those of a module are the module's. */
  readonly constants: readonly string[]
  readonly helpers: readonly string[]
  /** One expression; its lines after the first are indented by four. */
  readonly expression: string
  /** For conditions of many comparisons: which locals must hold no list, and the expression for when none does. */
  readonly listFree?: { readonly names: readonly string[]; readonly expression: string }
}

/** From so many comparisons on, lists are ruled out once. */
const MANY_COMPARISONS = 6

/**
 * Prints twice: what the first round reads more than once has a name in the second. `shared` are the constants of a
 * module of many rules, to which this one adds.
 */
export function assemble(condition: Condition, options: EmitOptions, shared?: Constants): Assembled {
  const first = newWriter(options)
  print(condition, { writer: first, scope: EVENT })
  const rulesOutLists =
    first.comparisons >= MANY_COMPARISONS && options.as !== 'expression' && !first.usesNow && !first.usesRoot
  const names = localNames(first, rulesOutLists ? 1 : 2)
  const writer = { ...newWriter(options, names), ...(shared === undefined ? {} : { constants: shared }) }
  const expression = expressionText(condition, writer)
  const locals = [...names].map(([read, name]) => `const ${name} = ${read};`)
  const listFree = rulesOutLists ? withoutLists(condition, options, names, writer) : undefined
  return {
    writer,
    locals: writer.usesRoot ? ['const root = expand(event);', ...locals] : locals,
    usesNow: writer.usesNow,
    constants: shared === undefined ? constantLines(writer.constants) : [],
    helpers: helperTexts(writer.helpers),
    expression,
    ...(listFree === undefined ? {} : { listFree }),
  }
}

/** What it needs besides is needed anyway, and constants have the same names. */
function withoutLists(
  condition: Condition,
  options: EmitOptions,
  names: ReadonlyMap<string, string>,
  { helpers, constants }: Writer,
): Assembled['listFree'] {
  const free = new Set<string>()
  const writer = { ...newWriter(options, names, free), constants }
  const expression = expressionText(condition, writer)
  for (const helper of writer.helpers) helpers.add(helper)
  return { names: [...names.values()].filter((name) => free.has(name)), expression }
}

const MAX_LINE = 100
/** Further in, lines stay as long as they are. */
const MAX_INDENT = 40

function expressionText(condition: Condition, writer: Writer): string {
  const context = { writer, scope: EVENT }
  const line = print(condition, context).text
  return line.length <= MAX_LINE - 10 ? line : broken(condition, line, context, 2)
}

/** One part of a long `and` or `or` a line, further in than the bracket that opens it. */
function broken(node: Operand, line: string, context: PrintContext, indent: number): string {
  if (node.kind === 'Not') {
    return joinedParts(node.child) === undefined ? line : `!${broken(node.child, line, context, indent)}`
  }
  const joined = joinedParts(node)
  if (joined === undefined) return line
  const inner = indent + 2
  const parts = joined.parts.map((part) => {
    const text = printOperand(part, context)
    return text.length + inner <= MAX_LINE || inner > MAX_INDENT ? text : broken(part, text, context, inner)
  })
  const start = `\n${' '.repeat(inner)}`
  return `(${start}${parts.join(` ${joined.joint}${start}`)}\n${' '.repeat(indent)})`
}

export function constantLines({ names }: Constants): readonly string[] {
  return [...names].map(([value, name]) => `const ${name} = ${value};`)
}

function localNames(writer: Writer, least: number): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Map([...Object.keys(HELPERS), ...writer.constants.taken.keys()].map((name) => [name, 2] as const))
  for (const [read, { times, key }] of writer.reads) {
    if (times < least) continue
    const name = localName(key, taken)
    names.set(read, name)
  }
  return names
}
