import type * as acorn from 'acorn'
import { HELPERS, type Helper } from './helper-texts.js'
import { Refusal } from './refusal.js'

/** The parts of a predicate: what it is computed from and the expression itself. */
export interface ProgramParts {
  readonly expression: acorn.Expression
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
  return finish(gathered, readBlock(gathered, matches.body))
}

function finish(gathered: Gathered, expression: acorn.Expression): ProgramParts {
  const table: Readonly<Record<string, Helper>> = HELPERS
  for (const name of gathered.helpers) {
    for (const used of table[name]?.uses ?? []) {
      if (!gathered.helpers.has(used)) throw new Refusal(`The function ${used} is missing.`, expression)
    }
  }
  return { ...gathered, expression }
}

/** (() => { ... })() */
function calledAtOnce(expression: acorn.Expression): acorn.BlockStatement | undefined {
  if (expression.type !== 'CallExpression' || expression.arguments.length > 0) return undefined
  const { callee } = expression
  if (callee.type !== 'ArrowFunctionExpression' || callee.params.length > 0 || callee.async) return undefined
  return callee.body.type === 'BlockStatement' ? callee.body : undefined
}

/** Declarations, then one return. */
function readBlock(gathered: Gathered, block: acorn.BlockStatement): acorn.Expression {
  const last = block.body[block.body.length - 1]
  for (const statement of block.body.slice(0, -1)) gather(gathered, statement, true)
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
  'NaN Infinity Object Array String Number Symbol Math Date Set BigInt parseInt undefined event now matches rule item shape'.split(
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
