import type { Assumption, AssumptionKind, EmitOptions, Path } from '@ruleglot/core'
import { isIdentifier } from './escape.js'

/** Constants made once. */
export interface Constants {
  /** By their initial value. */
  readonly names: Map<string, string>
  readonly taken: TakenNames
}

/** Names that are given, each with the least number that may be free behind it. */
export type TakenNames = Map<string, number>

export const noConstants = (): Constants => ({ names: new Map(), taken: new Map() })

/** What printing one condition gathers beside its text. */
export interface Writer {
  readonly events: 'nested' | 'flat' | 'any'
  readonly arrays: 'any' | 'scalar'
  /** Whether constants are made once: those of an expression are made each time. */
  readonly keepsConstants: boolean
  readonly helpers: Set<string>
  readonly assumptions: Assumption[]
  readonly constants: Constants
  /** How often each way of reading the event itself occurs, and the last key that it reads. */
  readonly reads: Map<string, { readonly times: number; readonly key: string | undefined }>
  /** Names for the ways of reading that occur often; empty in the first round. */
  readonly locals: ReadonlyMap<string, string>
  /** How many tests of the event compare a value with literals. */
  comparisons: number
  /** Fields are compared as they are: lists were ruled out before. Their names are gathered. */
  readonly listFree: Set<string> | undefined
  usesRoot: boolean
  /** A bound is relative to the clock. */
  usesNow: boolean
}

export function newWriter(
  options: EmitOptions,
  locals: ReadonlyMap<string, string> = new Map(),
  listFree?: Set<string>,
): Writer {
  return {
    comparisons: 0,
    listFree,
    events: options.events ?? 'nested',
    arrays: options.arrays ?? 'any',
    keepsConstants: options.as !== 'expression',
    helpers: new Set(),
    assumptions: [],
    constants: noConstants(),
    reads: new Map(),
    locals,
    usesRoot: false,
    usesNow: false,
  }
}

/** A call of a helper, which is thereby needed. */
export function call(writer: Writer, helper: string, ...args: readonly string[]): string {
  writer.helpers.add(helper)
  return `${helper}(${args.join(', ')})`
}

export function assume(writer: Writer, kind: AssumptionKind, path: Path): void {
  writer.assumptions.push({ kind, path, why: WHY[kind] ?? '' })
}

const WHY: Partial<Record<AssumptionKind, string>> = {
  scalar: 'the predicate reads one value',
  flatLists: 'the predicate opens one level of lists',
  nestedKeys: 'the predicate reads nested objects',
  flatKey: 'the predicate reads one key',
}

/** The name of a constant with this initial value. */
export function constant(writer: Writer, value: string, field: string | undefined, suffix: string): string {
  const known = writer.constants.names.get(value)
  if (known !== undefined) return known
  const words = (field ?? '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
  const stem = /^[A-Z]/.test(words) ? `${words}_${suffix}` : suffix
  const name = freeName(stem, '_', writer.constants.taken)
  writer.constants.names.set(value, name)
  return name
}

/** The stem, or the stem with the least number that is free; taken from now on. */
function freeName(stem: string, joint: '_' | '', taken: TakenNames): string {
  let name = stem
  let number = taken.get(stem) ?? 2
  for (; taken.has(name); number++) name = `${stem}${joint}${number}`
  if (name !== stem) taken.set(stem, number)
  taken.set(name, 2)
  return name
}

/** A list, with an item a line where one line would be long. */
export function listText(items: readonly string[], indent = ''): string {
  const line = `[${items.join(', ')}]`
  if (line.length <= MAX_LIST) return line
  return `[\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}]`
}

const MAX_LIST = 86

/** The name of a local variable for a way of reading: the last key, if it is a name that is free. Capitals name constants. */
export function localName(lastKey: string | undefined, taken: TakenNames): string {
  const key = lastKey !== undefined && /^[A-Z][A-Z0-9_]*$/.test(lastKey) ? lastKey.toLowerCase() : lastKey
  const stem = key !== undefined && isIdentifier(key) && !RESERVED.has(key) ? key : 'field'
  return freeName(stem, '', taken)
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof undefined var void while with yield event root now item matches matchesLists rule ' +
    'NaN Infinity Object Array String Number Symbol Math Date Set BigInt parseInt'
  ).split(' '),
)
