import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Condition, FieldType, JsonValue, Truth } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'

/** A file of spec/cases: one feature (spec/case.schema.json is its schema). */
export interface Suite {
  readonly suite: string
  readonly about: string
  readonly cases: readonly Case[]
}

/** One sentence of the specification, by example. Its id is `suite/name`. */
export interface Case {
  readonly name: string
  readonly ir: Condition
  /** The condition's text per language: reading it gives `ir`, writing `ir` gives something that reads back as `ir`. */
  readonly text?: Readonly<Record<string, string>>
  readonly options?: { readonly fieldTypes?: Readonly<Record<string, FieldType>> }
  /** The clock, in milliseconds. */
  readonly now?: number
  readonly events: readonly { readonly event: JsonValue; readonly match: Truth }[]
}

const folder = fileURLToPath(new URL('../../../../spec/cases/', import.meta.url))

/** Every suite, in the order of file names. Plain scalars stay text unless JSON has them: no dates, no `off`. */
export function loadSuites(): readonly Suite[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => load(readFileSync(folder + file, 'utf8'), { filename: file, schema: CORE_SCHEMA }) as Suite)
}

export function caseId(suite: Suite, { name }: Case): string {
  return `${suite.suite}/${name}`
}
