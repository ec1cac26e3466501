import { and, FALSE, type Formula, type Machine, not, opaqueIn, or, sizeOf, type Values } from '../lift/index.js'
import { placeOf, textOf } from './first-field.js'
import { kept, type Read } from './lifted-functions.js'
import { fieldOf, type TemplatePart } from './template-part.js'

/**
 * A text that depends on conditions: one way for each text, in the order of the source, one of them otherwise. Where
 * Python raises there is no text, so the conditions need not say where that is.
 */
export function choiceOf(
  m: Machine,
  values: Values,
  templateOf: (values: Values) => Read<readonly TemplatePart[]>,
): Read<readonly TemplatePart[]> {
  if (values.length > MOST_VALUES) return kept('its text depends on too many conditions')
  const groups = grouped(m, values)
  const [unread] = groups.flatMap(({ when }) => opaqueIn(when))
  if (unread !== undefined) return kept(unread.reason)
  const ways: { readonly when: Formula; readonly parts: readonly TemplatePart[] }[] = []
  for (const { values: own, when } of groups) {
    const read = templateOf(own)
    if (!read.ok) return read
    const known = ways.findIndex(({ parts }) => isSameText(parts, read.value))
    const same = ways[known]
    if (same === undefined) ways.push({ when, parts: read.value })
    else ways[known] = { ...same, when: or(m.store, [same.when, when]) }
  }
  const [only, ...more] = ways
  if (only === undefined) return kept('it always raises')
  if (more.length === 0) return { ok: true, value: only.parts }
  if (ways.length > MOST_WAYS) return kept('its text depends on too many conditions')
  const ordered = oneAfterTheOther(m, restLast(ways))
  const otherwise = (ordered[ordered.length - 1] as (typeof ways)[number]).parts
  return { ok: true, value: [{ ways: ordered.slice(0, -1), otherwise }] }
}

/** More are made to break a reader. */
const MOST_VALUES = 40

/** A title with more texts is a table that nobody reads as conditions. */
const MOST_WAYS = 24

interface Group {
  readonly values: Values
  readonly when: Formula
}

/** Values that are one text, or one field with what stands in for it. */
function grouped(m: Machine, values: Values): readonly Group[] {
  const groups: Group[] = []
  for (const way of values) {
    let own: Group = { values: [way], when: way.when }
    // A value may be what two others lacked to be one field.
    for (let at = groups.length - 1; at >= 0; at--) {
      const before = groups[at] as Group
      if (!belong(m, [...before.values, ...own.values])) continue
      own = { values: [...before.values, ...own.values], when: or(m.store, [before.when, own.when]) }
      groups.splice(at, 1)
    }
    groups.push(own)
  }
  return groups
}

function belong(m: Machine, values: Values): boolean {
  if (values.some(({ value }) => value.type === 'format')) return false
  if (values.some(({ value }) => placeOf(value) !== undefined)) return fieldOf(m, values) !== undefined
  const texts = values.map(({ value }) => (value.type === 'constant' ? textOf(value) : undefined))
  return texts.every((text) => text !== undefined && text === texts[0])
}

function isSameText(a: readonly TemplatePart[], b: readonly TemplatePart[]): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

/** Places and formulas by what they are called: they are shared, and hold each other. */
function plain(parts: readonly TemplatePart[]): readonly unknown[] {
  return parts.map((part) => {
    if (typeof part === 'string') return part
    if ('ways' in part) {
      return [part.ways.map(({ when, parts: own }) => [when.id, plain(own)]), plain(part.otherwise)]
    }
    const { node, instead = [], ...others } = part
    return [node.key, others, instead.map(({ node: other, ...rest }) => [other.key, rest])]
  })
}

/** The way that says most to be told from the others, where it is not the last anyway: a table's default stands first. */
function restLast<T extends { readonly when: Formula }>(ways: readonly T[]): readonly T[] {
  const sizes = new Map<Formula, number>()
  const rest = ways.reduceRight((most, way) => (sizeOf(way.when, sizes) > sizeOf(most.when, sizes) ? way : most))
  return [...ways.filter((way) => way !== rest), rest]
}

/** Each condition without what follows from those before it that do not hold, and from there being a text. */
function oneAfterTheOther<T extends { readonly when: Formula }>(m: Machine, ways: readonly T[]): readonly T[] {
  const { store } = m
  let rest = or(
    store,
    ways.map(({ when }) => when),
  )
  return ways.map((way) => {
    const needed = needs(m, way.when, rest)
    rest = and(store, [rest, not(store, way.when)])
    return { ...way, when: needed }
  })
}

function needs({ store }: Machine, when: Formula, given: Formula): Formula {
  if (when.op !== 'and') return when
  let parts = when.parts
  for (const part of when.parts) {
    const others = parts.filter((other) => other !== part)
    if (others.length > 0 && and(store, [given, ...others, not(store, part)]) === FALSE) parts = others
  }
  return and(store, parts)
}
