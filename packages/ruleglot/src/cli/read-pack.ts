import { existsSync, readFileSync } from 'node:fs'
import { diagnostic, failure, type Pack, type Result, success } from '@ruleglot/core'
import { packNamed } from '@ruleglot/mappings/all'
import { parsePack } from '../parse-pack.js'
import { reasonOf } from './file-problem.js'

/** A mapping pack of the user's, or a shipped one by its id. */
export function readPack(path: string): Result<Pack> {
  const shipped = existsSync(path) ? undefined : packNamed(path)
  if (shipped !== undefined) return success(shipped)
  try {
    return parsePack(readFileSync(path, 'utf8'), path)
  } catch (error) {
    return failure([diagnostic('mapping/unreadable', `The mapping ${path} cannot be read: ${reasonOf(error)}.`)])
  }
}
