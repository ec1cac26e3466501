import { HELPERS, type Helper } from '@ruleglot/core/dialect'
import type * as acorn from 'acorn'
import { Refusal } from './refusal.js'

/** The parts of a predicate: what it is computed from and the expression itself. */
export interface ProgramParts {
  readonly text: string
  readonly expression: acorn.Expression
  /** For when these locals hold no list: has to say the same. */
  readonly listFree: { readonly names: ReadonlySet<string>; readonly expression: acorn.Expression } | undefined
  /** In order; read when they are used. */
  readonly locals: ReadonlyMap<string, acorn.Expression>
  readonly constants: ReadonlyMap<string, acorn.Expression>
  readonly helpers: ReadonlySet<string>
  /** Whether `now` is the clock. */
  readonly hasClock: boolean
  /** The object that says what the rule is. */
  readonly rule: acorn.ObjectExpression | undefined
}

type Statement = acorn.Statement | acorn.ModuleDeclaration

interface Gathered {
  readonly text: string
  readonly locals: Map<string, acorn.Expression>
  readonly constants: Map<string, acorn.Expression>
  readonly helpers: Set<string>
  hasClock: boolean
  rule: acorn.ObjectExpression | undefined
  matches: acorn.FunctionDeclaration | undefined
  lists: acorn.FunctionDeclaration | undefined
}

/** Takes a program of one of our three forms apart; every declaration in it must be one that we write. */
export function programParts(program: acorn.Program, text: string): ProgramParts {
  const gathered: Gathered = {
    text,
    locals: new Map(),
    constants: new Map(),
    helpers: new Set(),
    hasClock: false,
    rule: undefined,
    matches: undefined,
    lists: undefined,
  }
  const [only] = program.body
  if (program.body.length === 1 && only?.type === 'ExpressionStatement') {
    const block = calledAtOnce(only.expression)
    return finish(gathered, block === undefined ? only.expression : readBlock(gathered, block))
  }
  for (const statement of program.body) gather(gathered, statement, false)
  const { matches } = gathered
  if (matches === undefined) throw new Refusal('There is no function matches(event).', program)
  const [parameter, clock] = matches.params
  gathered.hasClock = clock !== undefined && text.slice(clock.start, clock.end) === '{ now = Date.now() } = {}'
  if (
    matches.params.length !== (gathered.hasClock ? 2 : 1) ||
    parameter?.type !== 'Identifier' ||
    parameter.name !== 'event' ||
    matches.async ||
    matches.generator
  ) {
    throw new Refusal('matches takes one parameter, event, and at most a clock.', matches)
  }
  const check = matches.body.body[matches.body.body.length - 2]
  if (check?.type !== 'IfStatement') {
    if (gathered.lists !== undefined) throw new Refusal('This function is not called.', gathered.lists)
    return finish(gathered, readBlock(gathered, matches.body))
  }
  const { lists } = gathered
  const expression = readBlock(gathered, matches.body, check)
  if (lists === undefined || gathered.hasClock) throw new Refusal('There is no function matchesLists.', check)
  const names = readListCheck(gathered, check, lists)
  const [result] = lists.body.body
  if (lists.body.body.length !== 1 || result?.type !== 'ReturnStatement' || !result.argument) {
    throw new Refusal('matchesLists is one return.', lists)
  }
  return { ...finish(gathered, result.argument), listFree: { names, expression } }
}

/** if (Array.isArray(a) || Array.isArray(b)) return matchesLists(event, a, b, c); every local is handed on. */
function readListCheck(
  { text, locals }: Gathered,
  check: acorn.IfStatement,
  lists: acorn.FunctionDeclaration,
): ReadonlySet<string> {
  const parameters = ['event', ...locals.keys()].join(', ')
  const names = new Set<string>()
  for (const part of text.slice(check.test.start, check.test.end).split(' || ')) {
    const name = /^Array\.isArray\(([A-Za-z_$][A-Za-z0-9_$]*)\)$/.exec(part)?.[1] ?? ''
    if (!locals.has(name)) throw new Refusal('Only names of fields are asked for lists.', check.test)
    names.add(name)
  }
  const [first] = lists.params
  const written = text.slice(first?.start ?? 0, lists.params[lists.params.length - 1]?.end ?? 0)
  const call = text.slice(check.consequent.start, check.consequent.end)
  if (check.alternate || call !== `return matchesLists(${parameters});` || written !== parameters) {
    throw new Refusal('This is not how ruleglot asks for lists.', check)
  }
  if (lists.async || lists.generator) throw new Refusal('matchesLists is a plain function.', lists)
  return names
}

