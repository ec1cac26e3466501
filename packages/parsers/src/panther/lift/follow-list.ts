import { assignedIn } from './assigned-in.js'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, type Scope, TRUE } from './formula-node.js'
import { assign, createFrame, type Exit, type Frame, fork, join } from './frames.js'
import { orderOf, rememberNulls } from './in-scope.js'
import { type For, forgetTargets, giveUp } from './leave-loop.js'
import { type Machine, NONE, one, type Raise, raise, restrict } from './machine.js'
import type { Turns } from './turns.js'
import type { Value, Values } from './value.js'

/** One turn for any item of the list, followed by itself: what it returns, assigns and raises decides for the list. */
export function followList(m: Machine, statement: For, turns: Turns & { kind: 'list' }, frame: Frame): void {
  const { store } = m
  const { scope } = turns
  const span = statement.span
  const targets = new Set(assignedIn([{ ...statement, body: [], orElse: [] }]))
  const carried = assignedIn(statement.body).filter((name) => !targets.has(name))
  const turn = (element: Values, live: Formula): { inner: Frame; exits: Exit[]; raised: readonly Raise[] } => {
    const around = m.raised
    m.raised = []
    const inner: Frame = { ...createFrame({ own: new Map(frame.names.own), outer: frame.names.outer }, live) }
    for (const name of carried) {
      if (inner.names.own.has(name)) inner.names.own.set(name, one(TRUE, { type: 'marker', name }))
    }
    assign(m, statement.target, element, inner, span)
    m.follow.run(m, statement.body, inner)
    const raised = m.raised
    m.raised = around
    return { inner, exits: [{ live: inner.live, names: inner.names }, ...inner.continued, ...inner.broke], raised }
  }
  const depth = m.depth
  m.depth = scope.depth
  const { inner, exits, raised } = turn(restrict(m, turns.element, turns.filter), turns.filter)
  if (turns.element.length === 1 && turns.element[0]?.value.type === 'node') {
    const opaque = new Map(m.opaque)
    const none = turn(one(TRUE, NONE), TRUE)
    const unchanged = carried.every((name) =>
      none.exits.every(
        ({ names, live }) =>
          live === FALSE || (names.own.get(name) ?? []).every(({ value }) => value.type === 'marker'),
      ),
    )
    if (none.inner.returned.length > 0 || none.raised.length > 0 || none.inner.broke.length > 0 || !unchanged)
      rememberNulls(m, scope)
    m.opaque.clear()
    for (const [key, value] of opaque) m.opaque.set(key, value)
  }
  m.depth = depth

  const fails = or(
    store,
    raised.map(({ when }) => when),
  )
  const breaks = or(
    store,
    inner.broke.map(({ live }) => live),
  )
  const groups = new Map<string, { when: Formula; value: Value }>()
  let hard = false
  for (const { when, value } of inner.returned) {
    if (value.type !== 'constant') hard = true
    const key = JSON.stringify(value.type === 'constant' ? value : 0)
    const known = groups.get(key)
    groups.set(key, { when: known === undefined ? when : or(store, [known.when, when]), value })
  }
  if (hard) {
    giveUp(m, statement, frame, 'a loop that returns what the item gives', [])
    return
  }
  const all = [...groups.values()]
  const enters = frame.live
  const raisesAt = some(store, scope, fails)
  const stops = all.map(({ when }) => some(store, scope, when))
  // What ends the loop first decides; where two ways may end it, the order of the items does.
  const broken = some(store, scope, breaks)
  const ends = all.length + (raisesAt === FALSE ? 0 : 1) + (breaks === FALSE ? 0 : 1)
  const order = ends > 1 ? orderOf(m, span) : FALSE
  if (order !== FALSE && (all.length > 2 || (breaks !== FALSE && all.length > 0))) {
    giveUp(m, statement, frame, 'a loop that ends in several ways', [])
    return
  }
  for (const [i, { value }] of all.entries()) {
    const others = or(store, [raisesAt, ...stops.filter((_, j) => j !== i)])
    // With two values the first wins where `order` says so.
    const wins = i === 0 ? order : not(store, order)
    const when =
      others === FALSE
        ? (stops[i] as Formula)
        : and(store, [stops[i] as Formula, or(store, [not(store, others), wins])])
    frame.returned.push(...one(and(store, [enters, when]), value))
  }
  if (all.length === 2 && raisesAt !== FALSE) {
    // Three ways to end: too many for one unknown.
    giveUp(m, statement, frame, 'a loop that ends in several ways', [])
    return
  }
  const errors = new Set(raised.map(({ error }) => error))
  const [error] = errors
  raise(
    m,
    and(store, [enters, raisesAt, or(store, [not(store, or(store, [broken, ...stops])), not(store, order)])]),
    errors.size === 1 && error !== undefined ? error : 'Exception',
    span,
  )
  const unraised = or(store, [not(store, raisesAt), and(store, [broken, order])])
  const goesOn = and(store, [enters, unraised, not(store, or(store, stops))])
  frame.live = goesOn
  for (const name of carried) carry(m, statement, name, { frame, exits, breaks, scope, live: goesOn })
  forgetTargets(statement, frame, 'the last item of a list')
  if (statement.orElse.length > 0) {
    const runs: Frame = fork(frame, and(store, [goesOn, not(store, broken)]))
    m.follow.run(m, statement.orElse, runs)
    const exitsAfter: Exit[] = [runs, { live: and(store, [goesOn, broken]), names: frame.names }]
    join(m, frame, frame.names, exitsAfter, [])
    frame.live = or(
      store,
      exitsAfter.map(({ live }) => live),
    )
  }
}

interface Carried {
  readonly frame: Frame
  readonly exits: readonly Exit[]
  readonly breaks: Formula
  readonly scope: Scope
  readonly live: Formula
}

/** What a local holds after the loop: a constant that some turn assigned, or a list that turns have added to. */
function carry(m: Machine, statement: For, name: string, { frame, exits, breaks, scope, live }: Carried): void {
  const before = frame.names.own.get(name)
  const after = exits.flatMap(({ names, live: at }) => restrict(m, names.own.get(name) ?? [], at))
  const changed = after.filter(({ value }) => value.type !== 'marker')
  if (changed.length === 0) return
  const giveUpName = (): void => {
    frame.names.own.set(name, [
      { when: TRUE, value: { type: 'unknown', reason: `${name} after the loop`, raises: [], span: statement.span } },
    ])
  }
  const [first] = changed
  const when = or(
    m.store,
    changed.map((one) => one.when),
  )
  if (before === undefined || first === undefined) {
    giveUpName()
    return
  }
  if (first.value.type === 'constant') {
    const value = first.value
    const alike = changed.every((one) => one.value.type === 'constant' && one.value.value === value.value)
    if (!alike || and(m.store, [breaks, not(m.store, when)]) !== FALSE) {
      giveUpName()
      return
    }
    const assigned = some(m.store, scope, when)
    frame.names.own.set(name, [
      ...one(and(m.store, [live, assigned]), value),
      ...restrict(m, before, and(m.store, [live, not(m.store, assigned)])),
    ])
    return
  }
  const known = before.length === 1 ? before[0]?.value : undefined
  if (
    changed.every((one) => one.value.type === 'appended') &&
    known?.type === 'items' &&
    known.items.length === 0 &&
    breaks === FALSE
  ) {
    const element = changed.flatMap((one) => restrict(m, (one.value as Value & { type: 'appended' }).element, one.when))
    frame.names.own.set(name, one(live, { type: 'many', scope, filter: when, element, unique: known.kind === 'set' }))
    return
  }
  giveUpName()
}
