import { FALSE } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { normalise } from '../normalise/normalise.js'
import type { Budget } from './budget.js'
import { findEvent } from './find-event.js'

/**
 * Whether it is proven that no event makes `fires` true and `silent` false. For those who ask for the proof alone: an
 * event that speaks against it is neither made small nor looked for where the proof gives up.
 */
export function isRuledOut(
  fires: Condition,
  silent: Condition = FALSE,
  options: { readonly budget?: Budget } = {},
): boolean {
  return findEvent({ fires: normalise(fires), silent: normalise(silent), assumptions: [] }, options).found === false
}
