import type { Assumption, AssumptionKind } from './assumption.js'

/**
 * `noKelvinSign` of several fields is one statement, about the event: a log holds that sign or it does not, and nobody
 * wants to answer for each field. So is `plainIpv4`: a log writes addresses in one way. It says more than its parts, so
 * what is proven under them is proven under it. Settle what a schema or a pack settles before this: they know fields.
 */
export function joinOverEvent(assumptions: readonly Assumption[]): readonly Assumption[] {
  return OF_LOGS.reduce(joined, assumptions)
}

const OF_LOGS: readonly AssumptionKind[] = ['noKelvinSign', 'plainIpv4']

function joined(assumptions: readonly Assumption[], kind: AssumptionKind): readonly Assumption[] {
  const [first, ...others] = assumptions.filter((assumption) => assumption.kind === kind)
  if (first === undefined || others.length === 0) return assumptions
  return assumptions.flatMap((assumption) => {
    if (assumption.kind !== kind) return [assumption]
    return assumption === first ? [{ kind, path: [], why: first.why }] : []
  })
}
