import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { failure, type Result, success } from '../diagnostics/result.js'
import type { Span } from '../source/span.js'
import type { Pack } from './pack.js'
import { packConditionProblem } from './pack-condition.js'
import { plainPath } from './pack-index.js'
import { transformProblem } from './transform.js'

/** Where a part of the document stands in its text, by the keys that lead there. */
export type PlaceOf = (keys: readonly (string | number)[]) => Span | undefined

/**
 * Checks a pack that a user wrote: its shape, that every transform is one of the known ones and does what it claims, and
 * that no derived field is defined by itself. Every problem is named with its place.
 */
export function readPackDocument(document: unknown, name: string, placeOf: PlaceOf = () => undefined): Result<Pack> {
  const problems: Diagnostic[] = []
  const wrong: Wrong = (keys, expected) => {
    const span = placeOf(keys)
    const where = keys.length === 0 ? 'the document' : placeName(keys)
    problems.push(
      diagnostic('mapping/bad-pack', `${name}: ${where} must be ${expected}.`, span === undefined ? {} : { span }),
    )
  }
  if (!isObject(document)) {
    wrong([], 'an object')
    return failure(problems)
  }
  for (const key of Object.keys(document)) {
    if (!KEYS.has(key)) wrong([key], `left out: a pack has the keys ${[...KEYS].join(', ')}`)
  }
  if (typeof document['id'] !== 'string') wrong(['id'], 'a string')
  optionalString(document, 'extends', [], wrong)
  checkPlatforms(document['platforms'], document['extends'] !== undefined, wrong)
  checkFields(document['fields'] ?? (document['extends'] === undefined ? undefined : []), wrong)
  checkPrefixes(document['prefixes'], wrong)
  checkDerived(document['derived'], wrong)
  checkAlways(document['always'], wrong)
  if (problems.length > 0) return failure(problems)
  return success({ platforms: {}, fields: [], ...document } as unknown as Pack)
}

type Keys = readonly (string | number)[]
type Wrong = (keys: Keys, expected: string) => void

const KEYS = new Set(['id', 'extends', 'evidence', 'platforms', 'fields', 'prefixes', 'derived', 'always'])
const TYPES = ['keyword', 'text', 'number', 'boolean', 'ip', 'date', 'object']
const CASES = ['fixed', 'lower', 'upper', 'free']
const LETTERS = ['ascii']

function placeName(keys: Keys): string {
  return keys.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('')
}

function checkPlatforms(platforms: unknown, isExtension: boolean, wrong: Wrong): void {
  if (platforms === undefined && isExtension) return
  if (!isObject(platforms)) {
    wrong(['platforms'], 'an object of language ids')
    return
  }
  for (const [id, side] of Object.entries(platforms)) {
    const at = ['platforms', id]
    if (!isObject(side)) {
      wrong(at, 'an object')
      continue
    }
    for (const key of ['logTypes', 'index', 'integration', 'tags']) {
      if (side[key] !== undefined && !isTextList(side[key])) wrong([...at, key], 'a list of texts')
    }
    if (side['unlisted'] !== undefined && side['unlisted'] !== 'vendor' && side['unlisted'] !== 'absent') {
      wrong([...at, 'unlisted'], 'vendor or absent')
    }
    if (side['chooseLogType'] !== undefined && typeof side['chooseLogType'] !== 'boolean') {
      wrong([...at, 'chooseLogType'], 'true or false')
    }
    if (![undefined, true, false, 'unsure'].includes(side['dropsEmpty'] as undefined)) {
      wrong([...at, 'dropsEmpty'], 'true, false or unsure')
    }
    checkLogsources(side, at, wrong)
    const { actor } = side
    if (actor !== undefined && !(isObject(actor) && isTextList(actor['path']) && typeof actor['label'] === 'string')) {
      wrong([...at, 'actor'], 'an object with path and label')
    }
    const { routing } = side
    if (routing === undefined) continue
    if (!Array.isArray(routing)) wrong([...at, 'routing'], 'a list')
    else {
      for (const [i, test] of routing.entries()) {
        if (!isObject(test) || typeof test['field'] !== 'string') wrong([...at, 'routing', i, 'field'], 'a string')
        else if (!isScalar(test['value'])) wrong([...at, 'routing', i, 'value'], 'a text, number or boolean')
      }
    }
  }
}

