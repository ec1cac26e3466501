import type { Span } from '@ruleglot/core'
import {
  and,
  FALSE,
  type Formula,
  isIn,
  KIND,
  not,
  or,
  place,
  possible,
  type Scope,
  scopeOf,
  some,
  TRUE,
  unknown,
} from './formula.js'
import { assign, createFrame, type Exit, type Frame, fork, join } from './frames.js'
import {
  byKind,
  constant,
  covered,
  flip,
  joined,
  type Machine,
  NONE,
  one,
  type Raise,
  raise,
  restrict,
  type Truth,
  textAt,
  unknownTruth,
  unknownValues,
  use,
} from './machine.js'
import type { Expression, Statement } from './syntax.js'
import type { Names, Value, Values } from './value.js'
import { anyHit, hitOf, hitValues, oneHit, someHit, someList } from './walk-hits.js'

type Comprehension = Expression & { readonly type: 'comprehension' }

/** One turn over the items of something: what the item is, and where the items come from. */
type Turns =
  | { readonly kind: 'fixed'; readonly when: Formula; readonly items: readonly Values[] }
  | {
      readonly kind: 'picked'
      readonly when: Formula
      readonly items: readonly { readonly when: Formula; readonly item: Values }[]
    }
  | {
      readonly kind: 'list'
      readonly when: Formula
      readonly scope: Scope
      readonly filter: Formula
      readonly element: Values
    }
  /** Characters or keys: at least one of which nothing is known. */
  | { readonly kind: 'texts'; readonly when: Formula; readonly element: Values }
  | { readonly kind: 'unknown'; readonly when: Formula; readonly reason: string; readonly raises: readonly string[] }

/** What Python goes through when it iterates, each possibility by itself. */
function turnsOf(m: Machine, over: Values, span: Span): readonly Turns[] {
  return over.flatMap(({ when, value }): readonly Turns[] => {
    switch (value.type) {
      case 'items':
        return [{ kind: 'fixed', when, items: value.items }]
      case 'picked':
        return [{ kind: 'picked', when, items: value.items }]
      case 'dict':
        return [{ kind: 'fixed', when, items: value.entries.map(([key]) => one(TRUE, constant(key))) }]
      case 'many':
        return [{ kind: 'list', when, scope: value.scope, filter: value.filter, element: value.element }]
      case 'node': {
        const { node, mask } = value
        use(m, node, 'list')
        const [list, text, object, none, other] = byKind(m, when, node, mask, [
          KIND.array,
          KIND.string,
          KIND.object,
          KIND.emptyArray | KIND.emptyObject,
          KIND.number | KIND.boolean,
        ]) as [Formula, Formula, Formula, Formula, Formula]
        raise(m, other, 'TypeError', span)
        const scope = scopeOf(node, m.depth + 1)
        const item = place(m.store, scope, [], node.exact)
        const turns: Turns[] = [
          {
            kind: 'list',
            when: list,
            scope,
            filter: TRUE,
            element: one(TRUE, { type: 'node', node: item, mask: possible(item) }),
          },
          { kind: 'fixed', when: or(m.store, [none, and(m.store, [text, isIn(m.store, node, [''])])]), items: [] },
          {
            kind: 'texts',
            when: and(m.store, [text, not(m.store, isIn(m.store, node, ['']))]),
            element: one(TRUE, { type: 'someText', length: 1, span }),
          },
          { kind: 'texts', when: object, element: one(TRUE, { type: 'someText', length: undefined, span }) },
        ]
        return turns.filter((turn) => turn.when !== FALSE)
      }
      case 'walk':
        return walkTurns(m, value, when, span)
      case 'constant':
        if (typeof value.value === 'string') {
          return [{ kind: 'fixed', when, items: [...value.value].map((char) => one(TRUE, constant(char))) }]
        }
        raise(m, when, 'TypeError', span)
        return []
      case 'unknown':
        return [{ kind: 'unknown', when, reason: value.reason, raises: value.raises }]
      case 'number':
      case 'builtin':
      case 'function':
        raise(m, when, 'TypeError', span)
        return []
      default:
        return [{ kind: 'unknown', when, reason: `a loop over ${value.type}`, raises: [] }]
    }
  })
}

