import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** How long one run goes on; the next one continues. */
const MINUTES = Number(process.env['RULEGLOT_MINUTES'] ?? 14)
const folder = fileURLToPath(new URL('../../../../node_modules/.cache/ruleglot-corpus/', import.meta.url))

/**
 * A long measurement, item by item. What was found of each is kept as a line below node_modules/.cache, so that a run
 * that ended (after RULEGLOT_MINUTES, 14 if absent) is continued by the next one, and runs of several processes can
 * share the work with RULEGLOT_PART=1/2 and 2/2. Undefined until every item is measured. A new state of the code begins
 * anew once that folder is removed.
 */
export async function inParts<I extends { readonly name: string }, O extends object>(
  measurement: string,
  items: readonly I[],
  measure: (item: I) => O | Promise<O>,
  progress: (text: string) => void,
): Promise<readonly (O & { readonly name: string })[] | undefined> {
  const file = `${folder}${measurement}.ndjson`
  mkdirSync(folder, { recursive: true })
  const known = existsSync(file) ? rowsIn<O>(file) : new Map<string, O & { readonly name: string }>()
  const [part = 1, parts = 1] = (process.env['RULEGLOT_PART'] ?? '1/1').split('/').map(Number)
  const mine = items.filter((item, i) => i % parts === part - 1 && !known.has(item.name))
  const end = performance.now() + MINUTES * 60_000
  for (const [i, item] of mine.entries()) {
    if (performance.now() > end) break
    const row = { name: item.name, ...(await measure(item)) }
    appendFileSync(file, `${JSON.stringify(row)}\n`)
    known.set(item.name, row)
    if (i % 50 === 49) progress(`${measurement}: ${known.size} of ${items.length}`)
  }
  const rows = items.flatMap(({ name }) => known.get(name) ?? [])
  if (rows.length === items.length) return rows
  progress(`${measurement}: ${rows.length} of ${items.length}; the next run goes on.`)
  return undefined
}

function rowsIn<O>(file: string): Map<string, O & { readonly name: string }> {
  const lines = readFileSync(file, 'utf8').split('\n')
  const rows = lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as O & { readonly name: string }]))
  return new Map(rows.map((row) => [row.name, row]))
}
