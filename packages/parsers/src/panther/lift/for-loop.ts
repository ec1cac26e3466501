import { assignedIn } from './assigned-in.js'
import { followList } from './follow-list.js'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { assign, createFrame, type Exit, type Frame, fork, join } from './frames.js'
import { alone } from './in-scope.js'
import { type For, forgetTargets, giveUp } from './leave-loop.js'
import { type Machine, raise, restrict } from './machine.js'
import { type Turns, turnsOf } from './turns.js'
import type { Names } from './value.js'

/** `for` over what turns.ts tells of: fixed items one by one, a list by any one of its items. */
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

function followItems(m: Machine, statement: For, turns: Turns & { kind: 'fixed' | 'picked' }, frame: Frame): void {
  const broke: Exit[] = []
  const items = turns.kind === 'fixed' ? turns.items.map((item) => ({ when: TRUE as Formula, item })) : turns.items
  for (const [i, { when, item }] of items.entries()) {
    if (frame.live === FALSE) break
    m.sites.push(i)
    const skipped = and(m.store, [frame.live, not(m.store, when)])
    const here = and(m.store, [frame.live, when])
    const continued: Exit[] = []
    const inner: Frame = { ...fork(frame, here), broke, continued }
    assign(m, statement.target, restrict(m, item, here), inner, statement.span)
    m.follow.run(m, statement.body, inner)
    m.sites.pop()
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