/** What deep_walk() found: several values are a list, one is text to go through, or raises. */
function walkTurns(m: Machine, walk: Value & { type: 'walk' }, when: Formula, span: Span): readonly Turns[] {
  const { store } = m
  const any = anyHit(m, walk)
  const single = oneHit(m, walk)
  const element = hitValues(walk)
  const text = someHit(m, walk, (hit) => hitOf(m, hit, KIND.string))
  raise(m, and(store, [when, any, single, not(store, text)]), 'TypeError', span)
  const flat = not(store, someList(m, walk))
  const several = and(store, [when, any, not(store, single), flat])
  const turns: Turns[] = [
    element === undefined
      ? { kind: 'unknown', when: several, reason: 'a loop over what deep_walk() finds in several lists', raises: [] }
      : { kind: 'list', when: several, scope: walk.scope, filter: covered(m, element), element },
    {
      kind: 'unknown',
      when: and(store, [when, any, not(store, single), not(store, flat)]),
      reason: 'a loop over what deep_walk() finds in several lists',
      raises: [],
    },
    {
      kind: 'texts',
      when: and(store, [when, any, single, text]),
      element: one(TRUE, { type: 'someText', length: 1, span }),
    },
    ...turnsOf(m, restrict(m, walk.fallback, and(store, [when, not(store, any)])), span),
  ]
  return turns.filter((turn) => turn.when !== FALSE)
}

/** any() and all() of a generator, as Python goes through it: it stops at the first item that decides. */
export function quantified(
  m: Machine,
  quantifier: 'any' | 'all',
  generator: Comprehension,
  names: Names,
  live: Formula,
): Truth {
  const truth = anyClause(m, generator, 0, { own: new Map(), outer: names }, live, quantifier === 'all')
  return quantifier === 'any' ? truth : flip(truth)
}

/** `yes`: some item is true (false, when `negated`). */
function anyClause(
  m: Machine,
  generator: Comprehension,
  at: number,
  names: Names,
  live: Formula,
  negated: boolean,
): Truth {
  const clause = generator.clauses[at]
  if (clause === undefined) {
    const truth = m.follow.testOf(m, generator.element, names, live)
    return negated ? flip(truth) : truth
  }
  const over = m.follow.evaluate(m, clause.over, names, live)
  const turn = (element: Values, when: Formula): Truth => {
    const inner = bound(m, clause.target, element, names, when, generator.span)
    let now = when
    const skipped: Formula[] = []
    for (const one of clause.tests) {
      const truth = m.follow.testOf(m, one, inner, now)
      now = truth.yes
      skipped.push(truth.no)
    }
    const truth = anyClause(m, generator, at + 1, inner, now, negated)
    return { yes: truth.yes, no: or(m.store, [truth.no, ...skipped]) }
  }
  return joined(m, ...turnsOf(m, over, clause.over.span).map((turns) => anyTurn(m, turns, turn, generator.span)))
}

/** Whether some turn says yes. */
export function anyTurn(m: Machine, turns: Turns, turn: (element: Values, when: Formula) => Truth, span: Span): Truth {
  const { when } = turns
  const { store } = m
  switch (turns.kind) {
    case 'fixed': {
      let now: Formula = when
      const found: Formula[] = []
      for (const item of turns.items) {
        if (now === FALSE) break
        const truth = turn(restrict(m, item, now), now)
        found.push(truth.yes)
        now = truth.no
      }
      return { yes: or(store, found), no: now }
    }
    case 'picked': {
      let now: Formula = when
      const found: Formula[] = []
      for (const { when: there, item } of turns.items) {
        const here = and(store, [now, there])
        const truth = turn(restrict(m, item, here), here)
        found.push(truth.yes)
        now = or(store, [truth.no, and(store, [now, not(store, there)])])
      }
      return { yes: or(store, found), no: now }
    }
    case 'list': {
      const { truth, raised } = inScope(m, turns, turn)
      const hit = some(store, turns.scope, truth.yes)
      const fails = some(store, turns.scope, raised)
      if (fails === FALSE) return { yes: and(store, [when, hit]), no: and(store, [when, not(store, hit)]) }
      const order = orderOf(m, span)
      raise(m, and(store, [when, fails, or(store, [not(store, hit), not(store, order)])]), 'Exception', span)
      return {
        yes: and(store, [when, hit, or(store, [not(store, fails), order])]),
        no: and(store, [when, not(store, hit), not(store, fails)]),
      }
    }
    case 'texts': {
      const { truth, raised } = alone(m, () => turn(turns.element, TRUE))
      if (raised === TRUE) {
        raise(m, when, 'Exception', span)
        return { yes: FALSE, no: FALSE }
      }
      if (raised === FALSE && truth.yes === FALSE) return { yes: FALSE, no: when }
      return unknownTruth(m, when, 'a loop over the characters of a text or the keys of an object', span)
    }
    case 'unknown':
      return unknownTruth(m, when, turns.reason, span, turns.raises)
  }
}

