import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Condition, FieldType, JsonValue, Truth } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'

/** A file of spec/cases: one feature. */
export interface Suite {
  readonly suite: string
  readonly about: string
  readonly cases: readonly Case[]
}

/** One sentence of the specification, by example. Its id is `suite/name`. */
export interface Case {
  readonly name: string
  readonly ir: Condition
  /** The condition as people write it, per language: reading each spelling gives `ir`. */
  readonly text?: Readonly<Record<string, Spelling | readonly Spelling[]>>
  /** The clock, in milliseconds. */
  readonly now?: number
  readonly events: readonly { readonly event: JsonValue; readonly match: Truth }[]
}

/** A text of a language, with the types of fields that it needs to mean this. */
export type Spelling = string | { readonly text: string; readonly fieldTypes: Readonly<Record<string, FieldType>> }

const folder = fileURLToPath(new URL('../../../../spec/cases/', import.meta.url))

/** Every suite, in the order of file names. Plain scalars stay text unless JSON has them: no dates, no `off`. */
export function loadSuites(): readonly Suite[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => load(readFileSync(folder + file, 'utf8'), { filename: file, schema: CORE_SCHEMA }) as Suite)
}

/** The texts of a case in one language. */
export function spellings({ text }: Case, language: string): readonly Exclude<Spelling, string>[] {
  const given = text?.[language] ?? []
  const list: readonly Spelling[] = Array.isArray(given) ? given : [given as Spelling]
  return list.map((one) => (typeof one === 'string' ? { text: one, fieldTypes: {} } : one))
}

export function caseId(suite: Suite, { name }: Case): string {
  return `${suite.suite}/${name}`
}
