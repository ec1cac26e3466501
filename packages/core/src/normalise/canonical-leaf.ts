import { FALSE } from '../ir/build.js'
import type { Handlers } from '../ir/child-keys.js'
import { equals } from '../ir/equals.js'
import type { CompareFieldsNode, Condition, Field, TokensNode } from '../ir/node.js'
import { ANY_MANY } from '../ir/pattern.js'
import { canonicalCidr, canonicalCompare, canonicalIn } from './canonical-compare.js'
import { canonicalExists } from './canonical-exists.js'
import { canonicalField, canonicalPath } from './canonical-field.js'
import { canonicalMatch } from './canonical-match.js'
import { canonicalRegex } from './canonical-regex.js'
import type { NormaliseContext, NormaliseOptions, ScalarType } from './context.js'
import { cardinalityOf } from './literals.js'
import { absolute, type Scope, scopedTransform } from './scoped-transform.js'

/**
 * Gives each leaf its one spelling: fields cut at dots, `Match` without wildcards as equality, regular expressions that
 * are patterns as `Match`, domains that change nothing dropped. Before negations are pushed, because a leaf may become
 * an `Or`.
 */
export function canonicalLeaves(condition: Condition, { options }: NormaliseContext): Condition {
  return scopedTransform(condition, (node, scope) => {
    const leaf = (LEAVES[node.kind] as (node: Condition, place: LeafPlace) => Condition)(node, { scope, options })
    // What has its one spelling stays the same object, about which more is known.
    return leaf !== node && equals(leaf, node) ? node : leaf
  })
}

interface LeafPlace {
  readonly scope: Scope
  readonly options: NormaliseOptions
}

const LEAVES: Handlers<Condition, LeafPlace> = {
  True: same,
  False: same,
  And: same,
  Or: same,
  Not: same,
  Compare: (node, place) =>
    canonicalCompare({ ...node, field: fieldOf(node.field, place) }, typesOf(node.field, place)),
  In: (node, place) => canonicalIn({ ...node, field: fieldOf(node.field, place) }, typesOf(node.field, place)),
  Match: (node, place) => canonicalMatch({ ...node, field: fieldOf(node.field, place) }, typesOf(node.field, place)),
  Regex: (node, place) =>
    canonicalRegex(
      { ...node, field: fieldOf(node.field, place) },
      typesOf(node.field, place),
      isSingleLine(node.field, place),
    ),
  Cidr: (node, place) => canonicalCidr({ ...node, field: fieldOf(node.field, place) }, typesOf(node.field, place)),
  Shape: (node, place) => {
    if (node.kinds.length === 0) return FALSE
    const field = pathOf(node.field, place)
    // One value that is a string is any text.
    if (
      node.kinds.every((kind) => kind === 'string') &&
      cardinalityOf(node.field, place.scope, place.options) !== 'any'
    )
      return canonicalMatch(
        { kind: 'Match', field, pattern: [ANY_MANY], ignoreCase: false, on: 'string' },
        typesOf(node.field, place),
      )
    return { ...node, field, kinds: [...new Set(node.kinds)].sort() }
  },
  Exists: (node, place) => canonicalExists({ ...node, field: fieldOf(node.field, place) }),
  CompareFields: (node, place) => ({
    ...node,
    ...(readsAsTexts(node) ? {} : AS_IT_IS),
    left: fieldOf(node.left, place),
    right: fieldOf(node.right, place),
  }),
  Tokens: (node, place) => ({ ...node, field: fieldOf(node.field, place), query: lowerCase(node.query) }),
  Search: (node, place) => ({ ...node, scope: pathOf(node.scope, place) }),
  Some: (node, place) => ({ ...node, path: pathOf(node.path, place) }),
  Every: (node, place) => ({ ...node, path: pathOf(node.path, place) }),
  Count: (node, place) => ({ ...node, path: pathOf(node.path, place) }),
  Let: same,
  Ref: same,
  Opaque: ({ language, text, mark }) => ({
    kind: 'Opaque',
    language,
    text,
    reads: [],
    ...(mark === undefined ? {} : { mark }),
  }),
}

/** Words are compared in lower case; text beyond ASCII is undecided, and some of it folds to ASCII. */
function lowerCase(query: TokensNode['query']): TokensNode['query'] {
  if (query.mode !== 'pattern') return { ...query, text: lowerAscii(query.text) }
  return { ...query, pattern: query.pattern.map((part) => (typeof part === 'string' ? lowerAscii(part) : part)) }
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** The domains but `text` read values as they are: nothing is folded or made a text. */
function readsAsTexts({ domain, op }: CompareFieldsNode): boolean {
  return domain === undefined || domain === 'text' || op === 'contains' || op === 'startsWith' || op === 'endsWith'
}

const AS_IT_IS = { ignoreCase: false, on: 'string' } as const

function same(node: Condition): Condition {
  return node
}

function fieldOf(field: Field, { scope, options }: LeafPlace): Field {
  return canonicalField(field, scope, options)
}

function pathOf(
  path: readonly (string | { readonly key: string; readonly ignoreCase: true })[],
  { scope, options }: LeafPlace,
) {
  return canonicalPath(path, scope, options)
}

function typesOf(field: Field, { scope, options }: LeafPlace): readonly ScalarType[] | undefined {
  if (!Array.isArray(field)) return undefined
  const path = absolute(field, scope)
  return path && options.types?.(path)
}

function isSingleLine(field: Field, { scope, options }: LeafPlace): boolean {
  if (!Array.isArray(field)) return false
  const path = absolute(field, scope)
  return path !== undefined && options.singleLine?.(path) === true
}
