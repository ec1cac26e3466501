import { MAX_DEPTH } from '@ruleglot/core'
import { type Place, place } from './document.js'
import { decodeTomlString, tomlStringEnd } from './toml-string.js'

/**
 * Where every value of a TOML text stands. For text that a TOML parser has accepted: it checks nothing, and where it
 * loses its way it stops with what it has.
 */
export function tomlPlaces(text: string): Place {
  const root = place('table', 0, text.length)
  let table = root
  let at = 0
  for (at = skipBlank(text, at); at < text.length; at = skipBlank(text, at)) {
    const start = at
    if (text[at] === '[') readHeader()
    else readPair(table, 0)
    if (at === start) break
  }
  return root

  function readHeader(): void {
    const start = at
    const isList = text[at + 1] === '['
    at += isList ? 2 : 1
    const keys = readKeys()
    at += isList ? 2 : 1
    const last = keys.pop() ?? ''
    let around = root
    for (const key of keys) around = lastTable(inside(around, key, start))
    if (isList) {
      const list = around.children.get(last) ?? place('list', start, at)
      around.children.set(last, list)
      table = place('table', start, at)
      list.children.set(list.children.size, table)
    } else {
      // The table may be there already, from the header of one inside it.
      table = place('table', start, at, around.children.get(last)?.children)
      around.children.set(last, table)
    }
  }

  function inside(around: Place, key: string, start: number): Place {
    const found = around.children.get(key) ?? place('table', start, at)
    around.children.set(key, found)
    return found
  }

  function lastTable(found: Place): Place {
    return found.kind === 'list' ? (found.children.get(found.children.size - 1) ?? found) : found
  }

  function readKeys(): string[] {
    const keys: string[] = []
    for (;;) {
      at = skipSpaces(text, at)
      keys.push(readKey())
      at = skipSpaces(text, at)
      if (text[at] !== '.') return keys
      at++
    }
  }

  function readKey(): string {
    const start = at
    if (text[at] === '"' || text[at] === "'") {
      at = tomlStringEnd(text, at)
      return decodeTomlString(text, start, at).value
    }
    while (at < text.length && BARE.test(text[at] as string)) at++
    return text.slice(start, at)
  }

  function readPair(table: Place, depth: number): void {
    const start = at
    const keys = readKeys()
    if (text[at] !== '=') {
      at = start
      return
    }
    const last = keys.pop() ?? ''
    let around = table
    for (const key of keys) around = inside(around, key, start)
    at = skipSpaces(text, at + 1)
    around.children.set(last, readValue(depth))
  }

  function readValue(depth: number): Place {
    const start = at
    const first = text[at]
    if (depth > MAX_DEPTH) {
      at = text.length
      return place('literal', start, at)
    }
    if (first === '"' || first === "'") {
      at = tomlStringEnd(text, at)
      return place('string', start, at)
    }
    if (first === '[') {
      const items: Place['children'] = new Map()
      readItems(']', () => items.set(items.size, readValue(depth + 1)))
      return place('list', start, at, items)
    }
    if (first === '{') {
      const table = place('table', start, start)
      readItems('}', () => readPair(table, depth + 1))
      return place('table', start, at, table.children)
    }
    DATE_WITH_BLANK.lastIndex = at
    const date = DATE_WITH_BLANK.exec(text)
    if (date !== null) at += date[0].length
    while (at < text.length && !LITERAL_END.test(text[at] as string)) at++
    return place('literal', start, at)
  }

  function readItems(close: string, readItem: () => void): void {
    at = skipBlank(text, at + 1)
    while (at < text.length && text[at] !== close) {
      const start = at
      readItem()
      at = skipBlank(text, at)
      if (text[at] === ',') at = skipBlank(text, at + 1)
      if (at === start) at = text.length
    }
    at++
  }
}

const BARE = /[A-Za-z0-9_-]/
const LITERAL_END = /[\s,\]}#]/
const DATE_WITH_BLANK = /\d{4}-\d\d-\d\d \d\d:/y

function skipSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  return at
}

/** Past white space, line ends and comments. */
function skipBlank(text: string, from: number): number {
  let at = from
  for (;;) {
    const character = text[at]
    if (character === ' ' || character === '\t' || character === '\n' || character === '\r') at++
    else if (character === '#') {
      const end = text.indexOf('\n', at)
      at = end === -1 ? text.length : end
    } else return at
  }
}