/** Python stops at the first item that decides or raises; which comes first is not in the IR. */
function orderOf(m: Machine, span: Span): Formula {
  const reason = 'an item may raise before or after the one that decides'
  const made = unknown(m.store, {
    text: `${textAt(m, span)}: order of the items`,
    reason,
    span,
    mark: `order ${m.steps}`,
  })
  if (made.op === 'unknown') m.opaque.set(made.atom, { span, reason })
  return made
}

function rememberNulls(m: Machine, scope: Scope): void {
  if (scope.list !== undefined) m.nulls.set(scope.id, scope.list)
}

/** A turn for any item of a list: by itself, with what it raises apart. What null would do is found out as well. */
function inScope(
  m: Machine,
  turns: Turns & { kind: 'list' },
  turn: (element: Values, when: Formula) => Truth,
): { readonly truth: Truth; readonly raised: Formula } {
  const depth = m.depth
  m.depth = turns.scope.depth
  const found = alone(m, () => turn(restrict(m, turns.element, turns.filter), turns.filter))
  if (turns.element.length === 1 && turns.element[0]?.value.type === 'node') {
    const opaque = new Map(m.opaque)
    const none = alone(m, () => turn(one(TRUE, NONE), TRUE))
    if (none.truth.yes !== FALSE || none.raised !== FALSE) rememberNulls(m, turns.scope)
    m.opaque.clear()
    for (const [key, value] of opaque) m.opaque.set(key, value)
  }
  m.depth = depth
  return found
}

function alone(m: Machine, follow: () => Truth): { readonly truth: Truth; readonly raised: Formula } {
  const around = m.raised
  m.raised = []
  const truth = follow()
  const raised = or(
    m.store,
    m.raised.map(({ when }) => when),
  )
  m.raised = around
  return { truth, raised }
}

function bound(m: Machine, target: Expression, element: Values, names: Names, live: Formula, span: Span): Names {
  const frame = createFrame({ own: new Map(), outer: names }, live)
  assign(m, target, element, frame, span)
  return frame.names
}

/** A list, set or generator of its own. */
export function comprehension(m: Machine, expression: Comprehension, names: Names, live: Formula): Values {
  const { span } = expression
  const [clause, ...more] = expression.clauses
  if (clause === undefined || more.length > 0) return unknownValues(m, live, 'a list made of several lists', span)
  const inner: Names = { own: new Map(), outer: names }
  const over = m.follow.evaluate(m, clause.over, inner, live)
  const turn = (
    element: Values,
    when: Formula,
  ): { readonly kept: Formula; readonly left: Formula; readonly element: Values } => {
    const here = bound(m, clause.target, element, inner, when, span)
    let now = when
    const skipped: Formula[] = []
    for (const one of clause.tests) {
      const truth = m.follow.testOf(m, one, here, now)
      now = truth.yes
      skipped.push(truth.no)
    }
    const values = m.follow.evaluate(m, expression.element, here, now)
    const kept = covered(m, values)
    return { kept, left: or(m.store, [kept, ...skipped]), element: values }
  }
  if (expression.result === 'dict') return dictOf(m, expression, inner, over, live)
  return turnsOf(m, over, clause.over.span).flatMap((turns): Values => {
    const { when } = turns
    switch (turns.kind) {
      case 'fixed':
      case 'picked': {
        let now: Formula = when
        const items: { when: Formula; item: Values }[] = []
        const all = turns.kind === 'fixed' ? turns.items.map((item) => ({ when: TRUE as Formula, item })) : turns.items
        for (const { when: there, item } of all) {
          const here = and(m.store, [now, there])
          const found = turn(restrict(m, item, here), here)
          items.push({ when: found.kept, item: found.element })
          now = there === TRUE ? found.left : or(m.store, [found.left, and(m.store, [now, not(m.store, there)])])
        }
        const certain = items.filter((item) => item.when !== FALSE)
        if (certain.every((item) => and(m.store, [now, not(m.store, item.when)]) === FALSE)) {
          return one(now, {
            type: 'items',
            kind: expression.result === 'set' ? 'set' : 'list',
            items: certain.map(({ item }) => item),
          })
        }
        return one(now, { type: 'picked', items: certain })
      }
      case 'list': {
        let made: { kept: Formula; element: Values } = { kept: FALSE, element: [] }
        const { raised } = inScope(m, turns, (element, at) => {
          const found = turn(element, at)
          if (element.length === 0 || element[0]?.value.type !== 'constant') made = found
          return { yes: found.kept, no: FALSE }
        })
        const fails = some(m.store, turns.scope, raised)
        raise(m, and(m.store, [when, fails]), 'Exception', span)
        return one(and(m.store, [when, not(m.store, fails)]), {
          type: 'many',
          scope: turns.scope,
          filter: made.kept,
          element: made.element,
          unique: expression.result === 'set',
        })
      }
      case 'texts':
        return unknownValues(m, when, 'a list made of the characters of a text', span)
      default:
        return unknownValues(m, when, turns.reason, span, turns.raises)
    }
  })
}

