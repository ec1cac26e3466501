import type { Span } from '@ruleglot/core'
import { append } from './append.js'
import { evaluate, testOf } from './evaluate.js'
import { forLoop } from './for-loop.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { assign, type Frame, fork, join } from './frames.js'
import { covered, type Machine, markChanged, NONE, one, raise, step, unknownValues } from './machine.js'
import { runTry } from './run-try.js'
import type { Expression, Statement } from './syntax.js'
import type { Names, Value } from './value.js'

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
