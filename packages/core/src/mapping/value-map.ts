import { canonicalText } from '../evaluate/canonical-text.js'
import { leafTest } from '../evaluate/leaf-test.js'
import { and, compare, exists, isIn, match, not } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { either, literalsOf, spanOf } from './value-leaf.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/** Vendor values to platform values by a table. `otherwise` decides what becomes of values that it does not name. */
export function valueMap(
  map: Readonly<Record<string, Scalar>>,
  otherwise: Scalar | { readonly same: true } | undefined,
): ValueTransform {
  const keys = Object.keys(map)
  const images = Object.values(map)
  const many = new Set(images).size < images.length || (otherwise !== undefined && typeof otherwise !== 'object')
  const apply = (value: Scalar): Scalar | undefined => {
    const key = canonicalText(value)
    if (Object.hasOwn(map, key)) return map[key]
    return typeof otherwise === 'object' ? value : otherwise
  }
  const preimage = (leaf: ValueLeaf, raw: Path): Condition => {
    const satisfies = (value: Scalar): boolean =>
      leaf.kind === 'Exists' ? true : leafTest(leaf)(value, undefined) === true
    const wanted = keys.filter((key) => satisfies(map[key] as Scalar))
    const named = wanted.length === 0 ? [] : [textIs(raw, wanted, leaf)]
    if (otherwise === undefined) return either(named)
    const literals = literalsOf(leaf)
    if (typeof otherwise === 'object' && literals !== undefined) {
      const kept = literals.filter((value) => !keys.includes(canonicalText(value)))
      const own = kept.length === 1 ? compare(raw, 'eq', kept[0] as Scalar, spanOf(leaf)) : isIn(raw, kept, leaf.span)
      return either([...named, ...(kept.length === 0 ? [] : [own])])
    }
    const others = not(textIs(raw, keys, leaf), leaf.span)
    if (typeof otherwise === 'object') return either([...named, and([{ ...leaf, field: raw }, others], leaf.span)])
    if (!satisfies(otherwise)) return either(named)
    if (wanted.length === keys.length) return exists(raw, leaf.span)
    return either([...named, and([exists(raw, leaf.span), others], leaf.span)])
  }
  return {
    ...(many ? { loses: 'which of several values it was' } : {}),
    apply,
    ...(many ? {} : { invert: (value: Scalar) => keys.find((key) => map[key] === value) }),
    preimage,
    image: (leaf, name) => {
      const values = literalsOf(leaf)
      if (values === undefined) {
        if (leaf.kind === 'Exists' && otherwise !== undefined) return exists(name, leaf.span)
        return undefined
      }
      const out = values.map(apply)
      if (out.some((value) => value === undefined)) return undefined
      // The platform must say no more than the leaf: every vendor value behind these images is among those asked for.
      const asked = new Set(values.map(canonicalText))
      const wanted = new Set(out)
      const more = keys.some((key) => wanted.has(map[key] as Scalar) && !asked.has(key))
      const rest = typeof otherwise !== 'object' && otherwise !== undefined && wanted.has(otherwise)
      if (more || rest) return undefined
      const list = [...wanted] as Scalar[]
      return list.length === 1 ? compare(name, 'eq', list[0] as Scalar, spanOf(leaf)) : isIn(name, list, leaf.span)
    },
  }
}

/** Some value reads as one of the texts. */
function textIs(raw: Path, texts: readonly string[], leaf: ValueLeaf): Condition {
  const plain = texts.every((text) => Number.isNaN(Number(text)) && text !== 'true' && text !== 'false')
  if (plain) {
    return texts.length === 1 ? compare(raw, 'eq', texts[0] as string, spanOf(leaf)) : isIn(raw, texts, leaf.span)
  }
  return either(texts.map((text) => match(raw, [text], { on: 'scalar', ...spanOf(leaf) })))
}
