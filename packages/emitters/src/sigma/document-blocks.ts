/** A top-level key of a Sigma document with its lines as they stand, comments above it included. */
export interface DocumentBlock {
  readonly key: string
  /** Blank lines and comments above the key. */
  readonly lead: string
  readonly body: string
}

/** A document cut at its top-level keys. Texts in another layout (flow style, explicit keys) give undefined. */
export function documentBlocks(text: string): readonly DocumentBlock[] | undefined {
  const blocks: { key: string; lead: string; body: string }[] = []
  let waiting = ''
  for (const line of text.split(/(?<=\n)/)) {
    const key = keyOf(line)
    const last = blocks[blocks.length - 1]
    if (key !== undefined) {
      blocks.push({ key, lead: waiting, body: line })
      waiting = ''
    } else if (/^(?:#.*)?\s*$/.test(line)) waiting += line
    else if (last === undefined) return undefined
    else {
      // Indented, or an item of a list that stands below its key without indent.
      if (!/^[ \t-]/.test(line)) return undefined
      last.body += waiting + line
      waiting = ''
    }
  }
  const last = blocks[blocks.length - 1]
  if (last !== undefined) last.body += waiting
  return blocks
}

function keyOf(line: string): string | undefined {
  const found = /^(?:([A-Za-z_][\w.-]*)|"([\w. -]+)"|'([\w. -]+)')[ \t]*:(?:\s|$)/.exec(line)
  return found?.[1] ?? found?.[2] ?? found?.[3]
}
