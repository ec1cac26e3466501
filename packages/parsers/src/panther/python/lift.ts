import { type Assumption, and, type Condition, mergeAssumptions, not, or, type Span } from '@ruleglot/core'
import { HELPER_FUNCTIONS } from '@ruleglot/core/dialect'
import { givesBoolean } from './gives-boolean.js'
import { readTest } from './read-test.js'
import { readValue } from './read-value.js'
import { type Scope, type Symbol_, Unread } from './symbols.js'
import type { PythonFunction, PythonModule, Statement } from './syntax.js'

export type Lifted =
  | { readonly ok: true; readonly condition: Condition; readonly assumptions: readonly Assumption[] }
  | { readonly ok: false; readonly span: Span; readonly reason: string }

/**
 * The condition of a function of a module, with what the reading relies on. What is not understood is said, never
 * guessed: every name must be what it seems, and helper functions are known by their exact text.
 */
export function liftFunction(module: PythonModule, name: string, anyCase: ReadonlySet<string> = new Set()): Lifted {
  const rule = module.functions.get(name)
  if (rule === undefined) return { ok: false, span: { start: 0, end: 0 }, reason: `there is no ${name}(event)` }
  const assumptions: Assumption[] = []
  const scope: Scope = {
    module,
    names: new Map([['event', { type: 'node', inElement: false }]]),
    assumptions,
    facts: [],
    anyCase,
    // A statement with its line end and indentation takes at least eight characters.
    budget: { nodes: 0, statements: 0, names: 0, length: (rule.span.end - rule.span.start) >> 3 },
  }
  try {
    checkModule(module, rule)
    const condition = readStatements(rule.body, scope, rule.span)
    return { ok: true, condition, assumptions: mergeAssumptions([assumptions]) }
  } catch (problem) {
    if (problem instanceof Unread) return { ok: false, span: problem.span, reason: problem.reason }
    throw problem
  }
}

/** Nothing may stand in the module that changes what a name means. */
function checkModule(module: PythonModule, rule: PythonFunction): void {
  const [other] = module.others
  if (other !== undefined) throw new Unread(other, 'a statement outside of functions')
  const [twice] = module.unclear
  if (twice !== undefined) throw new Unread(rule.span, `${twice} is defined twice`)
  if (rule.parameters.join() !== 'event') throw new Unread(rule.span, 'rule() takes one parameter, event')
  for (const { module: from, name, span } of module.imports) {
    if (!KNOWN_IMPORTS.has(`${from} ${name}`)) throw new Unread(span, `${from} is not known here`)
  }
  for (const [name, found] of module.functions) {
    if (BUILTINS.has(name)) throw new Unread(found.span, `${name}() is not the builtin`)
    const known = (HELPER_FUNCTIONS as Readonly<Record<string, { readonly text: string } | undefined>>)[name]
    if (known !== undefined && known.text !== found.text) throw new Unread(found.span, `${name}() is not the known one`)
  }
  for (const name of module.constants.keys()) {
    if (BUILTINS.has(name) || Object.hasOwn(HELPER_FUNCTIONS, name))
      throw new Unread(rule.span, `${name} is reassigned`)
  }
}

const KNOWN_IMPORTS: ReadonlySet<string> = new Set([
  're re',
  'fnmatch.fnmatchcase fnmatchcase',
  'ipaddress.ip_address ip_address',
  'ipaddress.ip_network ip_network',
  'decimal.Decimal Decimal',
  'collections.abc.Mapping Mapping',
  'collections.abc.Sequence Sequence',
])

const BUILTINS: ReadonlySet<string> = new Set(
  'any all sum str bool int float len isinstance re fnmatchcase ip_address ip_network Decimal Mapping Sequence event'.split(
    ' ',
  ),
)

interface Way {
  readonly test: Condition
  readonly then: Condition
}

