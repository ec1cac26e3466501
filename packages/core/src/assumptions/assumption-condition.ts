import { and, cidr, compare, count, every, exists, not, or, regex, search, shape, some, TRUE } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_TEXT, type CodePointRange, type RegexTree } from '../ir/regex.js'
import type { Assumption, AssumptionKind } from './assumption.js'
import { CASE_SENSITIVE_LETTERS } from './case-sensitive-letters.js'
import { LINE_BREAKS } from './line-breaks.js'
import { stepsOf } from './reach.js'

/**
 * The condition that is true of exactly the events on which the assumption holds, or undefined for the kinds that IR
 * cannot express: how keys are spelled (IR sees the expanded event), and lists inside lists (no leaf sees them).
 */
export function assumptionCondition(assumption: Assumption): Condition | undefined {
  return CONDITIONS[assumption.kind](assumption.path)
}

const CONDITIONS: { readonly [K in AssumptionKind]: (path: Path) => Condition | undefined } = {
  scalar: (path) =>
    and([...prefixesOf(path).map((prefix) => not(shape(prefix, ['array', 'emptyArray']))), count(path, TRUE, 'le', 1)]),
  list: () => undefined,
  scalarInItems: (path) => not(shape(path, ['array', 'emptyArray'])),
  listInItems: () => undefined,
  flatLists: () => undefined,
  oneElement: (path) => count(path, TRUE, 'le', 1),
  noNullElements: () => undefined,
  distinctValues: () => undefined,
  stringWhenPresent: (path) => every(path, shape([], ['string'])),
  numberWhenPresent: (path) => every(path, shape([], ['number'])),
  booleanWhenPresent: (path) => every(path, shape([], ['boolean'])),
  objectWhenPresent: (path) => every(path, shape([], ['object', 'emptyObject'])),
  notBoolean: (path) => not(some(path, shape([], ['boolean']))),
  noEmptyObject: (path) => every(path, or([not(shape([], ['object', 'emptyObject'])), exists([])])),
  notNull: (path) => not(shape(path, ['null'])),
  nestedKeys: () => undefined,
  flatKey: () => undefined,
  keyCase: () => undefined,
  keysAsWritten: () => undefined,
  asciiCase: (path) => not(regex(path, containing(CASE_SENSITIVE_LETTERS))),
  noKelvinSign: (path) => not(search(regex([], containing([[0x212a, 0x212a]])), path)),
  plainIpv4: (path) => not(search(cidr([], '::ffff:0:0/96'), path)),
  safeIntegers: (path) =>
    every(
      path,
      or([
        not(shape([], ['number'])),
        and([
          regex([], INTEGER, { on: 'scalar' }),
          compare([], 'ge', Number.MIN_SAFE_INTEGER, { domain: 'number' }),
          compare([], 'le', Number.MAX_SAFE_INTEGER, { domain: 'number' }),
        ]),
      ]),
    ),
  keywordField: () => TRUE,
  nestedField: () => TRUE,
  singleLine: (path) => not(regex(path, containing(LINE_BREAKS))),
}

/** A number's canonical text when it is an integer below 1e21: an optional minus and digits. */
const INTEGER: RegexTree = {
  type: 'concat',
  parts: [
    { type: 'repeat', part: { type: 'text', text: '-' }, min: 0, max: 1 },
    { type: 'repeat', part: { type: 'set', ranges: [[0x30, 0x39]] }, min: 1, max: null },
  ],
}

function containing(ranges: readonly CodePointRange[]): RegexTree {
  return { type: 'concat', parts: [ANY_TEXT, { type: 'set', ranges }, ANY_TEXT] }
}

/** Every path from the event down to this one, cut at every dot: a key with dots passes the same objects. */
function prefixesOf(path: Path): readonly Path[] {
  const steps = stepsOf(path).map(({ key, ignoreCase }) => (ignoreCase ? ({ key, ignoreCase } as const) : key))
  return steps.map((_, i) => steps.slice(0, i + 1))
}
