import { once } from 'node:events'

/**
 * Standard output for what comes beside a report on standard error. As long as it is small it waits for the end, so that
 * a terminal shows the two one after the other; a large one is written as it comes.
 */
export interface LateOutput {
  readonly write: (text: string) => void
  /** Waits until who reads has caught up. */
  readonly drained: () => Promise<void>
  readonly end: () => void
}

export function lateOutput(stream: NodeJS.WriteStream = process.stdout): LateOutput {
  let waiting: string[] = []
  let [size, isLarge] = [0, false]
  const flush = (): void => {
    if (waiting.length > 0) stream.write(waiting.join(''))
    waiting = []
    size = 0
  }
  return {
    write: (text) => {
      waiting.push(text)
      size += text.length
      isLarge ||= size > MOST_WAITING
      if (size > (isLarge ? PIECE : MOST_WAITING)) flush()
    },
    drained: async () => {
      if (stream.writableNeedDrain) await once(stream, 'drain')
    },
    end: flush,
  }
}

/** Characters. */
const MOST_WAITING = 1 << 20
const PIECE = 1 << 16
