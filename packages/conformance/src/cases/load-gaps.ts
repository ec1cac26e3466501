import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load } from 'js-yaml'

/** Something of spec/cases that a language does not do. */
export interface Gap {
  /** parse: no text is read as the condition. emit: it is refused, or not proven exact. run: the output says otherwise. */
  readonly step: 'parse' | 'emit' | 'run'
  /** inexpressible: the language has no words for it. not-yet: nobody has written it. upstream-bug: the platform errs. */
  readonly kind: 'inexpressible' | 'not-yet' | 'upstream-bug'
  readonly reason: string
  /** Step emit: the code of the refusal, or the verdict in place of `exact`. */
  readonly gives?: string
  /** The one way of writing that it is about, where the language has several; without it, all of them. */
  readonly with?: string
}

/** An example outside of spec/cases; the test of its language says what else it holds. */
export type GapExample = Gap & { readonly what: string }

/** A file of spec/gaps: suites left out as a whole, then cases by `suite/name`. */
export interface Gaps {
  readonly suites?: Readonly<Record<string, Gap>>
  readonly cases?: Readonly<Record<string, Gap | readonly Gap[]>>
  readonly examples?: readonly GapExample[]
}

export function loadGaps(language: string): Gaps {
  const file = fileURLToPath(new URL(`../../../../spec/gaps/${language}.yaml`, import.meta.url))
  if (!existsSync(file)) return {}
  return (load(readFileSync(file, 'utf8'), { filename: file, schema: CORE_SCHEMA }) ?? {}) as Gaps
}

export function gapsOf({ suites = {}, cases = {} }: Gaps, suite: string, name: string): readonly Gap[] {
  const own = cases[`${suite}/${name}`] ?? []
  const whole = suites[suite]
  return [...(whole === undefined ? [] : [whole]), ...(Array.isArray(own) ? own : [own as Gap])]
}
