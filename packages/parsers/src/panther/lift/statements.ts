import type { Span } from '@ruleglot/core'
import { each } from './access.js'
import { MUTATING } from './changed-globals.js'
import { evaluate, testOf } from './evaluate.js'
import { assignedIn, forLoop } from './for-loop.js'
import { or } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { assign, type Frame, fork, join } from './frames.js'
import {
  covered,
  current,
  type Machine,
  markChanged,
  NONE,
  one,
  type Raise,
  raise,
  restrict,
  step,
  unknownTruth,
  unknownValues,
} from './machine.js'
import type { Expression, Handler, Statement } from './syntax.js'
import type { Names, Value, Values } from './value.js'

export function run(m: Machine, statements: readonly Statement[], frame: Frame): void {
  for (const statement of statements) {
    if (frame.live === FALSE) return
    step(m)
    runOne(m, statement, frame)
  }
}

function runOne(m: Machine, statement: Statement, frame: Frame): void {
  const { span } = statement
  switch (statement.type) {
    case 'pass':
      return
    case 'return': {
      const values =
        statement.value === undefined ? one(frame.live, NONE) : evaluate(m, statement.value, frame.names, frame.live)
      frame.returned.push(...values)
      frame.live = FALSE
      return
    }
    case 'assign': {
      const values = evaluate(m, statement.value, frame.names, frame.live)
      frame.live = covered(m, values)
      for (const target of statement.targets) assign(m, target, values, frame, span)
      return
    }
    case 'update': {
      const value: Expression = {
        type: 'binary',
        sign: statement.sign,
        left: statement.target,
        right: statement.value,
        span,
      }
      const values = evaluate(m, value, frame.names, frame.live)
      frame.live = covered(m, values)
      if (statement.target.type === 'name') markChanged(m, frame.names.own.get(statement.target.name) ?? [], frame.live)
      assign(m, statement.target, values, frame, span)
      return
    }
    case 'expression': {
      if (append(m, statement.value, frame)) return
      frame.live = covered(m, evaluate(m, statement.value, frame.names, frame.live))
      return
    }
    case 'global':
      declareGlobal(m, statement.names, frame, span)
      return
    case 'if': {
      const { yes, no } = testOf(m, statement.test, frame.names, frame.live)
      branch(m, frame, [
        [yes, statement.body],
        [no, statement.orElse],
      ])
      return
    }
    case 'for':
      forLoop(m, statement, frame)
      return
    case 'try':
      runTry(m, statement, frame)
      return
    case 'break':
    case 'continue':
      ;(statement.type === 'break' ? frame.broke : frame.continued).push({ live: frame.live, names: frame.names })
      frame.live = FALSE
      return
    case 'raise':
      raise(m, frame.live, 'Exception', span)
      frame.live = FALSE
      return
    case 'import':
      for (const name of statement.names) {
        frame.names.own.set(
          name.name,
          m.imported(name.module, name.member) ?? one(TRUE, importedValue(name.module, name.member)),
        )
      }
      return
    case 'function':
      frame.names.own.set(
        statement.name,
        one(TRUE, {
          type: 'function',
          name: statement.name,
          parameters: statement.parameters,
          body: { statements: statement.body },
          names: frame.names,
          file: span.file ?? '',
        }),
      )
      return
    case 'other': {
      if (statement.binds === true) {
        const [name] = statement.assigns
        if (name !== undefined) frame.names.own.set(name, unknownValues(m, frame.live, statement.reason, span))
        return
      }
      // It may return, raise or assign.
      const values = unknownValues(m, frame.live, statement.reason, span)
      for (const { value } of values) frame.returned.push(...one(frame.live, value))
      for (const name of statement.assigns) if (frame.names.own.has(name)) frame.names.own.set(name, values)
      frame.live = FALSE
      return
    }
  }
}

/**
 * What a global holds that functions assign is not known before this function assigns it: an earlier event may have left
 * it. What is assigned is known in this function; the module's own name stays unknown to all others.
 */
function declareGlobal(m: Machine, names: readonly string[], frame: Frame, span: Span): void {
  let module: Names = frame.names
  while (module.outer?.outer !== undefined) module = module.outer
  for (const name of names) {
    const held = module.own.get(name)
    if (module !== frame.names && held !== undefined) frame.names.own.set(name, held)
    else frame.names.own.set(name, unknownValues(m, frame.live, `the global ${name}`, span))
  }
}

/** A name that a module of Python gives; our own modules are bound before anything runs. */
function importedValue(module: string, name: string | undefined): Value {
  return name === undefined ? { type: 'module', name: module } : { type: 'builtin', name: `${module}.${name}` }
}

/** Several ways that exclude each other, joined again behind. */
export function branch(m: Machine, frame: Frame, ways: readonly (readonly [Formula, readonly Statement[]])[]): void {
  const before = frame.names
  const after = ways.map(([live, body]) => {
    const inner = fork(frame, live)
    run(m, body, inner)
    return inner
  })
  join(
    m,
    frame,
    before,
    after,
    ways.map(([live]) => live),
  )
}

