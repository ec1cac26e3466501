/** An order of a whole number in terms of "at least": `< 3` is not at least 3, `> 2.5` is at least 3. */
export function leastOf(
  op: 'lt' | 'le' | 'gt' | 'ge',
  bound: number,
): { readonly least: number; readonly negated: boolean } {
  return {
    least: op === 'ge' || op === 'lt' ? Math.ceil(bound) : Math.floor(bound) + 1,
    negated: op === 'lt' || op === 'le',
  }
}
