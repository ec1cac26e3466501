import type { Condition, EmitOptions } from '@ruleglot/core'
import { withCallees } from '@ruleglot/core/dialect'
import { listsIn, otherTypesIn, writeCondition } from './condition.js'
import { layoutStatement } from './layout.js'
import { foldedFieldsOf } from './leaf-test.js'
import { namedReads } from './named-reads.js'
import { type Expression, type Local, newWriting, rawRead, textRead, type Writing } from './writing.js'

/** A Python module in the making: what stands above the functions, and the functions. */
export interface PythonModule {
  readonly writing: Writing
  /** Lines of each function, rule() first. */
  readonly functions: readonly (readonly string[])[]
}

/** The module with rule() for a condition whose capabilities have been checked. */
export function writeModule(condition: Condition, options: EmitOptions): PythonModule {
  const { writing, expression } = writeBody(condition, options)
  const rule = ['def rule(event):', ...localsOf(writing), ...layoutStatement('return ', expression.text, 1)]
  return { writing, functions: [rule] }
}

/**
 * A condition for a function of its own, behind `prefix`; helpers, imports and constants are those of the `shared`
 * module. Which reads become locals shows only when all of it has been written once.
 */
export function writeBody(
  condition: Condition,
  options: EmitOptions,
  shared?: Writing,
): { readonly writing: Writing; readonly expression: Expression } {
  const prospect = {
    options,
    foldedFields: foldedFieldsOf(condition),
    lists: listsIn(condition),
    otherTypes: otherTypesIn(condition),
  }
  const draft = (named: ReadonlySet<string>) => {
    const writing = newWriting(prospect, named)
    return namedReads(writing, writeCondition(condition, writing).text)
  }
  // Once more, since locals change where lines break.
  const named = draft(draft(new Set()))
  const writing = newWriting(prospect, named, shared)
  return { writing, expression: writeCondition(condition, writing) }
}

export function localsOf(writing: Writing): readonly string[] {
  return [...writing.locals.values()].flatMap(localLines)
}

/** The text of a module: comment, imports, constants, helpers, functions, as black wants them spaced. */
export function printModule({ writing, functions }: PythonModule, comment: readonly string[] = []): string {
  const helpers = withCallees(writing.helpers)
  const imports = new Set([...writing.imports, ...helpers.flatMap((helper) => helper.imports)])
  const importLines = printImports(imports)
  const constants = [...writing.constants].flatMap(([name, items]) => constantLines(name, items))
  const bodies = [...helpers.map((helper) => helper.text), ...functions.map((lines) => lines.join('\n'))]
  const told = suppressionsOf(bodies.slice(helpers.length), [constants.join('\n'), ...bodies])
  const remarks = told.length === 0 ? comment : [...comment, `# pylint: disable=${told.join(',')}`]
  const top = [remarks, importLines, constants].filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${[top.join('\n\n'), ...bodies].filter((text) => text !== '').join('\n\n\n')}\n`
}

/** What pylint would have otherwise: a range written as two tests of one local, texts that cannot be broken. */
function suppressionsOf(functions: readonly string[], texts: readonly string[]): readonly string[] {
  const isLong = texts.some((text) => /^.{101}/m.test(text))
  return [...(functions.some(hasRange) ? ['chained-comparison'] : []), ...(isLong ? ['line-too-long'] : [])]
}

function hasRange(text: string): boolean {
  const compared = [...text.matchAll(/\b(\w+) ([<>])=? /g)]
  const above = new Set(compared.filter(([, , sign]) => sign === '>').map(([, name]) => name))
  return compared.some(([, name, sign]) => sign === '<' && above.has(name))
}

/** isort's order: plain imports first, then by module; names of one module on one line. */
function printImports(lines: ReadonlySet<string>): readonly string[] {
  const sorted = [...lines].sort()
  return [
    ...sorted.filter((line) => line.startsWith('import ')),
    ...sorted.filter((line) => line.startsWith('from ')),
  ].filter((line) => !(line === 'from collections.abc import Sequence' && lines.has(CONTAINERS)))
}

const CONTAINERS = 'from collections.abc import Mapping, Sequence'

function localLines({ name, path, as }: Local): readonly string[] {
  if (as === 'text' || as === 'folded') return layoutStatement(`${name} = `, textRead(path, as === 'folded'), 1)
  const lines = layoutStatement(`${name} = `, rawRead(path), 1)
  return as === 'raw' ? lines : [...lines, `    if not isinstance(${name}, Sequence):`, `        ${name} = ()`]
}

/** A tuple; always with a comma, so that one item is a tuple too. */
function constantLines(name: string, items: readonly string[]): readonly string[] {
  const tuple = items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`
  return layoutStatement(`${name} = `, tuple, 0)
}
