import { assignedIn } from './assigned-in.js'
import { or } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { type Frame, fork, join } from './frames.js'
import { type Machine, one, type Raise, unknownTruth, unknownValues } from './machine.js'
import type { Expression, Handler, Statement } from './syntax.js'
import type { Names, Values } from './value.js'

/** `try`: what raises in the body goes to the first handler that catches it; the rest goes on. */
export function runTry(m: Machine, statement: Statement & { type: 'try' }, frame: Frame): void {
  const { store } = m
  if (statement.final.some((one) => one.type !== 'pass')) {
    // It runs behind every return and exception as well, and may replace them.
    const assigns = assignedIn([statement])
    m.follow.run(m, [{ type: 'other', reason: 'finally', assigns, span: statement.span }], frame)
    return
  }
  const before = frame.names
  const around = m.raised
  const started = frame.live
  m.raised = []
  const body = fork(frame, started)
  m.follow.run(m, statement.body, body)
  const raised = m.raised
  m.raised = around
  if (statement.orElse.length > 0) m.follow.run(m, statement.orElse, body)
  const ways: Frame[] = [body]
  const starts: Formula[] = [started]
  let left: readonly Raise[] = raised
  for (const handler of statement.handlers) {
    const [caught, others] = caughtBy(m, handler, left, before)
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
    m.follow.run(m, handler.body, inner)
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
  names: Names,
): readonly [caught: readonly Raise[], left: readonly Raise[]] {
  const caught: Raise[] = []
  const left: Raise[] = []
  for (const one of raised) {
    const answer = catches(handler, one.error, names)
    if (answer === true) caught.push(one)
    else if (answer === false) left.push(one)
    else {
      const { yes, no } = unknownTruth(m, one.when, 'whether an except clause takes the exception', one.span)
      caught.push({ ...one, when: yes })
      left.push({ ...one, when: no })
    }
  }
  return [caught, left]
}

/** Undefined where it is not known: of any exception, and of what is no class of Python's. */
function catches({ types }: Handler, error: string, names: Names): boolean | undefined {
  if (types === undefined) return true
  const classes = (types.type === 'tuple' ? types.items : [types]).flatMap((one) => classesOf(one, names))
  if (classes.some((name) => name !== undefined && isOrHolds(name, error))) return true
  return classes.includes(undefined) || error === 'Exception' ? undefined : false
}

function classesOf(expression: Expression, names: Names): readonly (string | undefined)[] {
  if (expression.type === 'attribute') return [expression.name]
  if (expression.type !== 'name') return [undefined]
  for (let at: Names | undefined = names; at !== undefined; at = at.outer) {
    const values = at.own.get(expression.name)
    if (values !== undefined) return classesIn(values)
  }
  // A class that nobody has bound is Python's own; what is no class either raises itself, and neither is an alert.
  return [/[a-z]/.test(expression.name) ? expression.name : undefined]
}

/** A tuple of classes may have a name. */
function classesIn(values: Values): readonly (string | undefined)[] {
  const [only, another] = values
  if (only === undefined || another !== undefined) return [undefined]
  const { value } = only
  if (value.type === 'items' && value.kind === 'tuple') return value.items.flatMap(classesIn)
  return [value.type === 'builtin' ? value.name.split('.').at(-1) : undefined]
}

function isOrHolds(name: string, error: string): boolean {
  return name === 'Exception' || name === 'BaseException' || name === error || (PARENTS[error] ?? []).includes(name)
}

const PARENTS: Readonly<Record<string, readonly string[]>> = {
  KeyError: ['LookupError'],
  IndexError: ['LookupError'],
  JSONDecodeError: ['ValueError'],
  AddressValueError: ['ValueError'],
  UnboundLocalError: ['NameError'],
}
