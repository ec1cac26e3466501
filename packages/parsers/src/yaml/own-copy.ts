/**
 * The same JSON, which holds nothing else in memory. A piece that was cut out of a text keeps the whole of it for as long
 * as it lives: of many texts only copies are kept.
 */
export function ownCopy<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T
}
