import {
  type CodePointRange,
  type CodePointSet,
  codePointSet,
  foldCodePoint,
  foldedPairs,
  LAST_CODE_POINT,
  setHas,
} from '@ruleglot/core'

/**
 * The set with every letter that folds to the same as one of its members, so that it means the same under
 * `ignoreCase` whether the value, the set or both are folded.
 */
export function closeUnderCase(set: CodePointSet): CodePointSet {
  if (set.length === 1 && set[0]?.[0] === 0 && set[0][1] === LAST_CODE_POINT) return set
  const added: CodePointRange[] = []
  if (set.reduce((sum, [from, to]) => sum + to - from + 1, 0) <= FEW) {
    for (const [from, to] of set) {
      for (let code = from; code <= to; code++) {
        for (const variant of caseVariants(code)) if (!setHas(set, variant)) added.push([variant, variant])
      }
    }
    return added.length === 0 ? set : codePointSet([...set, ...added])
  }
  for (const variants of variantsByFold().values()) {
    const inside = variants.filter((code) => setHas(set, code))
    if (inside.length === 0 || inside.length === variants.length) continue
    for (const code of variants) added.push([code, code])
  }
  return added.length === 0 ? set : codePointSet([...set, ...added])
}

/** Below this many members it is quicker to look at them than at all letters there are. */
const FEW = 1000

/** All code points that fold to the same as this one, itself included. */
export function caseVariants(code: number): readonly number[] {
  return variantsByFold().get(foldCodePoint(code)) ?? [code]
}

let known: ReadonlyMap<number, readonly number[]> | undefined

function variantsByFold(): ReadonlyMap<number, readonly number[]> {
  if (known !== undefined) return known
  const variants = new Map<number, number[]>()
  for (const [code, folded] of foldedPairs()) {
    const listed = variants.get(folded)
    if (listed === undefined) variants.set(folded, [folded, code])
    else listed.push(code)
  }
  known = variants
  return variants
}
