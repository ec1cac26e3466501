import { isUnchanged, type Rule } from '@ruleglot/core'
import { type PythonModule, printModule } from './module.js'

/**
 * A module of Panther's own with a new rule(): its other functions stay as they are written, while nobody has changed
 * what they say. Undefined where they might not mean the same beside another rule(): state that functions share, names
 * that would mean two things, text whose end is not plain to see. Then the module is written anew.
 */
export function splicedModule(rule: Rule, module: PythonModule): string | undefined {
  const python = rule.vendor['python']
  const isKept = OTHERS.every((key) => isUnchanged(rule, key))
  if (typeof python !== 'string' || !isKept || SHARED_STATE.test(python)) return undefined
  const found = [...python.matchAll(RULE)]
  const [own, ...more] = found
  if (own === undefined || more.length > 0 || TRIPLE_QUOTES.test(own[0])) return undefined
  const before = python.slice(0, own.index)
  const after = python.slice(own.index + own[0].length)
  if (/\brule\b/.test(before + after)) return undefined

  const written = printModule({ ...module, functions: module.functions.slice(0, 1) })
  const lines = written.trimEnd().split('\n')
  const body = lines.findIndex((line) => line !== '' && !IMPORT.test(line) && !line.startsWith('# pylint'))
  const top = lines.slice(0, body).filter((line) => line !== '' && !python.includes(`${line}\n`))
  const rest = lines.slice(body).join('\n')
  const names = [...`${top.join('\n')}\n${rest}`.matchAll(BOUND)].flatMap(
    ([, called, assigned]) => called ?? assigned ?? [],
  )
  if (names.some((name) => name !== 'rule' && new RegExp(`\\b${name}\\b`).test(before + after))) return undefined
  const head = top.length === 0 ? before : `${top.join('\n')}\n${/^(?:import|from) /.test(before) ? '' : '\n'}${before}`
  const gap = after.trim() === '' ? '\n' : `\n\n\n${after.trimStart()}`
  return `${head.trimEnd()}${head.trim() === '' ? '' : '\n\n\n'}${rest}${gap}`
}

/** What the other functions say. */
const OTHERS = ['severityOverrides', 'alertTitle', 'outputFields', 'grouping', 'trigger'] as const

/** rule() with everything that is indented below it. */
const RULE = /^def rule\(.*\n(?:(?:[ \t].*)?\n|\).*\n)*(?:[ \t].*$)?/gm

const TRIPLE_QUOTES = /"""|'''/

/** What rule() may have left for another function to see. */
const SHARED_STATE =
  /\b(?:global|nonlocal)\b|^\w+(?:: .*)? = (?:\[\s*\]|\{\s*\}|(?:set|dict|list)\(\)|None|0|""|'')\s*(?:#.*)?$/m

const IMPORT = /^(?:import|from) /

/** Names that a line at the top level binds. */
const BOUND = /^(?:def (\w+)\(|(\w+) =)/gm
