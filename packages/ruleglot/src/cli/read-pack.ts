import { readFileSync } from 'node:fs'
import { diagnostic, failure, type Pack, type Result } from '@ruleglot/core'
import { parsePack } from '../parse-pack.js'
import { reasonOf } from './file-problem.js'

export function readPack(path: string): Result<Pack> {
  try {
    return parsePack(readFileSync(path, 'utf8'), path)
  } catch (error) {
    return failure([diagnostic('mapping/unreadable', `The mapping ${path} cannot be read: ${reasonOf(error)}.`)])
  }
}
