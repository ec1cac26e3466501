import { MAX_DEPTH } from '@ruleglot/core'
import { type DecodedString, type Place, place } from './document.js'

/** What makes a text no JSON, and where. */
export interface JsonProblem {
  readonly at: number
  readonly message: string
  readonly tooDeep: boolean
}

/** Where every value of a JSON text stands; or the first problem, for text that is no JSON. */
export function jsonPlaces(text: string): { readonly root: Place } | { readonly problem: JsonProblem } {
  let at = 0
  let problem: JsonProblem | undefined
  skip()
  const root = readValue(0)
  skip()
  if (at < text.length) fail('Unexpected text after the end of the value')
  return problem === undefined ? { root } : { problem }

  function fail(message: string, tooDeep = false): Place {
    problem ??= { at, message, tooDeep }
    return place('literal', at, at)
  }

  function skip(): void {
    while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++
  }

  function readValue(depth: number): Place {
    if (depth > MAX_DEPTH) return fail(`More than ${MAX_DEPTH} lists and objects inside one another`, true)
    const start = at
    const children: Place['children'] = new Map()
    switch (text[at]) {
      case '"':
        readString()
        return place('string', start, at)
      case '{':
        readMembers('}', () => readMember(children, depth))
        return place('table', start, at, children)
      case '[':
        readMembers(']', () => children.set(children.size, readValue(depth + 1)))
        return place('list', start, at, children)
      default:
        return readLiteral()
    }
  }

  function readLiteral(): Place {
    const start = at
    LITERAL.lastIndex = at
    const literal = LITERAL.exec(text)
    if (literal === null) return fail(at < text.length ? 'A value is expected here' : 'The text ends too early')
    at += literal[0].length
    return place('literal', start, at)
  }

  function readMember(children: Place['children'], depth: number): void {
    if (text[at] !== '"') {
      fail('A key in quotation marks is expected here')
      return
    }
    const start = at
    readString()
    if (problem !== undefined) return
    const key = decodeJsonString(text, place('string', start, at)).value
    skip()
    if (text[at] !== ':') {
      fail('A colon is expected here')
      return
    }
    at++
    skip()
    children.set(key, readValue(depth + 1))
  }

  function readMembers(close: string, readOne: () => void): void {
    at++
    skip()
    if (text[at] === close) {
      at++
      return
    }
    while (problem === undefined) {
      readOne()
      skip()
      if (problem !== undefined) return
      if (text[at] === close) {
        at++
        return
      }
      if (text[at] !== ',') fail(`A comma or ${close} is expected here`)
      at++
      skip()
    }
  }

  function readString(): void {
    const start = at
    at++
    while (at < text.length && text[at] !== '"' && text.charCodeAt(at) > 0x1f) {
      if (text[at] === '\\') {
        ESCAPE.lastIndex = at
        const found = ESCAPE.exec(text)
        if (found === null) {
          fail('JSON has no such escape')
          return
        }
        at += found[0].length
      } else at++
    }
    if (text[at] === '"') at++
    else {
      if (at >= text.length) at = start
      fail(at === start ? 'This string is not closed' : 'A control character must be escaped in a string')
    }
  }
}

const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** What a JSON string stands for, with the place of each character. */
export function decodeJsonString(text: string, { start, end }: Pick<Place, 'start' | 'end'>): DecodedString {
  let value = ''
  const offsets: number[] = []
  for (let at = start + 1; at < end - 1; ) {
    const width = text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2
    value += width === 1 ? text[at] : decodeEscape(text.slice(at, at + width))
    offsets.push(at)
    at += width
  }
  offsets.push(end - 1)
  return { value, offsets }
}

function decodeEscape(source: string): string {
  return source.length === 6 ? String.fromCharCode(Number.parseInt(source.slice(2), 16)) : (SHORT[source] as string)
}

const SHORT: Readonly<Record<string, string>> = {
  '\\"': '"',
  '\\\\': '\\',
  '\\/': '/',
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
}
