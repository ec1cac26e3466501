import {
  type Condition,
  compareConditions,
  emitVerifiedCondition,
  emitVerifiedRule,
  evaluate,
  fieldsRead,
  lintCondition,
  mapRule,
  normalise,
  type Pack,
  planTests,
  type Rule,
  readRule,
  ruleOf,
  sampleEvents,
  satisfiable,
  simplify,
  transform,
} from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { toPredicate } from '@ruleglot/emitters/javascript'
import { compileMatcher } from '@ruleglot/matcher'
import { parsers } from '@ruleglot/parsers'
import { compareRules, inspect, translateRule } from 'ruleglot'

/** What is measured of a condition; undefined where the operation refuses it. */
type Operation = (condition: Condition) => (() => unknown) | undefined

export const EVENT = { a: 'nothing like it', b: ['x', 'y'], f1: 'v1', f: { g: 'x' }, ip: '10.0.0.7', n: 7 }

/** Every public operation on a condition or on a rule around it. */
export function scalingOperations(pack: Pack): Readonly<Record<string, Operation>> {
  const asRule = (condition: Condition, language = 'kql'): Rule => ({
    ...ruleOf(language, condition),
    id: 'r',
    title: 't',
    logSource: { logTypes: ['A.B'] },
  })
  return {
    normalise: (condition) => () => normalise(condition),
    simplify: (condition) => () => transform(condition, simplify),
    'fields read': (condition) => () => fieldsRead(condition),
    evaluate: (condition) => () => evaluate(condition, EVENT),
    closures: (condition) => () => toPredicate(condition)(EVENT),
    matcher: (condition) => () => compileMatcher([{ id: 'r', condition }]).match(EVENT),
    explain: (condition) => () => compileMatcher([{ id: 'r', condition }]).explain(EVENT, 'r'),
    'compare with one change': (condition) => {
      const other = changed(condition)
      return () => compareConditions(condition, other)
    },
    satisfiable: (condition) => () => satisfiable(condition),
    lint: (condition) => () => lintCondition(condition),
    'rule document': (condition) => {
      const text = JSON.stringify(asRule(condition))
      return () => readRule(JSON.parse(text))
    },
    'events around it': (condition) => () => sampleEvents([condition], { limit: 20 }),
    'compare with itself as a rule': (condition) => () => compareRules(asRule(condition), asRule(condition, 'eql')),
    'planned tests': (condition) => () => planTests(condition),
    inspect: (condition) => () => inspect(asRule(condition)),
    'map a rule': (condition) => {
      const rule: Rule = { ...asRule(condition, 'elastic'), logSource: { integration: ['okta'] } }
      return () => mapRule(rule, pack, { from: 'elastic', to: 'panther', unmapped: 'keep' })
    },
    ...languages(),
    'translate an Elastic rule to panther with a pack': (condition) => {
      const rule: Rule = { ...asRule(condition, 'elastic'), logSource: { integration: ['okta'] } }
      return () => translateRule(rule, { to: 'panther', unmapped: 'keep' })
    },
  }

  function languages(): Readonly<Record<string, Operation>> {
    const found: Record<string, Operation> = {}
    for (const emitter of emitters) {
      const parser = parsers.find(({ id }) => id === emitter.id)
      const options = emitter.id === 'sigma' ? { case: 'exact' as const } : {}
      if (emitter.emitCondition !== undefined) {
        const emit = (condition: Condition) => emitter.emitCondition?.(condition, options)
        found[`emit ${emitter.id}`] = (condition) => (emit(condition)?.ok === true ? () => emit(condition) : undefined)
        found[`parse ${emitter.id}`] = (condition) => {
          const text = emit(condition)
          if (text?.ok !== true || parser?.parseCondition === undefined) return undefined
          const written = text.value.text
          return () => parser.parseCondition?.(written, {})
        }
        // A rule around it says the same and more.
        if (emitter.emitRule === undefined && parser !== undefined) {
          found[`${emitter.id} with verdict`] = (condition) =>
            emit(condition)?.ok === true
              ? () => emitVerifiedCondition(condition, { emitter, reader: parser }, options)
              : undefined
        }
      }
      if (emitter.emitRule !== undefined && parser !== undefined) {
        found[`rule of ${emitter.id} with verdict`] = (condition) => {
          const run = () => emitVerifiedRule(asRule(condition), { emitter, reader: parser }, options)
          return run().ok ? run : undefined
        }
      }
    }
    return found
  }
}

/** The condition with one literal, about in the middle, another. */
function changed(condition: Condition): Condition {
  const text = JSON.stringify(condition)
  const literals = [...text.matchAll(/"[vw]\d+/g)]
  const one = literals[literals.length >> 1]
  return one === undefined
    ? condition
    : (JSON.parse(`${text.slice(0, one.index)}"q${text.slice(one.index + 2)}`) as Condition)
}
