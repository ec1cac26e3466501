import {
  type Assumption,
  type AssumptionKind,
  dotted,
  type EmitOptions,
  type Path,
  type Span,
  segmentKey,
} from '@ruleglot/core'
import type { PantherHelperName } from '@ruleglot/core/dialect'
import { pythonString } from './escape.js'
import { layoutStatement } from './layout.js'
import type { FoldedFields } from './leaf-test.js'
import { foldedName, localName, shorterName, type Taken } from './names.js'

/**
 * A field that is read once, before the return. `list` is followed by a test that it is one; `items` is one by what is
 * known of it, or nothing.
 */
export interface Local {
  readonly name: string
  readonly path: Path
  readonly as: 'raw' | 'text' | 'folded' | 'list' | 'items'
}

/** The item of a list that a test stands in, instead of the event: its name, and the path of the list. */
export interface Item {
  readonly name: string
  readonly list: Path
}

/** What has been found necessary so far while a condition is written. One for each module. */
export interface Writing {
  readonly options: EmitOptions
  readonly explicit: boolean
  readonly imports: Set<string>
  readonly helpers: Set<PantherHelperName>
  /** Name to items. */
  readonly constants: Map<string, readonly string[]>
  /** Their names by what is in them. */
  readonly constantNames: Map<string, string>
  /** The fields that are asked for each list of items. */
  readonly askedFor: Map<string, Path[]>
  /** The same, as far as a draft has shown it. */
  readonly sharedBy: SharedLists
  readonly locals: Map<string, Local>
  /** Every read of a field that the condition makes where it stands, by what it looks like. */
  readonly reads: Map<string, Local>
  /** Reads that become locals, by what they look like. */
  readonly named: ReadonlySet<string>
  readonly foldedFields: FoldedFields
  /** Dotted names of fields that the condition itself looks at as lists. */
  readonly lists: ReadonlySet<string>
  readonly otherTypes: ReadonlySet<string>
  /** Written for an `if`, where only truth counts; what is returned has to be a bool. */
  readonly isTest: boolean
  readonly names: Set<string>
  /** The names of the items that it stands in. */
  readonly itemNames: readonly string[]
  /** How a field is cut into keys, by dotted name: the first spelling counts for the whole rule. */
  readonly spellings: Map<string, Path>
  /** Names that the source gave to lists, by what is in them. */
  readonly givenNames: ReadonlyMap<string, string>
  readonly assumptions: Assumption[]
  /** Paths begin there, and nothing has a name of its own. */
  readonly item?: Item
}

/** By the items of a list, the fields that are asked for it. */
export type SharedLists = ReadonlyMap<string, readonly Path[]>

/** What a draft of a condition has shown. */
export interface Drafted {
  /** Reads that are to be locals. */
  readonly named: ReadonlySet<string>
  readonly sharedBy: SharedLists
}

/** What is plain to see of a condition before it is written. */
export interface Prospect {
  readonly options: EmitOptions
  readonly foldedFields: FoldedFields
  readonly lists: ReadonlySet<string>
  /** Those of which it asks whether they hold something other than text. */
  readonly otherTypes: ReadonlySet<string>
  readonly isTest: boolean
}

/** What the functions of one module have in common. */
export type SharedWriting = Pick<Writing, 'imports' | 'helpers' | 'constants' | 'constantNames' | 'givenNames'>

/** Nothing written yet, and the same names for lists. */
export function moduleWithNames(givenNames: SharedWriting['givenNames']): SharedWriting {
  return { imports: new Set(), helpers: new Set(), constants: new Map(), constantNames: new Map(), givenNames }
}

export function newWriting(
  { options, foldedFields, lists, otherTypes, isTest }: Prospect,
  { named, sharedBy }: Drafted,
  { imports, helpers, constants, constantNames, givenNames }: SharedWriting,
): Writing {
  const explicit = options.guards === 'explicit'
  return {
    options,
    explicit,
    // Every value is folded for itself there.
    foldedFields: explicit ? new Set() : foldedFields,
    lists,
    otherTypes,
    isTest,
    imports,
    helpers,
    constants,
    constantNames,
    givenNames,
    askedFor: new Map(),
    sharedBy,
    locals: new Map(),
    reads: new Map(),
    named,
    names: new Set(),
    itemNames: [],
    spellings: new Map(),
    assumptions: [],
  }
}

