import { evaluate, testOf } from './evaluate.js'
import type { LiftSource } from './lifted-rule.js'
import { createMachine, type Machine } from './machine.js'
import { modelsFor } from './models-for.js'
import { importer, loadModule, modelMethods } from './modules.js'
import { moduleOf } from './read-once.js'
import { run } from './statements.js'
import type { Names } from './value.js'

/** A rule's module, ready to be followed. `load` gives what it binds; it may be too large for that. */
export interface OpenModule {
  readonly m: Machine
  readonly load: () => Names
}

export function openModule(source: LiftSource): OpenModule {
  const m = createMachine(modelsFor(source), source.logTypes ?? [], { evaluate, testOf, run })
  m.imported = importer(m, source.modules)
  m.modelMethod = modelMethods(m)
  return { m, load: () => loadModule(m, source.body, source.file, moduleOf(source)) }
}
