/** Kleene's three-valued logic: unknown stands for "true or false, nobody can say". */
export type Truth = boolean | 'unknown'

export function notTruth(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth
}

/** True if some is true, else unknown if some is unknown, else false. Stops at the first true one. */
export function someTruth<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
  let result: Truth = false
  for (const item of items) {
    const truth = test(item)
    if (truth === true) return true
    if (truth === 'unknown') result = truth
  }
  return result
}

/** False if some is false, else unknown if some is unknown, else true. Stops at the first false one. */
export function everyTruth<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
  return notTruth(someTruth(items, (item) => notTruth(test(item))))
}