/** What comes back from here on: ways that return one after the other, until nothing is left. */
function readStatements(statements: readonly Statement[], outer: Scope, around: Span): Condition {
  const ways: Way[] = []
  let scope = outer
  for (const [at, statement] of statements.entries()) {
    // What does not return is read once for each way that comes to it.
    if (++scope.budget.statements > MOST_REPEATED + scope.budget.length)
      throw new Unread(statement.span, 'too many branches')
    switch (statement.type) {
      case 'nothing':
        break
      case 'return':
        if (statement.value === undefined) throw new Unread(statement.span, 'rule() returns None')
        if (!givesBoolean(statement.value)) throw new Unread(statement.span, 'rule() returns what is no bool')
        return chooseAmong(ways, readTest(statement.value, scope), statement.span)
      case 'assign': {
        if (++scope.budget.names > MOST_NAMES) throw new Unread(statement.span, 'too many names')
        if (scope.names.has(statement.name) || isModuleName(statement.name, scope)) {
          throw new Unread(statement.span, `${statement.name} gets another value`)
        }
        const names = new Map([...scope.names, [statement.name, readValue(statement.value, scope)]])
        scope = { ...scope, names }
        break
      }
      case 'if': {
        const asList = listGuard(statement, scope)
        if (asList !== undefined) {
          scope = asList
          break
        }
        const test = readTest(statement.test, scope)
        const isLast = statement.orElse.length > 0 || !ends(statement.body)
        const rest = isLast ? statements.slice(at + 1) : []
        const body = ends(statement.body) ? statement.body : [...statement.body, ...rest]
        const then = readStatements(body, scope, statement.span)
        if (!isLast) {
          ways.push({ test, then })
          break
        }
        const orElse = ends(statement.orElse) ? statement.orElse : [...statement.orElse, ...rest]
        return chooseAmong([...ways, { test, then }], readStatements(orElse, scope, around), statement.span)
      }
      case 'other':
        throw new Unread(statement.span, 'a statement that is not read')
    }
  }
  throw new Unread(around, 'a way through rule() that returns nothing')
}

const MOST_REPEATED = 2000
const MOST_NAMES = 2000
const MOST_TURNS = 400

/** The first way whose test holds decides, `last` where none does. Ways that say the same stand beside each other. */
function chooseAmong(ways: readonly Way[], last: Condition, span: Span): Condition {
  let [result, turns] = [last, 0]
  for (let end = ways.length; end > 0; ) {
    const { kind } = (ways[end - 1] as Way).then
    let start = end - 1
    if (kind === 'True' || kind === 'False') while (start > 0 && ways[start - 1]?.then.kind === kind) start--
    if (++turns > MOST_TURNS) throw new Unread(span, 'too many branches that return this and that in turn')
    const tests = ways.slice(start, end).map(({ test }) => test)
    result = choose(tests, (ways[start] as Way).then, result)
    end = start
  }
  return result
}

function isModuleName(name: string, { module }: Scope): boolean {
  return (
    BUILTINS.has(name) ||
    module.constants.has(name) ||
    module.functions.has(name) ||
    module.imports.some((one) => one.name === name)
  )
}

/** Whether every way through ends in a return. */
function ends(statements: readonly Statement[]): boolean {
  const last = statements[statements.length - 1]
  if (last?.type === 'return') return true
  return last?.type === 'if' && ends(last.body) && ends(last.orElse)
}

function choose(tests: readonly Condition[], then: Condition, otherwise: Condition): Condition {
  if (then.kind === 'False')
    return joined(and, [...tests.map(opposite), ...(otherwise.kind === 'True' ? [] : [otherwise])])
  if (then.kind === 'True') return joined(or, [...tests, ...(otherwise.kind === 'False' ? [] : [otherwise])])
  const [test] = tests as readonly [Condition]
  if (otherwise.kind === 'False') return and([test, then])
  return or([and([test, then]), and([opposite(test), otherwise])])
}

function joined(join: typeof and | typeof or, parts: readonly Condition[]): Condition {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : join(parts)
}

function opposite(test: Condition): Condition {
  return test.kind === 'Not' ? test.child : not(test)
}

/** `if not isinstance(x, Sequence): x = ()`: from here on x is a list. */
function listGuard(statement: Extract<Statement, { type: 'if' }>, scope: Scope): Scope | undefined {
  const [assign, ...more] = statement.body
  const { test } = statement
  if (test.type !== 'not' || test.part.type !== 'call' || statement.orElse.length > 0 || more.length > 0)
    return undefined
  const { function: called, args } = test.part
  const [value, type] = args
  if (called.type !== 'name' || called.name !== 'isinstance' || value?.type !== 'name') return undefined
  if (type?.type !== 'name' || type.name !== 'Sequence' || assign?.type !== 'assign') return undefined
  const known = scope.names.get(value.name)
  if (assign.name !== value.name || known?.type !== 'raw') return undefined
  if (assign.value.type !== 'tuple' || assign.value.items.length > 0) return undefined
  const list: Symbol_ = { type: 'list', path: known.path }
  return { ...scope, names: new Map([...scope.names, [value.name, list]]) }
}