/** `list.append(x)` and `dict.update({...})` on our own lists and dicts. */
function append(m: Machine, expression: Expression, frame: Frame): boolean {
  if (expression.type !== 'call' || expression.function.type !== 'attribute') return false
  const { object, name } = expression.function
  if (object.type !== 'name' || !MUTATING.has(name)) return false
  const held = frame.names.own.get(object.name)
  if (held === undefined) return false
  const found = current(m, held, expression.span)
  const [argument] = expression.args
  const live = frame.live
  if (argument === undefined || expression.args.length > 1) {
    markChanged(m, found, live)
    frame.names.own.set(object.name, unknownValues(m, live, `${name}() of a list`, expression.span))
    return true
  }
  const values = evaluate(m, argument, frame.names, live)
  frame.live = covered(m, values)
  const changed = each(restrict(m, found, frame.live), (value, when) => {
    if (value.type === 'marker' && (name === 'append' || name === 'add'))
      return one(when, { type: 'appended', element: restrict(m, values, when) })
    if (value.type === 'items' && (name === 'append' || name === 'add')) {
      return one(when, { ...value, items: [...value.items, restrict(m, values, when)] })
    }
    const only = values.length === 1 ? values[0]?.value : undefined
    if (value.type === 'items' && only?.type === 'items' && (name === 'extend' || name === 'update')) {
      return one(when, { ...value, items: [...value.items, ...only.items] })
    }
    if (value.type === 'dict' && only?.type === 'dict' && name === 'update') {
      const keys = new Set(only.entries.map(([key]) => key))
      return one(when, { type: 'dict', entries: [...value.entries.filter(([key]) => !keys.has(key)), ...only.entries] })
    }
    return unknownValues(m, when, `${name}() of ${value.type}`, expression.span)
  })
  markChanged(m, found, live)
  frame.names.own.set(object.name, changed)
  return true
}

function runTry(m: Machine, statement: Statement & { type: 'try' }, frame: Frame): void {
  const { store } = m
  if (statement.final.some((one) => one.type !== 'pass')) {
    // It runs behind every return and exception as well, and may replace them.
    const assigns = assignedIn([statement])
    runOne(m, { type: 'other', reason: 'finally', assigns, span: statement.span }, frame)
    return
  }
  const before = frame.names
  const around = m.raised
  const started = frame.live
  m.raised = []
  const body = fork(frame, started)
  run(m, statement.body, body)
  const raised = m.raised
  m.raised = around
  if (statement.orElse.length > 0) run(m, statement.orElse, body)
  const ways: Frame[] = [body]
  const starts: Formula[] = [started]
  let left: readonly Raise[] = raised
  for (const handler of statement.handlers) {
    const [caught, others] = caughtBy(m, handler, left)
    left = others
    const live = or(
      store,
      caught.map(({ when }) => when),
    )
    if (live === FALSE) continue
    const names: Names = { own: new Map(), outer: before.outer }
    for (const name of new Set([...before.own.keys(), ...body.names.own.keys()])) {
      const [first, last] = [before.own.get(name), body.names.own.get(name)]
      const changed = first !== last
      names.own.set(
        name,
        changed
          ? first === undefined
            ? one(TRUE, { type: 'unbound' })
            : changedInTry(m, statement, name, first, last, live)
          : (first as Values),
      )
    }
    if (handler.name !== undefined)
      names.own.set(handler.name, one(TRUE, { type: 'object', what: 'an exception', raises: [], span: statement.span }))
    const inner: Frame = { ...frame, names, live }
    run(m, handler.body, inner)
    ways.push(inner)
    starts.push(live)
  }
  m.raised.push(...left)
  join(m, frame, before, ways, [FALSE, ...starts.slice(1)])
  frame.live = or(
    store,
    ways.map(({ live }) => live),
  )
}

/** Only what is certain: a name that the body assigns once, at its end, still has its first value when it raised. */
function changedInTry(
  m: Machine,
  statement: Statement & { type: 'try' },
  name: string,
  first: Values,
  last: Values | undefined,
  live: Formula,
): Values {
  void last
  const assignments = statement.body.filter((one) => JSON.stringify(one).includes(JSON.stringify(name)))
  if (assignments.length === 1 && statement.body[statement.body.length - 1] === assignments[0]) return first
  return unknownValues(m, live, `${name} may have been assigned before the exception`, statement.span)
}

/** What a handler catches and what it leaves. Where the kind of exception is not known, neither is that. */
function caughtBy(
  m: Machine,
  handler: Handler,
  raised: readonly Raise[],
): readonly [caught: readonly Raise[], left: readonly Raise[]] {
  const caught: Raise[] = []
  const left: Raise[] = []
  for (const one of raised) {
    if (catches(handler, one.error)) caught.push(one)
    else if (one.error !== 'Exception') left.push(one)
    else {
      const { yes, no } = unknownTruth(m, one.when, 'whether an except clause takes the exception', one.span)
      caught.push({ ...one, when: yes })
      left.push({ ...one, when: no })
    }
  }
  return [caught, left]
}

function catches({ types }: Handler, error: string): boolean {
  if (types === undefined) return true
  const names = (types.type === 'tuple' ? types.items : [types]).map((one) =>
    one.type === 'name' ? one.name : one.type === 'attribute' ? one.name : '',
  )
  return names.some(
    (name) =>
      name === 'Exception' || name === 'BaseException' || name === error || (PARENTS[error] ?? []).includes(name),
  )
}

const PARENTS: Readonly<Record<string, readonly string[]>> = {
  KeyError: ['LookupError'],
  IndexError: ['LookupError'],
  JSONDecodeError: ['ValueError'],
  AddressValueError: ['ValueError'],
  UnboundLocalError: ['NameError'],
}
