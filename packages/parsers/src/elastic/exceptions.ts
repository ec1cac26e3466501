import { and, type Condition, type JsonObject, type JsonValue, not, opaque, or, type Span } from '@ruleglot/core'
import { isTable, type RuleDocument, valueAt } from './document.js'
import { joined, readDsl } from './dsl.js'
import { noTables } from './filters.js'
import { keyPath, type Reading, report, tablesAt, textAt } from './keys.js'
import { quoteKql, type ReadPart, readKqlTest } from './kql-part.js'

/** The language of the text in a part that stands for a list of exceptions. */
const EXCEPTIONS = 'elastic-exceptions'

/** Exception items by the id and space of their list, where a Kibana export has them beside the rules. */
export type ExceptionItems = ReadonlyMap<string, readonly JsonObject[]>

export function collectExceptions(documents: readonly RuleDocument[]): ExceptionItems {
  const lists = new Map<string, JsonObject[]>()
  for (const { root } of documents) {
    const { list_id: listId, rule_id: ruleId, namespace_type: space, item_id: itemId, entries } = root
    if (typeof listId !== 'string' || ruleId !== undefined) continue
    const key = listKey(listId, space)
    const items = lists.get(key) ?? []
    if (itemId !== undefined || entries !== undefined) items.push(root)
    lists.set(key, items)
  }
  return lists
}

/** Lists of one space and of all spaces may share an id. */
function listKey(listId: string, space: JsonValue | undefined): string {
  return JSON.stringify([listId, space === 'agnostic'])
}

/**
 * What `exceptions_list` takes away from the rule: no item of its lists may match. Lists live outside the rule; without
 * them the part is text that depends on what they hold.
 */
export function readExceptions(reading: Reading, lists: ExceptionItems): readonly ReadPart[] {
  const read = tablesAt(reading, ['exceptions_list']).flatMap((path) => {
    const span = reading.document.spanOf(keyPath(reading, path))
    const listId = textAt(reading, [...path, 'list_id']) ?? ''
    const items = lists.get(listKey(listId, textAt(reading, [...path, 'namespace_type'])))
    const parts = items?.map((item) => readItem(reading, item, span) ?? kept(item, span))
    if (parts !== undefined) {
      return parts.map((part) => ({ ...part, condition: not(part.condition, span) }))
    }
    report(
      reading,
      'elastic/exceptions-elsewhere',
      path,
      'The rule has a list of exceptions that is not in the file: what it takes away is not known.',
      {
        hint: 'Export the rule together with its exceptions to have them read.',
        effect: 'unknown',
      },
    )
    const list = kept(valueAt(reading.document.root, keyPath(reading, path)) ?? null, span)
    return [{ ...list, condition: not(list.condition, span) }]
  })
  return [...read, ...noTables(reading, 'exceptions_list', EXCEPTIONS)]
}

function kept(value: JsonValue, span: Span): ReadPart {
  return { condition: opaque(EXCEPTIONS, JSON.stringify(value), [], span), assumptions: [] }
}

/** All entries of an item must match for it to take an event away. Items that end, or are for one system, are kept. */
function readItem(reading: Reading, item: JsonObject, span: Span): ReadPart | undefined {
  const systems = item['os_types']
  if (Array.isArray(systems) && systems.length > 0) return undefined
  if (item['expire_time'] !== undefined && item['expire_time'] !== null) return undefined
  const entries = item['entries']
  if (!Array.isArray(entries) || entries.length === 0) return undefined
  const parts: ReadPart[] = []
  for (const entry of entries) {
    const read = isTable(entry) ? readEntry(reading, entry, span) : undefined
    if (read === undefined) return undefined
    parts.push(read)
  }
  return joined(parts, (children: readonly Condition[]) => and(children, span))
}

function readEntry(reading: Reading, entry: JsonObject, span: Span): ReadPart | undefined {
  const { field, type, operator, value } = entry
  if (typeof field !== 'string' || typeof type !== 'string' || !Object.hasOwn(ENTRIES, type)) return undefined
  const read = ENTRIES[type]?.(reading, field, value, span)
  if (read === undefined || operator === 'included' || operator === undefined) return read
  return operator === 'excluded' ? { ...read, condition: not(read.condition, span) } : undefined
}

type ReadEntry = (reading: Reading, field: string, value: JsonValue | undefined, span: Span) => ReadPart | undefined

const ENTRIES: Readonly<Record<string, ReadEntry>> = {
  match: readMatch,
  match_any(reading, field, value, span) {
    if (!Array.isArray(value) || value.length === 0) return undefined
    const parts = value.map((one) => readMatch(reading, field, one, span))
    if (parts.some((one) => one === undefined)) return undefined
    return joined(parts as readonly ReadPart[], (children) => or(children, span))
  },
  exists: (reading, field, _value, span) => readKqlTest(reading, field, ': *', span),
  wildcard: (reading, field, value, span) => readDsl(reading, { wildcard: { [field]: value ?? null } }, span),
}

function readMatch(reading: Reading, field: string, value: JsonValue | undefined, span: Span): ReadPart | undefined {
  return typeof value === 'string' ? readKqlTest(reading, field, `: ${quoteKql(value)}`, span) : undefined
}
