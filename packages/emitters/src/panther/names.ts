import { type Path, segmentKey } from '@ruleglot/core'

/** Names for locals and constants, made from the field they hold. Deterministic; never a word that means something. */

/** Names that are given already. They only become more. */
export interface Taken {
  has(name: string): boolean
}

/** `process.name` -> process_name, `ExtraEventData.CommandLine` -> command_line; where that is taken the key above goes first. */
export function localName(path: Path, taken: Taken): string {
  const name = baseName(path)
  const longer = baseName(path, true)
  return taken.has(name) && !taken.has(longer) ? unused(longer, taken) : unused(name, taken)
}

/** The name for a text in small letters: that of the field, unless the text as it stands has it. */
export function foldedName(path: Path, taken: Taken): string {
  const name = localName(path, new Set())
  return taken.has(name) && !taken.has(`${name}_lower`) ? `${name}_lower` : localName(path, taken)
}

/**
 * `event.action` with `S` -> EVENT_ACTIONS, `process.command_line` with `_PARTS` -> COMMAND_LINE_PARTS. Of several fields
 * what their names end with alike: `LocalAddress` and `RemoteAddress` -> ADDRESSES.
 */
export function constantName(paths: readonly Path[], suffix: string, taken: Taken): string {
  const isElement = paths.every((path) => path.length === 0)
  const name = isElement ? '' : sharedName(paths.map((path) => baseName(path))).toUpperCase()
  if (name === '') return unused(suffix === 'S' ? 'VALUES' : suffix.slice(1), taken)
  if (suffix !== 'S') return unused(name + suffix, taken)
  if (/(S|X|CH|SH)$/.test(name)) return unused(/[^SU]S$/.test(name) ? name : `${name}ES`, taken)
  return unused(/[^AEIOU]Y$/.test(name) ? `${name.slice(0, -1)}IES` : `${name}S`, taken)
}

/** The last words that all names have. */
function sharedName(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split('_').reverse())
  const end = first.findIndex((word, i) => others.some((words) => words[i] !== word))
  return (end === -1 ? first : first.slice(0, end)).reverse().join('_')
}

/** The name for one element of a list: args -> arg, queries -> query, anything else -> item. */
export function elementName(list: string, taken: Taken): string {
  return unused(singular(list), taken)
}

function singular(list: string): string {
  if (!/[^s]s$/.test(list) || list.length <= 3) return 'item'
  return /[^aeiou]ies$/.test(list) ? `${list.slice(0, -3)}y` : list.slice(0, -1)
}

/** One of the objects of a list: `targetResources` -> resource; other words where that one is a word of Python. */
export function objectName(path: Path, taken: Taken): string {
  const list = baseName(path)
  const last = singular(list.replace(/^.*_/, ''))
  if (last === 'property') return unused('prop', taken)
  return unused(RESERVED.has(last) ? singular(list) : last, taken)
}

/** One of the items of a constant: DOWNLOAD_FLAGS -> flag. */
export function itemName(constant: string, taken: Taken): string {
  return elementName(constant.replace(/_\d+$/, '').replace(/^.*_/, '').toLowerCase(), taken)
}

/** original_file_name -> original_name: where a line is too long otherwise. */
export function shorterName(name: string, taken: Taken): string | undefined {
  const words = name.split('_')
  const short = `${words[0]}_${words[words.length - 1]}`
  return words.length < 3 || taken.has(short) || RESERVED.has(short) ? undefined : short
}

/** A name that the source gave, as far as it is one, unless it is taken. */
export function givenName(name: string, taken: Taken): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? ['values']
  return unused(words.join('_').slice(0, LONGEST).toUpperCase(), taken)
}

const LONGEST = 60

function unused(name: string, taken: Taken): string {
  const safe = RESERVED.has(name) || /^\d|^$/.test(name) ? `${name}_value`.replace(/^(\d)/, 'field_$1') : name
  if (!taken.has(safe)) return safe
  const numbers = NUMBERS.get(taken) ?? new Map<string, number>()
  NUMBERS.set(taken, numbers)
  let n = numbers.get(safe) ?? 2
  while (taken.has(`${safe}_${n}`)) n++
  numbers.set(safe, n)
  return `${safe}_${n}`
}

/** The least number of a name that may be free: hundreds of fields that end alike are not counted through for each. */
const NUMBERS = new WeakMap<Taken, Map<string, number>>()

/** The last key, with the one before it where both are single words, which alone say little. */
function baseName(path: Path, withParent = false): string {
  const words = path
    .flatMap((segment) => segmentKey(segment).split('.'))
    .map(wordsOf)
    .filter((list) => list.length > 0)
  const last = words[words.length - 1] ?? ['field']
  const parent = words[words.length - 2]
  const pair = parent !== undefined && last.length === 1 && (parent.length === 1 || RESERVED.has(last[0] as string))
  return (pair || withParent ? [...(parent ?? []), ...last] : last).join('_')
}

/** Camel case (a number belongs to the word before it), capitals and everything that is no ASCII letter or digit are cuts. */
function wordsOf(key: string): readonly string[] {
  return (key.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? []).map((word) => word.toLowerCase())
}

const RESERVED: ReadonlySet<string> = new Set([
  // Keywords and soft keywords of Python.
  ...'and as assert async await break case class continue def del elif else except finally for from global if'.split(
    ' ',
  ),
  ...'import in is lambda match nonlocal not or pass raise return try type while with yield none true false'.split(' '),
  // Builtins that a reader expects to be themselves.
  ...'all any bool bytes dict dir file filter float format hash help hex id input int iter len license list'.split(' '),
  ...'map max min next object open print property range repr reversed round set slice sorted str sum super tuple vars zip'.split(
    ' ',
  ),
  // Functions that Panther looks for in a rule.
  ...'event rule title dedup severity description reference runbook destinations alert_context unique'.split(' '),
  // Names that the emitter itself uses.
  ...'re mapping sequence decimal fnmatchcase ip_address ip_network value'.split(' '),
])
