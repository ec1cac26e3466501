import { describeLeaf } from '../compare/describe-leaf.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'

/** `user.name is "alice"`, as it stands in a test's name. */
export function nameOfValue(field: string, value: JsonValue | undefined): string {
  if (value === undefined) return `no ${field}`
  if (value === null) return `${field} is null`
  if (Array.isArray(value)) return `${field} is a list: ${shortText(value.map(plainText).join(', '))}`
  if (typeof value === 'object') return `${field} is an object`
  return `${field} is ${shortText(plainText(value))}`
}

/** The leaf in a few words, without what only matters to programs. */
export function nameOfLeaf(leaf: Condition): string {
  return describeLeaf(leaf).replace(/ \((?:any letter case|numbers too|number|numeric|text|instant|ip)[^)]*\)$/, '')
}

/** Gives every name once: a second one gets a number. */
export function uniqueNames(): (name: string) => string {
  const used = new Map<string, number>()
  return (name) => {
    const times = (used.get(name) ?? 0) + 1
    used.set(name, times)
    if (times === 1) return name
    const next = `${name} (${times})`
    used.set(next, 1)
    return next
  }
}

const LONGEST = 70

function plainText(value: JsonValue): string {
  if (value === '') return 'empty'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Line breaks and other control characters have no place in a name. */
function shortText(text: string): string {
  const [...characters] = text.replace(/\p{Cc}+/gu, ' ')
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 3).join('')}...` : characters.join('')
}
