import { type Assumption, and, type Condition, mergeAssumptions, not, or, type Span } from '@ruleglot/core'
import { HELPER_FUNCTIONS } from '@ruleglot/core/dialect'
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
    budget: { nodes: 0 },
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

function readStatements(statements: readonly Statement[], scope: Scope, around: Span): Condition {
  const [first, ...rest] = statements
  if (first === undefined) throw new Unread(around, 'a way through rule() that returns nothing')
  if (++scope.budget.nodes > MOST_NODES) throw new Unread(first.span, 'too many branches')
  switch (first.type) {
    case 'nothing':
      return readStatements(rest, scope, around)
    case 'return':
      if (first.value === undefined) throw new Unread(first.span, 'rule() returns None')
      return readTest(first.value, scope)
    case 'assign': {
      if (scope.names.has(first.name) || isModuleName(first.name, scope)) {
        throw new Unread(first.span, `${first.name} gets another value`)
      }
      const names = new Map([...scope.names, [first.name, readValue(first.value, scope)]])
      return readStatements(rest, { ...scope, names }, around)
    }
    case 'if': {
      const asList = listGuard(first, scope)
      if (asList !== undefined) return readStatements(rest, asList, around)
      const test = readTest(first.test, scope)
      const then = readStatements(ends(first.body) ? first.body : [...first.body, ...rest], scope, first.span)
      const otherwise = readStatements(ends(first.orElse) ? first.orElse : [...first.orElse, ...rest], scope, around)
      return choose(test, then, otherwise)
    }
    case 'other':
      throw new Unread(first.span, 'a statement that is not read')
  }
}

const MOST_NODES = 2000

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

function choose(test: Condition, then: Condition, otherwise: Condition): Condition {
  if (then.kind === 'False') return otherwise.kind === 'True' ? opposite(test) : and([opposite(test), otherwise])
  if (then.kind === 'True') return otherwise.kind === 'False' ? test : or([test, otherwise])
  if (otherwise.kind === 'False') return and([test, then])
  return or([and([test, then]), and([opposite(test), otherwise])])
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
