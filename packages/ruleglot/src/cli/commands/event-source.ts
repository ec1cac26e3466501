import type { EventSource } from '@ruleglot/matcher'

/** Where events come from, as the options of `match` say it: words that hold for all of them, and fields that tell. */
export interface SourceOptions {
  readonly words: EventSource
  /** Names of fields; what an event holds there goes before the words. */
  readonly fields: EventSource
}

export const SOURCE_KEYS = ['product', 'category', 'service', 'logType'] as const satisfies (keyof EventSource)[]

/** `key=value,key=value`, or what is wrong with it. */
export function readSourceWords(text: string): EventSource | { readonly problem: string } {
  const words: { -readonly [K in keyof EventSource]: string } = {}
  for (const part of text.split(',')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    const value = part.slice(at + 1).trim()
    const key = SOURCE_KEYS.find((known) => known.toLowerCase() === name.toLowerCase())
    if (at === -1 || key === undefined || value === '') {
      return {
        problem: `Write ${SOURCE_KEYS.map((known) => `${known}=`).join(', ')} with commas between; not "${part}".`,
      }
    }
    words[key] = value
  }
  return words
}

/** The source of an event; undefined options mean that every rule is asked about every event. */
export function sourceOf({ words, fields }: SourceOptions): (event: unknown) => EventSource {
  const read = SOURCE_KEYS.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]] as const]))
  if (read.length === 0) return () => words
  return (event) => {
    const source: { -readonly [K in keyof EventSource]: string } = { ...words }
    for (const [key, path] of read) {
      const value = valueAt(event, path)
      if (typeof value === 'string') source[key] = value
    }
    return source
  }
}

/** A key as it stands, dots included, or the same through nested objects. */
function valueAt(event: unknown, path: string): unknown {
  if (typeof event !== 'object' || event === null) return undefined
  if (Object.hasOwn(event, path)) return (event as Record<string, unknown>)[path]
  let value: unknown = event
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}
