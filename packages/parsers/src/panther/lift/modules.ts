import { BUILTIN_NAMES } from './builtins.js'
import { callFunction } from './call.js'
import { changedGlobals } from './changed-globals.js'
import { TRUE } from './formula-node.js'
import { createFrame } from './frames.js'
import { KNOWN_HELPERS } from './known-helpers.js'
import type { DataModel } from './lifted-rule.js'
import { type Machine, one, unknownValues } from './machine.js'
import { readModule } from './read-module.js'
import { run } from './statements.js'
import type { Module } from './syntax.js'
import type { Names, Value, Values } from './value.js'

/** Names that a module binds. The module is followed, never executed; what it does not read is unknown where it is used. */
export function loadModule(m: Machine, text: string, file: string, read?: Module): Names {
  m.texts.set(file, text)
  const names: Names = { own: new Map(), outer: builtins() }
  const before = { loading: m.loading, raised: m.raised }
  m.loading = true
  m.raised = []
  const frame = createFrame(names, TRUE)
  const { statements } = read ?? readModule(text, file)
  for (const statement of statements) {
    run(m, [statement], frame)
    frame.live = TRUE
  }
  for (const name of changedGlobals(statements)) {
    const reason = `${name} is a global that functions assign: an earlier event may have left it`
    const held = names.own.get(name)
    if (held?.some(({ value }) => !FIXED.has(value.type)) === true)
      names.own.set(name, unknownValues(m, TRUE, reason, { start: 0, end: 0, file }))
  }
  m.loading = before.loading
  m.raised = before.raised
  return names
}

/** What no function of a rule puts another thing in place of. */
const FIXED: ReadonlySet<Value['type']> = new Set(['function', 'builtin', 'module'])

/** Modules that have been read, by the modules they stand among: many rules import the same helpers. */
const READ = new WeakMap<object, Map<string, Module>>()

function readOnce(among: object, name: string, text: string): Module {
  const known = READ.get(among) ?? new Map<string, Module>()
  READ.set(among, known)
  const found = known.get(name) ?? readModule(text, `${name}.py`)
  known.set(name, found)
  return found
}

function readModel(model: DataModel, body: string, file: string): Module {
  const found = READ.get(model)?.get('') ?? readModule(body, file)
  READ.set(model, new Map([['', found]]))
  return found
}

function builtins(): Names {
  return { own: new Map(BUILTIN_NAMES.map((name) => [name, one(TRUE, { type: 'builtin', name })])), outer: undefined }
}

/** Imports from the modules of the rule, then from the helpers that are known. A module that imports itself sees what it has so far. */
export function importer(m: Machine, modules: Readonly<Record<string, string>>): Machine['imported'] {
  const loaded = new Map<string, Names>()
  const load = (name: string): Names | undefined => {
    const known = loaded.get(name)
    if (known !== undefined) return known
    const text = Object.hasOwn(modules, name)
      ? modules[name]
      : Object.hasOwn(KNOWN_HELPERS, name)
        ? KNOWN_HELPERS[name]
        : undefined
    if (text === undefined || text.length > MAX_LENGTH) return undefined
    loaded.set(name, { own: new Map(), outer: undefined })
    const names = loadModule(m, text, `${name}.py`, readOnce(modules, name, text))
    loaded.set(name, names)
    return names
  }
  return (module, member): Values | undefined => {
    if (member === undefined || BY_MEANING.has(`${module}.${member}`)) return undefined
    return load(module)?.own.get(member)
  }
}

/** Methods of data models: functions of the model's own module, given the event as a plain object. */
export function modelMethods(m: Machine): Machine['modelMethod'] {
  const loaded = new Map<string, Names>()
  return (model, method, event, live, call) => {
    if (model.body === undefined)
      return unknownValues(m, live, `the Python of the data model ${model.id} is not there`, call.span)
    const file = model.file ?? `${model.id}.py`
    const names = loaded.get(model.id) ?? loadModule(m, model.body, file, readModel(model, model.body, file))
    loaded.set(model.id, names)
    const found = names.own.get(method)
    const value = found?.length === 1 ? found[0]?.value : undefined
    if (value?.type !== 'function')
      return unknownValues(m, live, `the data model ${model.id} has no ${method}()`, call.span)
    return callFunction(m, value, { plain: [one(live, event)], named: new Map() }, live, call)
  }
}

/** Known by what they mean rather than followed. */
const BY_MEANING: ReadonlySet<string> = new Set(['panther_base_helpers.deep_get', 'panther_base_helpers.deep_walk'])

const MAX_LENGTH = 1_000_000