function checkLogsources(side: Record<string, unknown>, at: Keys, wrong: Wrong): void {
  const { logsource, logsources } = side
  const isSource = (one: unknown): one is Record<string, unknown> =>
    isObject(one) && Object.entries(one).every(([key, value]) => key === 'when' || typeof value === 'string')
  if (logsource !== undefined && !isSource(logsource)) wrong([...at, 'logsource'], 'an object of texts')
  if (logsources === undefined) return
  if (!Array.isArray(logsources)) {
    wrong([...at, 'logsources'], 'a list')
    return
  }
  for (const [i, one] of logsources.entries()) {
    if (!isSource(one)) wrong([...at, 'logsources', i], 'an object of texts')
    else {
      const problem = one['when'] === undefined ? undefined : packConditionProblem(one['when'])
      if (problem !== undefined) wrong([...at, 'logsources', i, 'when'], problem)
    }
  }
}

function checkFields(fields: unknown, wrong: Wrong): void {
  if (!Array.isArray(fields)) {
    wrong(['fields'], 'a list')
    return
  }
  const seen = new Set<string>()
  for (const [i, field] of fields.entries()) {
    const at = ['fields', i]
    const path = isObject(field) ? field['path'] : undefined
    if (!isObject(field) || typeof path !== 'string' || path === '') {
      wrong([...at, 'path'], 'a string')
      continue
    }
    if (seen.has(plainPath(path))) wrong([...at, 'path'], `named once, but ${path} is there twice`)
    seen.add(plainPath(path))
    for (const key of Object.keys(field)) {
      if (!FIELD_KEYS.has(key)) wrong([...at, key], `left out: a field has the keys ${[...FIELD_KEYS].join(', ')}`)
    }
    oneOf(field, 'type', TYPES, at, wrong)
    oneOf(field, 'case', CASES, at, wrong)
    oneOf(field, 'letters', LETTERS, at, wrong)
    if (field['values'] !== undefined && !isTextList(field['values'])) wrong([...at, 'values'], 'a list of texts')
    for (const key of ['closed', 'neverEmpty']) {
      if (field[key] !== undefined && typeof field[key] !== 'boolean') wrong([...at, key], 'true or false')
    }
    if (field['closed'] === true && field['values'] === undefined) wrong([...at, 'closed'], 'left out without values')
    checkWithin(field['within'], at, wrong)
    checkNames(field['names'], at, wrong)
  }
}

function checkWithin(within: unknown, at: Keys, wrong: Wrong): void {
  if (within === undefined) return
  if (!isObject(within) || typeof within['text'] !== 'string' || within['text'] === '') {
    wrong([...at, 'within'], 'an object with text, the name of a field')
    return
  }
  const problem = within['unless'] === undefined ? undefined : packConditionProblem(within['unless'])
  if (problem !== undefined) wrong([...at, 'within', 'unless'], problem)
}

const FIELD_KEYS = new Set(
  'path type case letters values closed neverEmpty within names label confidence note'.split(' '),
)

function checkNames(names: unknown, at: Keys, wrong: Wrong): void {
  if (names === undefined) return
  if (!isObject(names)) {
    wrong([...at, 'names'], 'an object of language id to field name, list of names or null')
    return
  }
  for (const [platform, entry] of Object.entries(names)) {
    if (entry === null) continue
    const list = Array.isArray(entry) ? entry : [entry]
    for (const [i, name] of list.entries()) {
      const place = [...at, 'names', platform, ...(Array.isArray(entry) ? [i] : [])]
      if (typeof name === 'string' && name !== '') continue
      if (!isObject(name) || typeof name['name'] !== 'string' || name['name'] === '') {
        wrong(place, 'a field name, or an object with a name')
        continue
      }
      for (const key of Object.keys(name)) {
        if (!NAME_KEYS.has(key)) wrong([...place, key], `left out: a name has the keys ${[...NAME_KEYS].join(', ')}`)
      }
      const problem = name['transform'] === undefined ? undefined : transformProblem(name['transform'])
      if (problem !== undefined) wrong([...place, 'transform'], problem)
      if (name['pair'] !== undefined && !isPair(name['pair'])) {
        wrong([...place, 'pair'], 'an object with key, keyIs and value')
      }
      const guard = name['when'] === undefined ? undefined : packConditionProblem(name['when'])
      if (guard !== undefined) wrong([...place, 'when'], guard)
    }
  }
}

const NAME_KEYS = new Set(['name', 'transform', 'pair', 'when', 'logTypes', 'readOnly', 'loses'])