function finish(gathered: Gathered, expression: acorn.Expression): ProgramParts {
  const table: Readonly<Record<string, Helper>> = HELPERS
  for (const name of gathered.helpers) {
    for (const used of table[name]?.uses ?? []) {
      if (!gathered.helpers.has(used)) throw new Refusal(`The function ${used} is missing.`, expression)
    }
  }
  return { ...gathered, expression, listFree: undefined }
}

/** (() => { ... })() */
function calledAtOnce(expression: acorn.Expression): acorn.BlockStatement | undefined {
  if (expression.type !== 'CallExpression' || expression.arguments.length > 0) return undefined
  const { callee } = expression
  if (callee.type !== 'ArrowFunctionExpression' || callee.params.length > 0 || callee.async) return undefined
  return callee.body.type === 'BlockStatement' ? callee.body : undefined
}

/** Declarations, then one return. */
function readBlock(gathered: Gathered, block: acorn.BlockStatement, check?: acorn.IfStatement): acorn.Expression {
  const last = block.body[block.body.length - 1]
  for (const statement of block.body.slice(0, -1)) if (statement !== check) gather(gathered, statement, true)
  if (last?.type === 'ReturnStatement' && last.argument) return last.argument
  throw new Refusal('A predicate ends with a return.', last ?? block)
}

function gather(gathered: Gathered, statement: Statement, inBlock: boolean): void {
  if (statement.type === 'ExportNamedDeclaration' && statement.declaration && !inBlock) {
    gather(gathered, statement.declaration, false)
    return
  }
  if (statement.type === 'FunctionDeclaration') {
    if (statement.id.name === 'matches' && !inBlock && gathered.matches === undefined) gathered.matches = statement
    else if (statement.id.name === 'matchesLists' && !inBlock && gathered.lists === undefined)
      gathered.lists = statement
    else gatherHelper(gathered, statement.id.name, statement)
    return
  }
  const [declaration] = statement.type === 'VariableDeclaration' ? statement.declarations : []
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const' || statement.declarations.length !== 1) {
    throw new Refusal('This statement is not one that ruleglot writes.', statement)
  }
  if (declaration?.id.type !== 'Identifier' || !declaration.init)
    throw new Refusal('This is no simple constant.', statement)
  const { name } = declaration.id
  const known = gathered.locals.has(name) || gathered.constants.has(name)
  if (known) throw new Refusal(`The name ${name} is declared twice.`, statement)
  if (name === 'now' && inBlock && !gathered.hasClock && isClock(gathered, declaration.init)) gathered.hasClock = true
  else if (Object.hasOwn(HELPERS, name)) gatherHelper(gathered, name, statement)
  else if (name === 'rule' && !inBlock && declaration.init.type === 'ObjectExpression') gathered.rule = declaration.init
  else if (/^[A-Z][A-Z0-9_]*$/.test(name)) gathered.constants.set(name, declaration.init)
  else if (inBlock && !GLOBALS.has(name)) gathered.locals.set(name, declaration.init)
  else throw new Refusal(`The name ${name} is not one that ruleglot gives.`, statement)
}

function isClock({ text }: Gathered, init: acorn.Expression): boolean {
  return text.slice(init.start, init.end) === 'Date.now()'
}

/** Names that helpers rely on: nothing may stand in front of them. */
const GLOBALS: ReadonlySet<string> = new Set(
  'NaN Infinity Object Array String Number Symbol Math Date Set BigInt parseInt undefined event now matches matchesLists rule item shape'.split(
    ' ',
  ),
)

/** A helper is trusted when its text is ours; in an expression it stands two blanks further in. */
function gatherHelper(gathered: Gathered, name: string, node: acorn.Node): void {
  const table: Readonly<Record<string, Helper>> = HELPERS
  const expected = (Object.hasOwn(table, name) ? table[name] : undefined)?.text.replace(/^(?:\/\/[^\n]*\n)+/, '')
  const written = gathered.text.slice(node.start, node.end)
  const matches = written === expected || written.replaceAll('\n  ', '\n') === expected
  if (!matches || gathered.helpers.has(name))
    throw new Refusal(`The function ${name} is not one that ruleglot writes.`, node)
  gathered.helpers.add(name)
}
