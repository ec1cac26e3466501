import type { Pack, Rule } from '@ruleglot/core'
import { fields, type LanguageId } from '../index.js'
import type { LoadedRule } from './load-rules.js'

/** A field of one log source over a whole folder. */
export interface FieldRow {
  /** The mapping's id; undefined where no mapping is about the rules. */
  readonly pack: string | undefined
  /** The platform whose name it is. */
  readonly platform: LanguageId
  readonly name: string
  readonly known: boolean
  /** Rules that read it. */
  readonly rules: number
  readonly names: Readonly<Record<string, readonly string[]>>
}

export interface FieldTable {
  readonly add: (loaded: LoadedRule) => void
  /** No rule came. */
  readonly isEmpty: () => boolean
  /** Every field that the rules read, most used first within its log source. */
  readonly rows: () => readonly FieldRow[]
}

/** Counts the fields of rules that come one by one, and holds none of them. */
export function fieldTable(targets: readonly LanguageId[], mapping: Pack | undefined): FieldTable {
  const rows = new Map<string, { -readonly [K in keyof FieldRow]: FieldRow[K] }>()
  const packs = new Map<string | undefined, number>()
  const add = ({ rule, language }: LoadedRule): void => {
    const read = fields(rule as Rule, { to: targets, ...(mapping === undefined ? {} : { mapping }) })
    packs.set(read.pack, (packs.get(read.pack) ?? 0) + 1)
    for (const { name, known, names } of read.fields) {
      const key = JSON.stringify([read.pack ?? null, language, name])
      const row = rows.get(key) ?? { pack: read.pack, platform: language, name, known, rules: 0, names }
      row.rules++
      rows.set(key, row)
    }
  }
  const weight = (row: FieldRow): number => (row.pack === undefined ? -1 : (packs.get(row.pack) ?? 0))
  return {
    add,
    isEmpty: () => packs.size === 0,
    rows: () =>
      [...rows.values()].sort(
        (a, b) =>
          weight(b) - weight(a) ||
          order(a.pack ?? '', b.pack ?? '') ||
          b.rules - a.rules ||
          order(a.name, b.name) ||
          order(a.platform, b.platform),
      ),
  }
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
