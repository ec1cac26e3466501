import type { Assumption, AssumptionKind } from '../assumptions/assumption.js'
import { splitKeySpellings } from '../assumptions/key-spellings.js'
import { dotted, type Path } from '../ir/path.js'
import type { NormaliseOptions, ScalarType } from '../normalise/normalise.js'

/** Assumptions as facts that a normal form may use: the same meaning on every event that keeps them. */
export function factsOf(given: readonly Assumption[]): NormaliseOptions {
  const assumptions = splitKeySpellings(given)
  const exactKeys = new Set(assumptions.filter(({ kind }) => kind === 'keyCase').map(({ path }) => dotted(path)))
  const keyCase = (path: Path): boolean => exactKeys.has(dotted(path))
  /** A path that ignores letter case reads other keys than the exact one, unless keys have one case. */
  const nameOf = (path: Path): string =>
    keyCase(path) || path.every((segment) => typeof segment === 'string') ? dotted(path) : JSON.stringify(path)
  const known = new Set(assumptions.map(({ kind, path }) => `${kind} ${nameOf(path)}`))
  const assumed = (kind: AssumptionKind, path: Path): boolean => known.has(`${kind} ${nameOf(path)}`)
  return {
    keyCase,
    scalar: (path) => assumed('scalar', path),
    singleLine: (path) => assumed('singleLine', path),
    types: (path) => {
      const types = ALL_TYPES.filter((type) => !EXCLUDED_BY[type].some((kind) => assumed(kind, path)))
      return types.length === ALL_TYPES.length ? undefined : types
    },
  }
}

const ALL_TYPES: readonly ScalarType[] = ['string', 'number', 'boolean']

/** The assumptions under which a field has no value of a type. */
const EXCLUDED_BY: { readonly [T in ScalarType]: readonly AssumptionKind[] } = {
  string: ['numberWhenPresent', 'booleanWhenPresent'],
  number: ['stringWhenPresent', 'booleanWhenPresent'],
  boolean: ['stringWhenPresent', 'numberWhenPresent', 'notBoolean'],
}