function dictOf(m: Machine, expression: Comprehension, names: Names, over: Values, live: Formula): Values {
  const [clause] = expression.clauses
  const only = over.length === 1 ? over[0]?.value : undefined
  if (clause === undefined || only?.type !== 'items' || clause.tests.length > 0 || expression.value === undefined) {
    return unknownValues(m, live, 'a dict made of a list', expression.span)
  }
  const entries: (readonly [string | number | boolean | null, Values])[] = []
  for (const item of only.items) {
    const here = bound(m, clause.target, item, names, live, expression.span)
    const keys = m.follow.evaluate(m, expression.element, here, live)
    const key = keys.length === 1 ? keys[0]?.value : undefined
    if (key?.type !== 'constant') return unknownValues(m, live, 'a dict made of a list', expression.span)
    entries.push([key.value, m.follow.evaluate(m, expression.value, here, live)])
  }
  return one(live, { type: 'dict', entries })
}

type For = Statement & { readonly type: 'for' }

export function forLoop(m: Machine, statement: For, frame: Frame): void {
  const over = m.follow.evaluate(m, statement.over, frame.names, frame.live)
  const before = frame.names
  const ways = turnsOf(m, over, statement.over.span).map((turns) => {
    const inner = fork(frame, turns.when)
    followTurns(m, statement, turns, inner)
    return inner
  })
  join(m, frame, before, ways, [])
  frame.live = or(
    m.store,
    ways.map(({ live }) => live),
  )
}

function followTurns(m: Machine, statement: For, turns: Turns, frame: Frame): void {
  switch (turns.kind) {
    case 'fixed':
    case 'picked':
      followItems(m, statement, turns, frame)
      return
    case 'list':
      followList(m, statement, turns, frame)
      return
    case 'texts': {
      const probe: Frame = { ...createFrame({ own: new Map(), outer: frame.names }, TRUE) }
      const { raised } = alone(m, () => {
        assign(m, statement.target, turns.element, probe, statement.span)
        m.follow.run(m, statement.body, probe)
        return { yes: FALSE, no: FALSE }
      })
      if (raised === TRUE) {
        raise(m, frame.live, 'Exception', statement.span)
        frame.live = FALSE
        return
      }
      const quiet = raised === FALSE && probe.returned.length === 0 && assignedIn(statement.body).length === 0
      if (quiet && statement.orElse.length === 0) {
        forgetTargets(statement, frame, 'the last character of a text or key of an object')
        return
      }
      giveUp(m, statement, frame, 'a loop over the characters of a text or the keys of an object', [])
      return
    }
    case 'unknown':
      giveUp(m, statement, frame, turns.reason, turns.raises)
  }
}

/** What the loop's own variables hold after it is not followed. */
function forgetTargets(statement: For, frame: Frame, reason: string): void {
  const value: Value = { type: 'unknown', reason, raises: [], span: statement.span }
  for (const name of assignedIn([{ ...statement, body: [], orElse: [] }]))
    frame.names.own.set(name, [{ when: TRUE, value }])
}

