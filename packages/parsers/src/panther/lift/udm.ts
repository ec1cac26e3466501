import { deepGet, onlyConstant } from './access.js'
import type { Arguments } from './call.js'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, KIND, TRUE } from './formula-node.js'
import type { DataModel } from './lifted-rule.js'
import { is, isIn } from './literals.js'
import { type Machine, NONE, one, placeTruth, restrict, unknownValues } from './machine.js'
import { place } from './store.js'
import type { CallExpression as Call } from './syntax.js'
import type { Value, Values } from './value.js'

/**
 * event.udm(name): what the data model of the event's log type maps it to, else p_udm and the event itself. A mapped
 * path that is missing gives the default; null stays null.
 */
export function udm(m: Machine, event: Value & { type: 'node' }, args: Arguments, live: Formula, call: Call): Values {
  const { span } = call
  const names = args.plain.map((arg) => onlyConstant(arg)?.value)
  const fallback = args.named.get('default') ?? one(TRUE, NONE)
  if (names.length !== 1 || typeof names[0] !== 'string') return unknownValues(m, live, 'this use of event.udm()', span)
  if (m.models === undefined) return unknownValues(m, live, 'event.udm() without the data models', span)
  const name = names[0]
  m.usesModel = true
  if (m.model !== 'any') return byModel(m, m.model, event, name, fallback, live, call)
  const logType = place(m.store, event.node.scope, ['p_log_type'], false)
  const results: { when: Formula; value: Value }[] = []
  let rest = live
  for (const model of m.models) {
    if (rest === FALSE) break
    const ours = isIn(m.store, logType, [...model.logTypes])
    results.push(...byModel(m, model, event, name, fallback, and(m.store, [rest, ours]), call))
    rest = and(m.store, [rest, not(m.store, ours)])
  }
  return [...results, ...byModel(m, 'none', event, name, fallback, rest, call)]
}

function byModel(
  m: Machine,
  model: DataModel | 'none',
  event: Value & { type: 'node' },
  name: string,
  fallback: Values,
  live: Formula,
  call: Call,
): Values {
  const mapping = model !== 'none' && Object.hasOwn(model.mappings, name) ? model.mappings[name] : undefined
  if (model === 'none' || mapping === undefined) return plainUdm(m, event, name, fallback, live)
  if ('method' in mapping) return m.modelMethod(model, mapping.method, event, live, call)
  const keys = keysOfJsonPath(mapping.path)
  if (keys === undefined) return unknownValues(m, live, `the data model maps ${name} to ${mapping.path}`, call.span)
  const node = place(m.store, event.node.scope, keys, true)
  const present = ~(KIND.missing | KIND.null) & 511
  return [
    ...restrict(m, fallback, and(m.store, [live, is(m.store, node, KIND.missing)])),
    ...one(and(m.store, [live, is(m.store, node, KIND.null)]), NONE),
    ...one(and(m.store, [live, is(m.store, node, present)]), { type: 'node', node, mask: present }),
  ]
}

/** Without a data model: the first of p_udm and the event that holds something true. */
function plainUdm(m: Machine, event: Value & { type: 'node' }, name: string, fallback: Values, live: Formula): Values {
  if (live === FALSE) return []
  const results: { when: Formula; value: Value }[] = []
  let rest = live
  for (const keys of [['p_udm', name], [name]]) {
    const next: Formula[] = []
    for (const { when, value } of deepGet(m, event, keys, one(TRUE, NONE), rest)) {
      if (value.type !== 'node') next.push(when)
      else {
        const { yes, no } = placeTruth(m, when, value.node)
        results.push(...one(yes, value))
        next.push(no)
      }
    }
    rest = or(m.store, next)
  }
  return [...results, ...restrict(m, fallback, rest)]
}

/** `$.a.b` or `a.b`: plain keys only. */
function keysOfJsonPath(path: string): readonly string[] | undefined {
  const keys = path.replace(/^\$\./, '').split('.')
  return keys.every((key) => /^[A-Za-z_][\w-]*$/.test(key)) ? keys : undefined
}
