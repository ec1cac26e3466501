import { canonicalText } from '../evaluate/canonical-text.js'
import { foldText } from '../evaluate/fold-text.js'
import type { Scalar } from '../ir/node.js'
import { literalOf } from '../ir/pattern.js'
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
  const { byText, others } = byLiteral(values, unwanted)
  const unwantedTests = new Set(unwanted)
  const used = [...core]
  for (const value of values) {
    if (used.some((test) => test.passes(value) === unwantedTests.has(test))) continue
    const failed = wanted.find((test) => !test.passes(value)) ?? others.find((test) => test.passes(value))
    const found = failed ?? byText.get(textOf(value))?.find((test) => test.passes(value))
    if (found === undefined) return { value }
    if (failed !== undefined) used.push(failed)
    core.add(found)
  }
  return { value: undefined, core }
}

/** Of long lists, tests of one text are found by it, in any letter case: asking each value of each takes their product. */
function byLiteral(
  values: readonly Scalar[],
  tests: readonly ScalarTest[],
): { readonly byText: ReadonlyMap<string, readonly ScalarTest[]>; readonly others: readonly ScalarTest[] } {
  if (values.length < LONG || tests.length < LONG) return { byText: new Map(), others: tests }
  const byText = new Map<string, ScalarTest[]>()
  const others: ScalarTest[] = []
  for (const test of tests) {
    const { leaf } = test
    const text = leaf?.kind === 'Match' ? literalOf(leaf.pattern) : undefined
    if (text === undefined) {
      others.push(test)
      continue
    }
    const own = byText.get(foldText(text)) ?? []
    byText.set(foldText(text), own)
    own.push(test)
  }
  return { byText, others }
}

const LONG = 20

function textOf(value: Scalar): string {
  return foldText(typeof value === 'string' ? value : canonicalText(value))
}