/** Nothing is known of what the loop assigns or returns. */
function giveUp(m: Machine, statement: For, frame: Frame, reason: string, raises: readonly string[]): void {
  const values = unknownValues(m, frame.live, reason, statement.span, raises)
  if (returnsIn([statement])) {
    frame.returned.push(...values)
    frame.live = FALSE
    return
  }
  frame.live = covered(m, values)
  for (const name of assignedIn([statement])) frame.names.own.set(name, values)
}

function returnsIn(statements: readonly Statement[]): boolean {
  return statements.some(
    (one) => one.type === 'return' || (one.type === 'other' && one.binds !== true) || innerBlocks(one).some(returnsIn),
  )
}

function innerBlocks(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.type) {
    case 'if':
    case 'for':
      return [statement.body, statement.orElse]
    case 'try':
      return [statement.body, statement.orElse, statement.final, ...statement.handlers.map(({ body }) => body)]
    default:
      return []
  }
}

/** The names that statements may bind, in this function. */
export function assignedIn(statements: readonly Statement[]): readonly string[] {
  const names = new Set<string>()
  const target = (expression: Expression): void => {
    if (expression.type === 'name') names.add(expression.name)
    else if (expression.type === 'tuple' || expression.type === 'list') expression.items.forEach(target)
    else if (expression.type === 'index' || expression.type === 'attribute') target(expression.object)
  }
  const visit = (one: Statement): void => {
    if (one.type === 'assign') one.targets.forEach(target)
    else if (one.type === 'update' || one.type === 'for') target(one.target)
    else if (one.type === 'other') for (const name of one.assigns) names.add(name)
    else if (one.type === 'expression' && one.value.type === 'call' && one.value.function.type === 'attribute') {
      target(one.value.function.object)
    }
    for (const block of innerBlocks(one)) block.forEach(visit)
  }
  statements.forEach(visit)
  return [...names]
}

function followItems(m: Machine, statement: For, turns: Turns & { kind: 'fixed' | 'picked' }, frame: Frame): void {
  const broke: Exit[] = []
  const items = turns.kind === 'fixed' ? turns.items.map((item) => ({ when: TRUE as Formula, item })) : turns.items
  for (const { when, item } of items) {
    if (frame.live === FALSE) break
    const skipped = and(m.store, [frame.live, not(m.store, when)])
    const here = and(m.store, [frame.live, when])
    const continued: Exit[] = []
    const inner: Frame = { ...fork(frame, here), broke, continued }
    assign(m, statement.target, restrict(m, item, here), inner, statement.span)
    m.follow.run(m, statement.body, inner)
    const exits: Exit[] = [{ live: inner.live, names: inner.names }, ...continued]
    if (skipped !== FALSE) exits.push({ live: skipped, names: frame.names })
    const names: Names = { own: new Map(), outer: frame.names.outer }
    frame.names = names
    join(m, frame, names, exits, [])
    frame.live = or(
      m.store,
      exits.map(({ live }) => live),
    )
  }
  if (statement.orElse.length > 0) m.follow.run(m, statement.orElse, frame)
  if (broke.length === 0) return
  const exits: Exit[] = [{ live: frame.live, names: frame.names }, ...broke]
  const names: Names = { own: new Map(), outer: frame.names.outer }
  frame.names = names
  join(m, frame, names, exits, [])
  frame.live = or(
    m.store,
    exits.map(({ live }) => live),
  )
}

/** One turn for any item of the list, followed by itself: what it returns, assigns and raises decides for the list. */
function followList(m: Machine, statement: For, turns: Turns & { kind: 'list' }, frame: Frame): void {
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
  const order =
    all.length + (raisesAt === FALSE ? 0 : 1) > 1 || (breaks !== FALSE && all.length > 0) ? orderOf(m, span) : FALSE
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
    and(store, [enters, raisesAt, or(store, [not(store, or(store, stops)), not(store, order)])]),
    errors.size === 1 && error !== undefined ? error : 'Exception',
    span,
  )
  const goesOn = and(store, [enters, not(store, or(store, [raisesAt, ...stops]))])
  const broken = some(store, scope, breaks)
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
