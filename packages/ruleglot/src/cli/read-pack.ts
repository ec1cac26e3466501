import { readFileSync } from 'node:fs'
import { diagnostic, failure, type Pack, type Result, readPackDocument } from '@ruleglot/core'
import { load } from 'js-yaml'

/** Reads a mapping pack from a file; JSON is YAML too. */
export function readPack(path: string): Result<Pack> {
  try {
    return readPackDocument(load(readFileSync(path, 'utf8'), { filename: path }), path)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return failure([diagnostic('mapping/unreadable', `The mapping ${path} cannot be read: ${reason}.`)])
  }
}
