import { readFileSync } from 'node:fs'
import { diagnostic, failure, type Result, success } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import type { ReadOptions } from '../index.js'

type Placeholders = NonNullable<ReadOptions['placeholders']>

/** A file of placeholder values: an object of name and value, or list of values. */
export function readPlaceholders(path: string): Result<Placeholders> {
  let document: unknown
  try {
    document = load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA, filename: path })
  } catch (error) {
    return wrong(path, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return wrong(path, 'it must hold an object of names and values')
  }
  const found: Record<string, readonly (string | number)[]> = Object.create(null)
  for (const [name, content] of Object.entries(document)) {
    const values: readonly unknown[] = Array.isArray(content) ? content : [content]
    if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) {
      return wrong(path, `"${name}" must be a text, a number, or a list of them`)
    }
    found[name.replace(/^%|%$/g, '')] = values as readonly (string | number)[]
  }
  return success(found)
}

function wrong(path: string, why: string): Result<never> {
  return failure([
    diagnostic('repository/bad-config', `${path}: ${why}.`, {
      hint: 'Write for example: admins: [alice, bob]',
    }),
  ])
}
