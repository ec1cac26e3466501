import type { Condition, EmitOptions } from '@ruleglot/core'
import { EVENT } from './access.js'
import { HELPERS, helperTexts } from './helper-texts.js'
import { joinedParts, print, printOperand } from './print.js'
import { localName, newWriter, type Writer } from './writer.js'

/** A predicate in its parts, and what it relies on. */
export interface Assembled {
  readonly writer: Writer
  /** `const name = value;`, read from the event. */
  readonly locals: readonly string[]
  /** Whether it asks what time it is. */
  readonly usesNow: boolean
  readonly constants: readonly string[]
  readonly helpers: readonly string[]
  /** One expression; its lines after the first are indented by four. */
  readonly expression: string
}

/** Prints twice: what the first round reads more than once has a name in the second. */
export function assemble(condition: Condition, options: EmitOptions): Assembled {
  const first = newWriter(options)
  print(condition, { writer: first, scope: EVENT })
  const names = localNames(first)
  const writer = newWriter(options, names)
  const expression = expressionText(condition, writer)
  const locals = [...names].map(([read, name]) => `const ${name} = ${read};`)
  return {
    writer,
    locals: writer.usesRoot ? ['const root = expand(event);', ...locals] : locals,
    usesNow: writer.usesNow,
    constants: [...writer.constants].map(([value, name]) => `const ${name} = ${value};`),
    helpers: helperTexts(writer.helpers),
    expression,
  }
}

const MAX_LINE = 100

function expressionText(condition: Condition, writer: Writer): string {
  const context = { writer, scope: EVENT }
  const joined = joinedParts(condition)
  if (joined === undefined) return print(condition, context).text
  const parts = joined.parts.map((part) => printOperand(part, context))
  const line = parts.join(` ${joined.joint} `)
  return line.length <= MAX_LINE - 10 ? line : `(\n    ${parts.join(` ${joined.joint}\n    `)}\n  )`
}

function localNames(writer: Writer): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>([...Object.keys(HELPERS), ...writer.constants.values()])
  for (const [read, count] of writer.reads) {
    if (count < 2) continue
    const key = /(?:\.|")([^."]*)"?\]?\)*$/.exec(read)?.[1]
    const name = localName(key, taken)
    taken.add(name)
    names.set(read, name)
  }
  return names
}
