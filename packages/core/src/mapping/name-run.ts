import { exists, FALSE, opaque, or, regex } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { literalOf, type Pattern } from '../ir/pattern.js'
import { ANY_TEXT, type CodePointRange, type RegexTree } from '../ir/regex.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/**
 * The first run of letters, digits, dots, underscores and hyphens of a text: what a search for a user name in an
 * Elasticsearch pipeline finds (`%{USER}`). No value without one. The rest of the text is lost; read, not written.
 */
export const NAME_RUN: ValueTransform = {
  loses: 'what stands around the name',
  apply: (value) => (typeof value === 'string' ? value.match(/[a-zA-Z0-9._-]+/)?.[0] : undefined),
  preimage: (leaf, raw) => {
    switch (leaf.kind) {
      case 'Exists':
        return regex(raw, concat([ANY_TEXT, { type: 'set', ranges: NAME }, ANY_TEXT]), spanOf(leaf))
      case 'In':
        return either(leaf.values.map((value) => isRun(value, raw, leaf)))
      case 'Compare':
        return leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object'
          ? isRun(leaf.value, raw, leaf)
          : unknown(raw, leaf)
      case 'Match':
        return runMatches(leaf.pattern, leaf.ignoreCase, raw, leaf)
      case 'Cidr':
      case 'Regex':
        return unknown(raw, leaf)
    }
  },
  image: (leaf, name) => (leaf.kind === 'Exists' ? exists(name, leaf.span) : undefined),
}

const NAME: readonly CodePointRange[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const OTHER: readonly CodePointRange[] = [
  [0, 0x2c],
  [0x2f, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x5e],
  [0x60, 0x60],
  [0x7b, 0x10ffff],
]

const concat = (parts: readonly RegexTree[]): RegexTree => ({ type: 'concat', parts })
const many = (part: RegexTree, min = 0): RegexTree => ({ type: 'repeat', part, min, max: null })
const set = (ranges: readonly CodePointRange[]): RegexTree => ({ type: 'set', ranges })

function isRun(value: Scalar, raw: Path, leaf: ValueLeaf): Condition {
  return typeof value === 'string' ? runMatches([value], false, raw, leaf) : FALSE
}

/** The run fits the pattern: other characters, the run, and then the end or another character. */
function runMatches(pattern: Pattern, ignoreCase: boolean, raw: Path, leaf: ValueLeaf): Condition {
  const literal = literalOf(pattern)
  if (literal === '' || pattern.some((part) => typeof part === 'string' && !/^[a-zA-Z0-9._-]*$/.test(part))) {
    return FALSE
  }
  const parts = pattern.map((part): RegexTree => {
    if (typeof part === 'string') return { type: 'text', text: part }
    return part.wildcard === 'one' ? set(NAME) : many(set(NAME))
  })
  const isAnything = pattern.every((part) => typeof part === 'object' && part.wildcard === 'many')
  const run = isAnything ? many(set(NAME), 1) : concat(parts)
  const rest: RegexTree = { type: 'repeat', part: concat([set(OTHER), ANY_TEXT]), min: 0, max: 1 }
  return regex(raw, concat([many(set(OTHER)), run, rest]), { ignoreCase, ...spanOf(leaf) })
}

function unknown(raw: Path, leaf: ValueLeaf): Condition {
  return opaque('mapping', `${leaf.kind} of the first name in the text`, [raw], leaf.span)
}

function either(parts: readonly Condition[]): Condition {
  const possible = parts.filter((part) => part.kind !== 'False')
  return possible.length === 0 ? FALSE : possible.length === 1 ? (possible[0] as Condition) : or(possible)
}

function spanOf({ span }: ValueLeaf): { readonly span?: NonNullable<ValueLeaf['span']> } {
  return span === undefined ? {} : { span }
}
