import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { failure, type Result, success } from '../diagnostics/result.js'
import type { Pack } from './pack.js'

/** Checks the shape of a pack that a user wrote. Every problem is named with the place in the document. */
export function readPackDocument(document: unknown, name: string): Result<Pack> {
  const problems: Diagnostic[] = []
  const wrong = (where: string, expected: string): void => {
    problems.push(diagnostic('mapping/bad-pack', `${name}: ${where} must be ${expected}.`))
  }
  if (!isObject(document)) {
    wrong('the document', 'an object')
    return failure(problems)
  }
  if (typeof document['id'] !== 'string') wrong('id', 'a string')
  if (!isObject(document['platforms'])) wrong('platforms', 'an object of language ids')
  else {
    for (const [id, platform] of Object.entries(document['platforms'])) {
      if (!isObject(platform)) wrong(`platforms.${id}`, 'an object')
    }
  }
  checkFields(document['fields'], wrong)
  checkDerived(document['derived'], wrong)
  return problems.length > 0 ? failure(problems) : success(document as unknown as Pack)
}

type Wrong = (where: string, expected: string) => void

function checkFields(fields: unknown, wrong: Wrong): void {
  if (!Array.isArray(fields)) {
    wrong('fields', 'a list')
    return
  }
  const seen = new Set<string>()
  for (const [i, field] of fields.entries()) {
    const path = isObject(field) ? field['path'] : undefined
    if (!isObject(field) || typeof path !== 'string') {
      wrong(`fields[${i}].path`, 'a string')
      continue
    }
    if (seen.has(path)) wrong(`fields[${i}].path`, `named once, but ${path} is there twice`)
    seen.add(path)
    const { names } = field
    if (
      names !== undefined &&
      !(isObject(names) && Object.values(names).every((v) => v === null || typeof v === 'string'))
    ) {
      wrong(`fields[${i}].names`, 'an object of language id to field name or null')
    }
  }
}

function checkDerived(derived: unknown, wrong: Wrong): void {
  if (derived === undefined) return
  if (!Array.isArray(derived)) {
    wrong('derived', 'a list')
    return
  }
  for (const [i, row] of derived.entries()) {
    for (const key of ['platform', 'field', 'value']) {
      if (!isObject(row) || typeof row[key] !== 'string') wrong(`derived[${i}].${key}`, 'a string')
    }
    if (!isObject(row) || !isObject(row['is'])) wrong(`derived[${i}].is`, 'a condition')
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
