import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import { foldText } from '../evaluate/fold-text.js'
import { type Path, segmentKey } from '../ir/path.js'
import { sameKey } from './same-key.js'

/**
 * Reads a raw event the way the meaning is defined: keys with dots count as nested objects, merged with what is there.
 * Unlike the evaluator it remembers how each node is SPELLED, which is what assumptions about keys are about. It shares
 * no walk with the evaluator, so that each is a check on the other. Iterative over arrays: deep events are safe.
 */

/** The own keys passed on the way to a node. `partial`: the last key goes on beyond the node ("a.b" read as "a"). */
export interface Spelling {
  readonly keys: readonly string[]
  readonly partial: boolean
}

/** A node of a path: a value that is no object, or an object, which may be put together from several places. */
export type ReachedNode =
  | { readonly type: 'value'; readonly value: Exclude<JsonValue, JsonObject>; readonly spelling: Spelling }
  | { readonly type: 'object'; readonly pieces: readonly Piece[] }

/** The entries of `object` whose keys begin with `prefix` (empty, or ending with a dot), taken without it. */
interface Piece {
  readonly object: JsonObject
  readonly prefix: string
  readonly keys: readonly string[]
}

/** One key of the path, dots resolved. */
interface Step {
  readonly key: string
  readonly ignoreCase: boolean
}

/** `asWritten`: keys as the path compares them. `anyCase`: every key that is equal when case is ignored. */
export type KeyMatching = 'asWritten' | 'anyCase'

/** The nodes of the path, the last ones not opened. */
export function reachNodes(event: JsonValue, path: Path, matching: KeyMatching = 'asWritten'): readonly ReachedNode[] {
  let nodes: readonly ReachedNode[] = [nodeOf(event, [])]
  for (const step of stepsOf(path)) {
    nodes = openArrays(nodes).flatMap((node) => (node.type === 'object' ? childNodes(node.pieces, step, matching) : []))
  }
  return nodes
}

/** The elements of the path: its nodes with arrays opened at all levels; null is none. */
export function reachElements(event: JsonValue, path: Path): readonly ReachedNode[] {
  return openArrays(reachNodes(event, path)).filter((node) => node.type === 'object' || node.value !== null)
}

export function spellingsOf(node: ReachedNode): readonly Spelling[] {
  return node.type === 'value' ? [node.spelling] : node.pieces.map(spellingOfPiece)
}

/** The path cut at every dot. */
export function stepsOf(path: Path): readonly Step[] {
  return path.flatMap((segment) =>
    segmentKey(segment)
      .split('.')
      .map((key) => ({ key, ignoreCase: typeof segment !== 'string' })),
  )
}

function spellingOfPiece(piece: Piece): Spelling {
  if (piece.prefix === '') return { keys: piece.keys, partial: false }
  return { keys: [...piece.keys, piece.prefix.slice(0, -1)], partial: true }
}

function nodeOf(value: JsonValue, keys: readonly string[]): ReachedNode {
  return isObject(value)
    ? { type: 'object', pieces: [{ object: value, prefix: '', keys }] }
    : { type: 'value', value: value as Exclude<JsonValue, JsonObject>, spelling: { keys, partial: false } }
}

function openArrays(nodes: readonly ReachedNode[]): readonly ReachedNode[] {
  const opened: ReachedNode[] = []
  const stack = [...nodes].reverse()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'value' && Array.isArray(node.value)) {
      const { keys } = node.spelling
      for (let i = node.value.length - 1; i >= 0; i--) stack.push(nodeOf(node.value[i] as JsonValue, keys))
    } else opened.push(node)
  }
  return opened
}

/** What stands under one key of an object: each value that is no object, and all objects merged into one. */
function childNodes(pieces: readonly Piece[], step: Step, matching: KeyMatching): readonly ReachedNode[] {
  const entries = pieces.flatMap(entriesOf)
  const wanted = matchingKeys(entries, step, matching)
  const nodes: ReachedNode[] = []
  const merged: Piece[] = []
  for (const { head, piece, key, rest } of entries) {
    if (!wanted.has(head)) continue
    if (rest) merged.push({ object: piece.object, prefix: `${piece.prefix}${head}.`, keys: piece.keys })
    else {
      const node = nodeOf(piece.object[key] as JsonValue, [...piece.keys, key])
      if (node.type === 'object') merged.push(...node.pieces)
      else nodes.push(node)
    }
  }
  const distinct = merged.filter((piece, i) => !merged.some((other, j) => j < i && samePiece(piece, other)))
  return distinct.length === 0 ? nodes : [...nodes, { type: 'object', pieces: distinct }]
}

interface Entry {
  readonly piece: Piece
  readonly key: string
  /** The key up to its next dot, the piece's prefix left out. */
  readonly head: string
  /** Whether the key goes on after `head`. */
  readonly rest: boolean
}

function entriesOf(piece: Piece): readonly Entry[] {
  return Object.keys(piece.object)
    .filter((key) => key.startsWith(piece.prefix) && piece.object[key] !== undefined)
    .map((key) => {
      const dot = key.indexOf('.', piece.prefix.length)
      return { piece, key, head: key.slice(piece.prefix.length, dot < 0 ? undefined : dot), rest: dot >= 0 }
    })
}

/** The exact key first; where case does not matter the first that is equal when folded, or all such keys. */
function matchingKeys(entries: readonly Entry[], step: Step, matching: KeyMatching): ReadonlySet<string> {
  if (matching === 'anyCase') return new Set(entries.map(({ head }) => head).filter((head) => sameKey(head, step.key)))
  if (!step.ignoreCase || entries.some(({ head }) => head === step.key)) return new Set([step.key])
  const folded = foldText(step.key)
  const first = entries.find(({ head }) => foldText(head) === folded)
  return new Set(first === undefined ? [] : [first.head])
}

function samePiece(a: Piece, b: Piece): boolean {
  return a.object === b.object && a.prefix === b.prefix
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
