import { foldedPairs } from '@ruleglot/core'
import { foldFast } from './fold-fast.js'

/**
 * Finds which of many literals stand in a text, in one pass: an Aho-Corasick automaton over one short window of each
 * literal (a rare one), with the whole literal verified where its window is found. Texts and literals are folded; the
 * table reads a text as it is, since a character and its folded form are of one class.
 */
export interface Literal {
  readonly text: string
  readonly at: 'start' | 'end' | 'anywhere'
}

/** A text with its folded form, which is made when it is needed. */
export interface FoldedText {
  text: string
  folded: string | undefined
}

export interface LiteralAutomaton<L extends Literal> {
  /** Puts each literal that stands in the text into `found` from `count` on, some more than once; gives the new count. */
  scan(of: FoldedText, found: L[], count: number): number
  /** Bytes of the table. */
  readonly size: number
}

/** How often a run of four characters occurs in texts, by a hash of it; relative to each other. */
export type WindowCosts = Float32Array

export const WINDOW = 4
const SHIFT = 6
const CLASSES = 1 << SHIFT

export function buildAutomaton<L extends Literal>(
  literals: readonly L[],
  classes: Uint8Array,
  costs: WindowCosts,
): LiteralAutomaton<L> {
  const windows = new Map<string, Anchored<L>[]>()
  const always: L[] = []
  for (const literal of literals) {
    if (literal.text === '') {
      always.push(literal)
      continue
    }
    const offset = rarestWindow(literal.text, costs)
    const window = literal.text.slice(offset, offset + WINDOW)
    const list = windows.get(window)
    const last = window.charCodeAt(window.length - 1)
    const entry: Anchored<L> = { literal, text: literal.text, at: literal.at, offset: offset + window.length - 1, last }
    if (list === undefined) windows.set(window, [entry])
    else list.push(entry)
  }
  const { table, outputs } = buildTable(windows, classes)
  return {
    size: table.byteLength,
    scan(of, found, from) {
      let count = from
      for (let i = 0; i < always.length; i++) found[count++] = always[i] as L
      const { text } = of
      let state = 0
      for (let i = 0; i < text.length; i++) {
        state = table[(state & 0x7fffffff) + (classes[text.charCodeAt(i)] as number)] as number
        if (state < 0) {
          const output = outputs[(state & 0x7fffffff) >>> SHIFT] as Output<L>
          of.folded ??= foldFast(text)
          count = verify(output, of.folded, i, found, count)
        }
      }
      return count
    },
  }
}

interface Anchored<L> {
  readonly literal: L
  readonly text: string
  readonly at: Literal['at']
  /** Of the window's last character in the literal. */
  readonly offset: number
  readonly last: number
}

/** By the last character of the window: those beyond ASCII share a class, and a rule may look for thousands of them. */
type Output<L> = Map<number, Anchored<L>[]>

function verify<L>(output: Output<L>, text: string, end: number, found: L[], from: number): number {
  const list = output.get(text.charCodeAt(end))
  let count = from
  if (list === undefined) return count
  for (let i = 0; i < list.length; i++) {
    const { text: wanted, at, literal, offset } = list[i] as Anchored<L>
    const start = end - offset
    if (start < 0 || (at === 'start' && start !== 0) || (at === 'end' && start + wanted.length !== text.length))
      continue
    if (text.startsWith(wanted, start)) found[count++] = literal
  }
  return count
}

function addOutputs<L>(to: Output<L>, list: readonly Anchored<L>[]): void {
  for (const entry of list) {
    const known = to.get(entry.last)
    if (known === undefined) to.set(entry.last, [entry])
    else known.push(entry)
  }
}

/** Which class each UTF-16 unit is of: the commonest characters of the literals have one each, the others share one. */
export function characterClasses(texts: Iterable<string>): Uint8Array {
  const counts = new Map<number, number>()
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      counts.set(unit, (counts.get(unit) ?? 0) + 1)
    }
  }
  const classes = new Uint8Array(65536).fill(CLASSES - 1)
  // Class 0 is of characters in no literal; halves of pairs fold in ways of their own and share the last.
  for (let unit = 0; unit < 128; unit++) classes[unit] = 0
  const common = [...counts].filter(([unit]) => unit < 128).sort((a, b) => b[1] - a[1] || a[0] - b[0])
  for (const [rank, [unit]] of common.entries()) {
    const own = Math.min(rank + 1, CLASSES - 1)
    classes[unit] = own
  }
  for (const [from, to] of foldedPairs()) {
    if (from <= 0xffff && to < 128) classes[from] = classes[to] as number
  }
  return classes
}

export function windowHash(text: string, at: number): number {
  let hash = 0
  for (let i = 0; i < WINDOW; i++) hash = ((hash << 4) ^ text.charCodeAt(at + i)) & 0xffff
  return hash
}

function rarestWindow(text: string, costs: WindowCosts): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at + WINDOW <= text.length; at++) {
    const cost = costs[windowHash(text, at)] as number
    if (cost < least) {
      least = cost
      best = at
    }
  }
  return best
}

/** Entries are states times CLASSES, negative where the state has an output. */
function buildTable<L>(
  windows: ReadonlyMap<string, readonly Anchored<L>[]>,
  classes: Uint8Array,
): { readonly table: Int32Array; readonly outputs: readonly Output<L>[] } {
  let most = 1
  for (const window of windows.keys()) most += window.length
  const table = new Int32Array(most << SHIFT)
  const outputs: Output<L>[] = [new Map()]
  let states = 1
  for (const [window, list] of windows) {
    let state = 0
    for (let i = 0; i < window.length; i++) {
      const place = (state << SHIFT) + (classes[window.charCodeAt(i)] as number)
      if (table[place] === 0) {
        outputs.push(new Map())
        table[place] = states++
      }
      state = table[place] as number
    }
    addOutputs(outputs[state] as Output<L>, list)
  }
  const failures = new Int32Array(states)
  const queue: number[] = []
  for (let own = 0; own < CLASSES; own++) if (table[own] !== 0) queue.push(table[own] as number)
  for (let next = 0; next < queue.length; next++) {
    const state = queue[next] as number
    const failure = failures[state] as number
    for (const list of (outputs[failure] as Output<L>).values()) addOutputs(outputs[state] as Output<L>, list)
    for (let own = 0; own < CLASSES; own++) {
      const place = (state << SHIFT) + own
      const onward = table[(failure << SHIFT) + own] as number
      if (table[place] === 0) table[place] = onward
      else {
        failures[table[place] as number] = onward
        queue.push(table[place] as number)
      }
    }
  }
  const used = table.slice(0, states << SHIFT)
  for (let i = 0; i < used.length; i++) {
    const state = used[i] as number
    used[i] = (state << SHIFT) | ((outputs[state] as Output<L>).size > 0 ? 1 << 31 : 0)
  }
  return { table: used, outputs }
}