export function assume(writing: Writing, kind: AssumptionKind, path: Path, why: string, span: Span | undefined): void {
  const { item } = writing
  const add = (one: AssumptionKind, at: Path): void => {
    const whole = item === undefined ? at : [...item.list, ...at]
    writing.assumptions.push({ kind: one, path: whole, why, ...(span === undefined ? {} : { span }) })
  }
  if (item === undefined) add(kind, path)
  else if (kind === 'list') add('listInItems', path)
  else if (kind === 'scalar') for (const i of path.keys()) add('scalarInItems', path.slice(0, i + 1))
  else add(kind, path)
}

/** The same writing within the items of a list, where locals cannot be. */
export function writingInItems(writing: Writing, item: Item, foldedFields: FoldedFields): Writing {
  return {
    ...writing,
    item,
    foldedFields,
    lists: new Set(),
    otherTypes: new Set(),
    locals: new Map(),
    reads: new Map(),
    named: new Set(),
    itemNames: [...writing.itemNames, item.name],
    spellings: new Map(),
  }
}

/** The path as the rule reads it everywhere. */
export function spelling(path: Path, writing: Writing): Path {
  const name = dotted(path)
  const known = writing.spellings.get(name)
  if (known === undefined) writing.spellings.set(name, path)
  return known ?? path
}

/** `event.get("a")`, `event.deep_get("a", "b")`. */
export function rawRead(path: Path, of = 'event'): string {
  const keys = path.map((segment) => pythonString(segmentKey(segment))).join(', ')
  return path.length === 1 ? `${of}.get(${keys})` : `${of}.deep_get(${keys})`
}

/** `str(event.deep_get("a", default=""))`: never raises, and null is the empty text. */
function textRead(path: Path, folded: boolean, of = 'event'): string {
  const keys = path.map((segment) => pythonString(segmentKey(segment))).join(', ')
  return `str(${of}.deep_get(${keys}, default=""))${folded ? '.lower()' : ''}`
}

/** `event.deep_get("a", default=[])`: null is the empty list. */
function itemsRead(path: Path, of = 'event'): string {
  const keys = path.map((segment) => pythonString(segmentKey(segment))).join(', ')
  return `${of}.deep_get(${keys}, default=[])`
}

/** The items of a field that is known to be a list, or nothing. */
export function useItemsOf(writing: Writing, path: Path): string {
  return useRead(writing, itemsRead(path, writing.item?.name), { path, as: 'items' })
}

/** The text of a field, where it stands or as a local. */
export function useText(writing: Writing, path: Path, folded: boolean): string {
  return useRead(writing, textRead(path, folded, writing.item?.name), { path, as: folded ? 'folded' : 'text' })
}

/** What stands at a field, where it stands or as a local. */
export function useRaw(writing: Writing, path: Path): string {
  return useRead(writing, rawRead(path, writing.item?.name), { path, as: 'raw' })
}

function useRead(writing: Writing, read: string, { path, as }: Pick<Local, 'path' | 'as'>): string {
  writing.reads.set(read, { name: '', path, as })
  return writing.named.has(read) ? useLocal(writing, path, as) : read
}

export function useLocal(writing: Writing, path: Path, as: Local['as']): string {
  if (writing.item !== undefined && as === 'raw') return rawRead(path, writing.item.name)
  const key = `${as} ${dotted(path)}`
  let local = writing.locals.get(key)
  if (local === undefined) {
    const name = as === 'folded' ? foldedName(path, writing.names) : localName(path, writing.names)
    const short = shorterName(name, writing.names)
    const fits = (one: string): boolean => localRead({ name: one, path, as }).length === 1
    local = { name: short !== undefined && !fits(name) && fits(short) ? short : name, path, as }
    writing.names.add(local.name)
    writing.locals.set(key, local)
  }
  return local.name
}

/** The line that reads a field into its local, or the lines. */
export function localRead({ name, path, as }: Local): readonly string[] {
  return layoutStatement(`${name} = `, LOCAL_READS[as](path), 1)
}

const LOCAL_READS: { readonly [A in Local['as']]: (path: Path) => string } = {
  raw: (path) => rawRead(path),
  list: (path) => rawRead(path),
  items: (path) => itemsRead(path),
  text: (path) => textRead(path, false),
  folded: (path) => textRead(path, true),
}

/** What no item may be called: a local, or an item around it. */
export function takenAsItem({ names, itemNames }: Writing, besides?: string): Taken {
  return { has: (name) => names.has(name) || itemNames.includes(name) || name === besides }
}
