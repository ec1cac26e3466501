import { exists, FALSE, match, or } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY, literalOf } from '../ir/pattern.js'
import { call, either, literalsOf, spanOf } from './value-leaf.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/** The text before the first separator (0) or behind the last (-1); all of it where there is none. */
export function besideSeparator(separator: string, side: 0 | -1): ValueTransform {
  const apply = (value: Scalar): Scalar | undefined => {
    if (typeof value !== 'string') return undefined
    const at = side === 0 ? value.indexOf(separator) : value.lastIndexOf(separator)
    if (at === -1) return value
    return side === 0 ? value.slice(0, at) : value.slice(at + separator.length)
  }
  const around = (leaf: ValueLeaf, raw: Path, text: Scalar, ignoreCase: boolean): Condition => {
    if (typeof text !== 'string' || text.includes(separator)) return FALSE
    const pattern = side === 0 ? [`${text}${separator}`, ANY_MANY] : [ANY_MANY, `${separator}${text}`]
    return or(
      [match(raw, [text], { ignoreCase, ...spanOf(leaf) }), match(raw, pattern, { ignoreCase, ...spanOf(leaf) })],
      leaf.span,
    )
  }
  return {
    loses: side === 0 ? `what follows ${separator}` : `what stands before ${separator}`,
    apply,
    preimage: (leaf, raw) => {
      if (leaf.kind === 'Exists') return exists(raw, leaf.span)
      const literals = literalsOf(leaf)
      if (literals !== undefined) return either(literals.map((value) => around(leaf, raw, value, false)))
      if (leaf.kind === 'Match') {
        const literal = literalOf(leaf.pattern)
        if (literal !== undefined) return around(leaf, raw, literal, true)
      }
      return { ...leaf, field: call('split', raw, separator, side) }
    },
    image: (leaf, name) => (leaf.kind === 'Exists' ? exists(name, leaf.span) : undefined),
  }
}
