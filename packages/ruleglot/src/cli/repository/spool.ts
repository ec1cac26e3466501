import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { writeWhole } from './planned-file.js'

/**
 * Texts that wait in a hidden folder inside the output folder until all of them are there, so that no more than one is
 * in memory. Then each is moved to its place, which takes no space and can hardly fail. What ends the run before that, a
 * full disk or a signal too, leaves the output folder as it was; where there was none there is none.
 */
export interface Spool {
  /** Puts a text aside and gives its number. */
  readonly put: (text: string) => number
  /** Moves a text to its place; a file is there whole or not at all. */
  readonly place: (text: number, path: string) => void
  /** Removes what has no place. */
  readonly close: () => void
}

export function spoolIn(out: string): Spool {
  const folder = join(out, '.ruleglot.partial')
  let firstMade: string | undefined
  let [count, isOpen] = [0, false]
  const at = (text: number): string => join(folder, String(text))
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    process.off('exit', close)
    for (const signal of SIGNALS) process.off(signal, end)
    rmSync(folder, { recursive: true, force: true })
    if (firstMade !== undefined) removeEmpty(resolve(out), resolve(firstMade))
  }
  const end = (signal: NodeJS.Signals): void => {
    close()
    process.kill(process.pid, signal)
  }
  const open = (): void => {
    firstMade = mkdirSync(out, { recursive: true })
    isOpen = true
    process.on('exit', close)
    for (const signal of SIGNALS) process.on(signal, end)
    // What a run left that was killed.
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  }
  return {
    put: (text) => {
      if (!isOpen) open()
      writeFileSync(at(count), text)
      return count++
    },
    place: (text, path) => {
      mkdirSync(dirname(path), { recursive: true })
      try {
        renameSync(at(text), path)
      } catch (error) {
        // A folder below may be a link to another disk.
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
        writeWhole(path, readFileSync(at(text), 'utf8'))
      }
    },
    close,
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The folder and those above it down from `first`, as far as nothing is in them. */
function removeEmpty(folder: string, first: string): void {
  try {
    for (let one = folder; one.length >= first.length; one = dirname(one)) rmdirSync(one)
  } catch {
    // Something is in it.
  }
}
