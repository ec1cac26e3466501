import { exists, match, not, or } from '../ir/build.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted, type Path, pathOf } from '../ir/path.js'
import { ANY_MANY, type Pattern } from '../ir/pattern.js'
import { mapChildren } from '../ir/transform.js'
import { packCondition } from './pack-condition.js'
import type { PackIndex } from './pack-index.js'
import { either, literalsOf, spanOf } from './value-leaf.js'
import type { ValueLeaf } from './value-transform.js'

/**
 * What a test of a field says of the text that holds its values: an argument `-enc` stands in the command line. True of
 * every event of which the test is true, and of some more. Undefined for tests of which no such thing is known.
 */
export function withinText(leaf: ValueLeaf, text: Path): Condition | undefined {
  const stands = (pattern: Pattern, ignoreCase: boolean): Condition | undefined =>
    pattern.some((part) => typeof part === 'string' && part !== '')
      ? match(text, [ANY_MANY, ...pattern, ANY_MANY], { ignoreCase, ...spanOf(leaf) })
      : undefined
  if (leaf.kind === 'Exists') return exists(text, leaf.span)
  if (leaf.kind === 'Match') return stands(leaf.pattern, leaf.ignoreCase)
  const tests = literalsOf(leaf)?.map((value) => (typeof value === 'string' ? stands([value], false) : undefined))
  return tests?.every((test) => test !== undefined) === true ? either(tests) : undefined
}

/** That the values stand in their texts, for each test of them in the conditions: what the pack's `within` comes to. */
export function withinFacts(conditions: readonly Condition[], index: PackIndex): readonly Condition[] {
  const facts = new Map<string, Condition>()
  const collect = (node: Condition): Condition => {
    const fact = 'field' in node && isPath(node.field) ? factOf(node as ValueLeaf, node.field, index) : undefined
    if (fact !== undefined) facts.set(JSON.stringify({ ...node, span: undefined }), fact)
    const isScope = node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count'
    return isScope ? node : mapChildren(node, collect)
  }
  for (const condition of conditions) collect(condition)
  return [...facts.values()]
}

function factOf(leaf: ValueLeaf, field: Path, index: PackIndex): Condition | undefined {
  const within = index.facts(dotted(field))?.within
  const stands = within === undefined ? undefined : withinText(leaf, pathOf(within.text))
  if (within === undefined || stands === undefined) return undefined
  if (within.unless !== undefined) return or([not(leaf), stands, packCondition(within.unless)])
  return textsOf(leaf).some((text) => QUOTING.test(text)) ? undefined : or([not(leaf), stands])
}

/** Who puts values into one text may quote these, or put a backslash before them. */
const QUOTING = /["'\\]/

function textsOf(leaf: ValueLeaf): readonly string[] {
  const parts = leaf.kind === 'Match' ? leaf.pattern : (literalsOf(leaf) ?? [])
  return parts.filter((part) => typeof part === 'string')
}
