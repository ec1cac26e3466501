import { compare, exists, FALSE, match, regex } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY, literalOf, type Pattern } from '../ir/pattern.js'
import { ANY_TEXT, type RegexTree } from '../ir/regex.js'
import { call, either, spanOf } from './value-leaf.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/** What follows the last separator of a path, which has one. */
export function basename(separator: string): ValueTransform {
  const inPart = (pattern: Pattern): boolean =>
    pattern.some((part) => typeof part === 'string' && part.includes(separator))
  const behind = (leaf: ValueLeaf, raw: Path, text: Scalar, ignoreCase: boolean): Condition =>
    typeof text !== 'string' || text.includes(separator)
      ? FALSE
      : match(raw, [ANY_MANY, `${separator}${text}`], { ignoreCase, ...spanOf(leaf) })
  return {
    loses: 'the folder',
    apply: (value) => (typeof value === 'string' ? value.slice(value.lastIndexOf(separator) + 1) : undefined),
    preimage: (leaf, raw) => {
      switch (leaf.kind) {
        case 'Compare':
          if (leaf.op !== 'eq' || leaf.domain !== undefined || typeof leaf.value === 'object') break
          return behind(leaf, raw, leaf.value, false)
        case 'In':
          return either(leaf.values.map((value) => behind(leaf, raw, value, false)))
        case 'Match': {
          if (inPart(leaf.pattern)) return FALSE
          const literal = literalOf(leaf.pattern)
          if (literal !== undefined) return behind(leaf, raw, literal, leaf.ignoreCase)
          const [first, ...rest] = leaf.pattern
          const tail = rest.every((part) => typeof part === 'string')
          // `*.exe` is asked of the whole path alike: the end of a path is the end of its last part.
          if (typeof first === 'object' && first.wildcard === 'many' && tail) return { ...leaf, field: raw }
          return regex(raw, lastPart(leaf.pattern, separator), { ignoreCase: leaf.ignoreCase, ...spanOf(leaf) })
        }
        case 'Exists':
          return exists(raw, leaf.span)
        case 'Regex':
        case 'Cidr':
      }
      return { ...leaf, field: call('split', raw, separator, -1) }
    },
    image: (leaf, name) => {
      if (leaf.kind === 'Exists') return exists(name, leaf.span)
      if (leaf.kind !== 'Match') return undefined
      const [first, ...rest] = leaf.pattern
      const text = rest.length === 1 ? rest[0] : undefined
      if (typeof first !== 'object' || first.wildcard !== 'many' || typeof text !== 'string') return undefined
      const at = text.lastIndexOf(separator)
      if (at > 0) return undefined
      if (at === 0) {
        const whole = text.slice(separator.length)
        if (whole === '') return undefined
        return leaf.ignoreCase
          ? match(name, [whole], { ignoreCase: true, ...spanOf(leaf) })
          : compare(name, 'eq', whole, spanOf(leaf))
      }
      return { ...leaf, field: name }
    },
  }
}

/** Anything, a separator, and the pattern in what follows, where no separator stands. */
function lastPart(pattern: Pattern, separator: string): RegexTree {
  const code = separator.codePointAt(0) as number
  const other: RegexTree = {
    type: 'set',
    ranges: [
      [0, code - 1],
      [code + 1, 0x10ffff],
    ],
  }
  const parts = pattern.map((part): RegexTree => {
    if (typeof part === 'string') return { type: 'text', text: part }
    return part.wildcard === 'one' ? other : { type: 'repeat', part: other, min: 0, max: null }
  })
  return { type: 'concat', parts: [ANY_TEXT, { type: 'text', text: separator }, ...parts] }
}