function isPair(pair: unknown): boolean {
  return isObject(pair) && ['key', 'keyIs', 'value'].every((key) => typeof pair[key] === 'string')
}

function checkPrefixes(prefixes: unknown, wrong: Wrong): void {
  if (prefixes === undefined) return
  if (!Array.isArray(prefixes)) {
    wrong(['prefixes'], 'a list')
    return
  }
  for (const [i, prefix] of prefixes.entries()) {
    const at = ['prefixes', i]
    if (!isObject(prefix) || typeof prefix['path'] !== 'string') {
      wrong([...at, 'path'], 'a string')
      continue
    }
    const { names, transform, keyed } = prefix
    const isNames = isObject(names) && Object.values(names).every((name) => name === null || typeof name === 'string')
    if (!isNames) wrong([...at, 'names'], 'an object of language id to object name or null')
    oneOf(prefix, 'type', TYPES, at, wrong)
    oneOf(prefix, 'style', ['snake'], at, wrong)
    oneOf(prefix, 'keys', ['fixed'], at, wrong)
    const problem = transform === undefined ? undefined : transformProblem(transform)
    if (problem !== undefined) wrong([...at, 'transform'], problem)
    const guard = prefix['when'] === undefined ? undefined : packConditionProblem(prefix['when'])
    if (guard !== undefined) wrong([...at, 'when'], guard)
    if (
      keyed !== undefined &&
      !(isObject(keyed) && typeof keyed['key'] === 'string' && typeof keyed['value'] === 'string')
    ) {
      wrong([...at, 'keyed'], 'an object with key and value')
    }
  }
}

function checkDerived(derived: unknown, wrong: Wrong): void {
  if (derived === undefined) return
  if (!Array.isArray(derived)) {
    wrong(['derived'], 'a list')
    return
  }
  for (const [i, row] of derived.entries()) {
    const at = ['derived', i]
    for (const key of ['platform', 'field']) {
      if (!isObject(row) || typeof row[key] !== 'string') wrong([...at, key], 'a string')
    }
    const cases = isObject(row) ? row['cases'] : undefined
    if (!Array.isArray(cases) || cases.length === 0) {
      wrong([...at, 'cases'], 'a list of cases')
      continue
    }
    for (const [k, one] of cases.entries()) {
      const place = [...at, 'cases', k]
      if (!isObject(one) || !isObject(one['is'])) {
        wrong([...place, 'is'], 'an object of value and condition')
        continue
      }
      const parts = [
        ...Object.entries(one['is']),
        ...(one['when'] === undefined ? [] : [['when', one['when']] as const]),
      ]
      for (const [key, condition] of parts) {
        const problem = packConditionProblem(condition)
        const keys = key === 'when' ? [...place, 'when'] : [...place, 'is', key]
        if (problem !== undefined) wrong(keys, problem)
        else if (reads(condition, String((row as Record<string, unknown>)['field']))) {
          wrong(keys, 'over the vendor’s fields: it reads the field that it defines, a cycle')
        }
      }
    }
  }
}

function checkAlways(always: unknown, wrong: Wrong): void {
  if (always === undefined) return
  if (!Array.isArray(always)) {
    wrong(['always'], 'a list')
    return
  }
  for (const [i, row] of always.entries()) {
    for (const key of ['when', 'holds']) {
      const problem = packConditionProblem(isObject(row) ? row[key] : undefined)
      if (problem !== undefined) wrong(['always', i, key], problem)
    }
  }
}

/** Whether a condition names a field. A derived field is no field of the vendor's, so it cannot define itself. */
function reads(condition: unknown, field: string): boolean {
  if (Array.isArray(condition)) return condition.some((part) => reads(part, field))
  if (!isObject(condition)) return false
  return Object.entries(condition).some(
    ([key, value]) => key === field || (key === 'exists' && value === field) || reads(value, field),
  )
}

function oneOf(object: Record<string, unknown>, key: string, allowed: readonly string[], at: Keys, wrong: Wrong): void {
  const value = object[key]
  if (value !== undefined && !allowed.includes(value as string)) wrong([...at, key], `one of ${allowed.join(', ')}`)
}

function optionalString(object: Record<string, unknown>, key: string, at: Keys, wrong: Wrong): void {
  if (object[key] !== undefined && typeof object[key] !== 'string') wrong([...at, key], 'a string')
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
