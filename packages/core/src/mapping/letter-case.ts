import { lowerText, upperText } from '../evaluate/fold-text.js'
import { compare, FALSE, isIn, match } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import { literalOf, type Pattern } from '../ir/pattern.js'
import { call, either, spanOf } from './value-leaf.js'
import type { ValueTransform } from './value-transform.js'

/** Text in one letter case. */
export const LOWERCASE: ValueTransform = letterCase(lowerText, 'lower')
export const UPPERCASE: ValueTransform = letterCase(upperText, 'upper')

function letterCase(fold: (text: string) => string, name: 'lower' | 'upper'): ValueTransform {
  const isFolded = (pattern: Pattern): boolean =>
    pattern.every((part) => typeof part !== 'string' || fold(part) === part)
  const folded = (pattern: Pattern): Pattern => pattern.map((part) => (typeof part === 'string' ? fold(part) : part))
  return {
    loses: 'letter case',
    apply: (value) => (typeof value === 'string' ? fold(value) : value),
    preimage: (leaf, raw) => {
      const text = (value: Scalar): Condition => {
        if (typeof value !== 'string') return compare(raw, 'eq', value, spanOf(leaf))
        return fold(value) === value ? match(raw, [value], { ignoreCase: true, ...spanOf(leaf) }) : FALSE
      }
      switch (leaf.kind) {
        case 'Compare':
          if (leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object') return text(leaf.value)
          return { ...leaf, field: leaf.domain === 'text' ? call(name, raw) : raw }
        case 'In':
          return either(leaf.values.map(text))
        case 'Match':
          return leaf.ignoreCase || isFolded(leaf.pattern) ? { ...leaf, field: raw, ignoreCase: true } : FALSE
        case 'Regex':
          return leaf.ignoreCase ? { ...leaf, field: raw } : { ...leaf, field: call(name, raw) }
        case 'Cidr':
        case 'Exists':
          return { ...leaf, field: raw }
      }
    },
    image: (leaf, field) => {
      switch (leaf.kind) {
        case 'Match': {
          const literal = literalOf(leaf.pattern)
          if (literal !== undefined && leaf.on === 'string') return compare(field, 'eq', fold(literal), spanOf(leaf))
          return { ...leaf, field, pattern: folded(leaf.pattern), ignoreCase: false }
        }
        case 'Compare':
          if (leaf.op !== 'eq' || leaf.domain !== undefined) return undefined
          return typeof leaf.value === 'string'
            ? compare(field, 'eq', fold(leaf.value), spanOf(leaf))
            : { ...leaf, field }
        case 'In':
          return isIn(
            field,
            [...new Set(leaf.values.map((value) => (typeof value === 'string' ? fold(value) : value)))],
            leaf.span,
          )
        case 'Regex':
          return leaf.ignoreCase ? { ...leaf, field } : undefined
        case 'Cidr':
        case 'Exists':
          return { ...leaf, field }
      }
    },
  }
}
