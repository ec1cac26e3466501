import type { Scalar } from '../ir/node.js'
import type { Spending } from './budget.js'
import { findNumber } from './find-number.js'
import { findString } from './find-string.js'
import type { ScalarTest } from './scalar-test.js'

/** One scalar that passes all of `wanted` and none of `unwanted`. */
export interface ScalarQuestion {
  readonly wanted: readonly ScalarTest[]
  readonly unwanted: readonly ScalarTest[]
}

/** The scalar; or the tests that suffice to show that there is none, with a doubt where that was not shown. */
export type ScalarAnswer =
  | { readonly value: Scalar }
  | { readonly value: undefined; readonly core: ReadonlySet<ScalarTest>; readonly doubt?: string }

/** Decides by type: strings as regular languages and intervals of keys, numbers as intervals and texts, booleans one by one. */
export function findScalar(question: ScalarQuestion, spending: Spending): ScalarAnswer {
  const { wanted } = question
  const listed = wanted.filter(({ values }) => values !== undefined)
  if (listed.length > 0) {
    const shortest = listed.reduce((a, b) => (lengthOf(b) < lengthOf(a) ? b : a))
    return amongValues(shortest.values as readonly Scalar[], question, new Set([shortest]))
  }
  const core = new Set<ScalarTest>()
  let doubt: string | undefined
  for (const find of [findString, findNumber, findBoolean]) {
    const answer = find(question, spending)
    if (answer.value !== undefined) return answer
    for (const test of answer.core) core.add(test)
    doubt ??= answer.doubt
  }
  return { value: undefined, core, ...(doubt === undefined ? {} : { doubt }) }
}

function lengthOf({ values }: ScalarTest): number {
  return values?.length ?? Number.POSITIVE_INFINITY
}

function findBoolean(question: ScalarQuestion): ScalarAnswer {
  return amongValues([true, false], question, new Set())
}

/** Each value is turned down by some test; one that was used before is used again. */
function amongValues(
  values: readonly Scalar[],
  { wanted, unwanted }: ScalarQuestion,
  core: Set<ScalarTest>,
): ScalarAnswer {
  const unwantedTests = new Set(unwanted)
  for (const value of values) {
    const against = (test: ScalarTest): boolean => test.passes(value) === unwantedTests.has(test)
    if ([...core].some(against)) continue
    const found = wanted.find((test) => !test.passes(value)) ?? unwanted.find((test) => test.passes(value))
    if (found === undefined) return { value }
    core.add(found)
  }
  return { value: undefined, core }
}
