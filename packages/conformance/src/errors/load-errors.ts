import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load } from 'js-yaml'

/** What every case of spec/errors has: the diagnostics that come, in order. */
export interface ErrorCase {
  readonly about: string
  readonly diagnostics: readonly (string | { readonly code: string })[]
}

const folder = fileURLToPath(new URL('../../../../spec/errors/', import.meta.url))

export function loadErrors<C extends ErrorCase>(name: string): readonly C[] {
  return load(readFileSync(`${folder}${name}.yaml`, 'utf8'), { schema: CORE_SCHEMA }) as readonly C[]
}

/** The files of spec/errors by name. */
export function errorFiles(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort()
}

export function codesOf({ diagnostics }: ErrorCase): readonly string[] {
  return diagnostics.map((one) => (typeof one === 'string' ? one : one.code))
}
