import type { Tree } from '@lezer/common'
import { parsePython } from '../python/parse-python.js'
import type { LiftSource } from './lifted-rule.js'
import { readModule } from './read-module.js'
import type { Module } from './syntax.js'

/** The body of a rule as a syntax tree and as data, made once: each function of the rule is read from it. */
export function treeOf(source: LiftSource): Tree {
  const tree = TREES.get(source) ?? parsePython(source.body)
  TREES.set(source, tree)
  return tree
}

export function moduleOf(source: LiftSource): Module {
  const module = MODULES.get(source) ?? readModule(source.body, source.file, treeOf(source))
  MODULES.set(source, module)
  return module
}

const TREES = new WeakMap<LiftSource, Tree>()
const MODULES = new WeakMap<LiftSource, Module>()
