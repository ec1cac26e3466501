import { and, type Condition, type EmitOptions, type NamedList } from '@ruleglot/core'
import { withCallees } from '@ruleglot/core/dialect'
import { commentText } from '../provenance.js'
import { listsIn, otherTypesIn, writeCondition } from './condition.js'
import { newModule } from './constants.js'
import { type Expression, negate } from './expression.js'
import { LINE_WIDTH, layoutStatement } from './layout.js'
import { foldedFieldsOf } from './leaf-test.js'
import { namedReads } from './named-reads.js'
import { routingGuard } from './routing-guard.js'
import {
  type Drafted,
  type Local,
  localRead,
  moduleWithNames,
  newWriting,
  type SharedWriting,
  type Writing,
} from './writing.js'

/** A Python module in the making: what stands above the functions, and the functions. */
export interface PythonModule {
  readonly writing: Writing
  /** Lines of each function, rule() first. */
  readonly functions: readonly (readonly string[])[]
}

/** The module with rule() for a condition whose capabilities have been checked. */
export function writeModule(
  condition: Condition,
  options: EmitOptions,
  namedLists: readonly NamedList[] = [],
): PythonModule {
  const module = newModule(namedLists)
  const routing = routingGuard(condition, options.target?.routing)
  const guard = routing === undefined ? undefined : writeBody(routing.test, options, module)
  const { writing, expression } = writeBody(routing?.rest ?? condition, options, module)
  const lines = [
    ...(routing === undefined || guard === undefined ? [] : guardLines(guard.expression, routing.about)),
    ...localsOf(writing),
    ...layoutStatement('return ', expression.text, 1),
  ]
  writing.assumptions.unshift(...(guard?.writing.assumptions ?? []))
  return { writing, functions: [['def rule(event):', ...lines]] }
}

function writeBody(
  condition: Condition,
  options: EmitOptions,
  module: SharedWriting,
): { readonly writing: Writing; readonly expression: Expression } {
  const { writing, expressions } = writeAll([condition], options, module, false)
  return { writing, expression: expressions[0] as Expression }
}

/** The conditions that one function asks with `if`, in a module with others. */
export function writeTests(
  conditions: readonly Condition[],
  options: EmitOptions,
  module: SharedWriting,
): WrittenTests {
  return writeAll(conditions, options, module, true)
}

interface WrittenTests {
  readonly writing: Writing
  readonly expressions: readonly Expression[]
}

/** Which reads become locals, and which fields share a list, shows only when all of it has been written once. */
function writeAll(
  conditions: readonly Condition[],
  options: EmitOptions,
  module: SharedWriting,
  isTest: boolean,
): WrittenTests {
  const whole = and(conditions)
  const prospect = {
    options,
    foldedFields: foldedFieldsOf(whole),
    lists: listsIn(whole),
    otherTypes: otherTypesIn(whole),
    isTest,
  }
  const draft = (before: Drafted): Drafted => {
    const writing = newWriting(prospect, before, moduleWithNames(module.givenNames))
    const texts = conditions.map((condition) => writeCondition(condition, writing).text)
    return { named: namedReads(writing, texts), sharedBy: writing.askedFor }
  }
  // Once more, since locals change where lines break.
  const writing = newWriting(prospect, draft(draft({ named: new Set(), sharedBy: new Map() })), module)
  return { writing, expressions: conditions.map((condition) => writeCondition(condition, writing)) }
}

/** Returns early where an event is of another log source. */
function guardLines(expression: Expression, about: string): readonly string[] {
  const lines = layoutStatement('if ', negate(expression).text, 1, ':')
  const remark = `# ${commentText(about)}`
  const [line = ''] = lines
  const isShort = lines.length === 1 && line.length + 2 + remark.length <= LINE_WIDTH
  return [...(isShort ? [`${line}  ${remark}`] : [`    ${remark}`, ...lines]), '        return False']
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
  return [
    ...(functions.some(hasRange) ? ['chained-comparison'] : []),
    ...(isLong ? ['line-too-long'] : []),
    ...(functions.some(hasLongTest) ? ['too-many-boolean-expressions'] : []),
    ...(functions.some((text) => count(text, /^ *(?:el)?if /gm) > MOST_BRANCHES) ? ['too-many-branches'] : []),
    ...(functions.some((text) => count(text, /^ *return /gm) > MOST_RETURNS) ? ['too-many-return-statements'] : []),
  ]
}

/** An `if` of more than five tests. */
function hasLongTest(text: string): boolean {
  return [...text.matchAll(/^ *(?:el)?if [\s\S]*?:$/gm)].some(([test]) => count(test, /\b(?:and|or)\b/g) > 4)
}

/** As many as pylint takes. */
const MOST_BRANCHES = 12
const MOST_RETURNS = 6

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
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

function localLines(local: Local): readonly string[] {
  const lines = localRead(local)
  if (local.as !== 'list') return lines
  return [...lines, `    if not isinstance(${local.name}, Sequence):`, `        ${local.name} = ()`]
}

/** A tuple; always with a comma, so that one item is a tuple too. */
function constantLines(name: string, items: readonly string[]): readonly string[] {
  const tuple = items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`
  return layoutStatement(`${name} = `, tuple, 0)
}
