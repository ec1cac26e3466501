/** A text with its folded form, which is made when it is needed. */
export interface FoldedText {
  text: string
  folded: string | undefined
}

/**
 * One text at a time as bytes of UTF-8: looking at bytes takes half the time of asking a string for its characters.
 * A text of ASCII is put in as it is, any other folded.
 */
export interface TextBytes {
  /** Puts in a text of ASCII; false for any other. */
  putAscii(text: string): boolean
  putFolded(folded: string): void
  /** Of the text that was put in last; a few zeros follow it. */
  readonly view: DataView
  readonly length: number
  /** The bytes of a short text, by themselves. */
  of(text: string): Uint8Array
}

export function createTextBytes(): TextBytes {
  const encoder = new TextEncoder()
  let bytes = new Uint8Array(SMALLEST)

  function makeRoom(length: number): void {
    // Room for a very long text is given back with the next short one.
    if (bytes.length >= length + PADDING && (bytes.length <= LARGE || length >= SMALLEST)) return
    bytes = new Uint8Array(Math.max(SMALLEST, length + PADDING))
    all.view = new DataView(bytes.buffer)
  }

  function end(length: number): void {
    all.length = length
    for (let i = length; i < length + PADDING; i++) bytes[i] = 0
  }

  const all = {
    view: new DataView(bytes.buffer),
    length: 0,
    putAscii(text: string): boolean {
      makeRoom(text.length)
      const { read, written } = encoder.encodeInto(text, bytes)
      if (read < text.length || written > read) return false
      end(written)
      return true
    },
    putFolded(folded: string): void {
      makeRoom(folded.length * MOST_BYTES)
      end(encoder.encodeInto(folded, bytes).written)
    },
    of: (text: string): Uint8Array => encoder.encode(text),
  }
  return all
}

const PADDING = 4
/** Of one UTF-16 unit. */
const MOST_BYTES = 3
const SMALLEST = 4096
const LARGE = 1 << 20

// Every platform has it; the compiler is told of no platform.
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number }
}
