import { canonicalText } from '../evaluate/canonical-text.js'
import { compare, exists, FALSE, isIn, match } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { call, either, literalsOf, spanOf } from './value-leaf.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/** Numbers and booleans as their canonical text. */
export const STRINGIFY: ValueTransform = {
  apply: canonicalText,
  preimage: stringifyPreimage,
  image: (leaf, name) => {
    switch (leaf.kind) {
      case 'Compare':
        return leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object'
          ? compare(name, 'eq', canonicalText(leaf.value), spanOf(leaf))
          : undefined
      case 'In':
        return isIn(name, [...new Set(leaf.values.map(canonicalText))], leaf.span)
      case 'Match':
      case 'Regex':
        return { ...leaf, field: name, on: 'string' }
      default:
        return { ...leaf, field: name }
    }
  },
}

/** Numbers as themselves or as their text, whichever a log happens to hold: tests are written for both. */
export const NUMBER_OR_TEXT: ValueTransform = {
  ...STRINGIFY,
  image: (leaf, name) => {
    const values = literalsOf(leaf)
    if (values === undefined) return leaf.kind === 'Exists' ? { ...leaf, field: name } : undefined
    return either(values.map((value) => match(name, [canonicalText(value)], { on: 'scalar', ...spanOf(leaf) })))
  },
}

/** Canonical texts of numbers as numbers. */
export const NUMBERIFY: ValueTransform = {
  apply: numberOf,
  invert: canonicalText,
  preimage: (leaf, raw) => {
    if (leaf.kind === 'Compare' && typeof leaf.value === 'number' && leaf.op === 'eq') {
      return compare(raw, 'eq', canonicalText(leaf.value), spanOf(leaf))
    }
    if (leaf.kind === 'In') {
      return isIn(raw, leaf.values.filter((value) => typeof value === 'number').map(canonicalText), leaf.span)
    }
    if (leaf.kind === 'Compare' && leaf.domain === 'number') return { ...leaf, field: raw, domain: 'numeric' }
    if (leaf.kind === 'Match' || leaf.kind === 'Regex') {
      return leaf.on === 'scalar' ? { ...leaf, field: raw, on: 'string' } : FALSE
    }
    return { ...leaf, field: call('number', raw) }
  },
  image: (leaf, name) => {
    if (leaf.kind === 'Compare' && typeof leaf.value === 'string' && leaf.op === 'eq') {
      const number = numberOf(leaf.value)
      return number === undefined ? FALSE : compare(name, 'eq', number, spanOf(leaf))
    }
    if (leaf.kind === 'In') {
      const numbers = leaf.values.flatMap((value) => numberOf(value) ?? [])
      return isIn(name, numbers, leaf.span)
    }
    if (leaf.kind === 'Compare' && leaf.domain === 'numeric') return { ...leaf, field: name, domain: 'number' }
    return leaf.kind === 'Exists' ? exists(name, leaf.span) : undefined
  },
}

function numberOf(value: Scalar): number | undefined {
  if (typeof value !== 'string') return undefined
  const number = Number(value)
  return Number.isFinite(number) && canonicalText(number) === value ? number : undefined
}

function stringifyPreimage(leaf: ValueLeaf, raw: Path): Condition {
  switch (leaf.kind) {
    case 'Compare':
      if (leaf.op === 'eq' && leaf.domain === undefined) {
        return typeof leaf.value === 'string' ? match(raw, [leaf.value], { on: 'scalar', ...spanOf(leaf) }) : FALSE
      }
      return { ...leaf, field: call('string', raw) }
    case 'In':
      return either(
        leaf.values
          .filter((value) => typeof value === 'string')
          .map((value) => match(raw, [value], { on: 'scalar', ...spanOf(leaf) })),
      )
    case 'Match':
    case 'Regex':
      return { ...leaf, field: raw, on: 'scalar' }
    case 'Cidr':
    case 'Exists':
      return { ...leaf, field: raw }
  }
}
