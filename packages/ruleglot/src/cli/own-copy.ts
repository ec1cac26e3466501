/**
 * The same plain data, which holds nothing else in memory. A piece that was cut out of a text keeps the whole of it for
 * as long as it lives: of the files of a folder only copies are kept.
 */
export function ownCopy<T>(data: T): T {
  return (typeof data === 'string' ? Buffer.from(data, 'utf16le').toString('utf16le') : structuredClone(data)) as T
}
