import { readFileSync } from 'node:fs'
import { diagnostic, failure, type Pack, type Result } from '@ruleglot/core'
import { parsePack } from '../parse-pack.js'

export function readPack(path: string): Result<Pack> {
  try {
    return parsePack(readFileSync(path, 'utf8'), path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure([diagnostic('mapping/unreadable', `The mapping ${path} cannot be read: ${reason}.`)])
  }
}
