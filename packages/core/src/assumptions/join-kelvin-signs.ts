import type { Assumption } from './assumption.js'

/**
 * `noKelvinSign` of several fields is one statement, about the event: a log holds that sign or it does not, and nobody
 * wants to answer for each field. It says more than its parts, so what is proven under them is proven under it. Settle
 * what a schema or a pack settles before this: they know fields.
 */
export function joinKelvinSigns(assumptions: readonly Assumption[]): readonly Assumption[] {
  const [first, ...others] = assumptions.filter(isNoKelvinSign)
  if (first === undefined || others.length === 0) return assumptions
  const { kind, why } = first
  return assumptions.flatMap((assumption) => {
    if (!isNoKelvinSign(assumption)) return [assumption]
    return assumption === first ? [{ kind, path: [], why }] : []
  })
}

function isNoKelvinSign({ kind }: Assumption): boolean {
  return kind === 'noKelvinSign'
}
