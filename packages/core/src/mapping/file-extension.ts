import { FALSE, match, opaque, or, regex } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY, literalOf, type Pattern } from '../ir/pattern.js'
import { ANY_TEXT, type RegexTree } from '../ir/regex.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/**
 * What stands behind the last dot of a path's last part, as `file.extension` has it: no value where there is no dot. The
 * end of the path says the same, so a test is put back as one; it is not written this way round.
 */
export function fileExtension(separator: string): ValueTransform {
  const isOutside = (text: string): boolean => text.includes('.') || text.includes(separator)
  return {
    loses: 'the name',
    apply: (value) => {
      if (typeof value !== 'string') return undefined
      const name = value.slice(value.lastIndexOf(separator) + 1)
      const at = name.lastIndexOf('.')
      return at < 0 ? undefined : name.slice(at + 1)
    },
    preimage: (leaf, raw) => {
      const endsWith = (value: Scalar, ignoreCase: boolean): Condition =>
        typeof value !== 'string' || isOutside(value)
          ? FALSE
          : match(raw, [ANY_MANY, `.${value}`], { ignoreCase, ...spanOf(leaf) })
      switch (leaf.kind) {
        case 'Exists':
          return regex(raw, behindLastDot([ANY_MANY], separator), spanOf(leaf))
        case 'Match': {
          const text = literalOf(leaf.pattern)
          if (text !== undefined) return endsWith(text, leaf.ignoreCase)
          if (leaf.pattern.some((part) => typeof part === 'string' && isOutside(part))) return FALSE
          return regex(raw, behindLastDot(leaf.pattern, separator), { ignoreCase: leaf.ignoreCase, ...spanOf(leaf) })
        }
        case 'In':
          return either(leaf.values.map((value) => endsWith(value, false)))
        case 'Compare':
          return leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object'
            ? endsWith(leaf.value, false)
            : unread(leaf, raw)
        case 'Regex':
        case 'Cidr':
          return unread(leaf, raw)
      }
    },
    image: () => undefined,
  }
}

/** Anything, a dot, and the pattern in what follows, where neither a dot nor a separator stands. */
function behindLastDot(pattern: Pattern, separator: string): RegexTree {
  const other: RegexTree = { type: 'set', ranges: allBut([0x2e, separator.codePointAt(0) as number]) }
  const parts = pattern.map((part): RegexTree => {
    if (typeof part === 'string') return { type: 'text', text: part }
    return part.wildcard === 'one' ? other : { type: 'repeat', part: other, min: 0, max: null }
  })
  return { type: 'concat', parts: [ANY_TEXT, { type: 'text', text: '.' }, ...parts] }
}

function allBut(codes: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  let from = 0
  for (const code of [...codes].sort((a, b) => a - b)) {
    if (code > from) ranges.push([from, code - 1])
    from = code + 1
  }
  return [...ranges, [from, 0x10ffff]]
}

/** A test that only the extension itself could answer: nothing is claimed of it. */
function unread(leaf: ValueLeaf, raw: Path): Condition {
  return opaque('file extension', JSON.stringify({ ...leaf, span: undefined }), [raw], leaf.span)
}

function either(parts: readonly Condition[]): Condition {
  return parts.length === 0 ? FALSE : parts.length === 1 ? (parts[0] as Condition) : or(parts)
}

function spanOf({ span }: ValueLeaf): { readonly span?: NonNullable<ValueLeaf['span']> } {
  return span === undefined ? {} : { span }
}
