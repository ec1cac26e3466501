// Writes the letter case tables: spec/data/case-mapping.json, which the second evaluator reads, and the same numbers in
// core. They are pinned: run this only to move to another Unicode version, on purpose, and say so in the change log.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const data = `${root}spec/data/case-mapping.json`
const module = `${root}packages/core/src/evaluate/case-mapping.generated.ts`

const tables = process.argv.includes('--from-engine') ? fromEngine() : JSON.parse(readFileSync(data, 'utf8'))
writeFileSync(
  data,
  `${JSON.stringify(tables, undefined, 1).replace(/\[\s+(-?\d+),\s+(-?\d+),\s+(-?\d+),\s+(-?\d+)\s+\]/g, '[$1, $2, $3, $4]')}\n`,
)
writeFileSync(module, render(tables))

/** Each code point's own case mapping, where it is one code point too; runs of [first, last, step, difference]. */
function fromEngine() {
  return {
    about:
      'Simple case mappings that keep the number of code points: [first, last, step, difference], U+0130 left out.',
    unicode: process.versions.unicode,
    lower: runs((text) => text.toLowerCase()),
    upper: runs((text) => text.toUpperCase()),
  }
}

function runs(map) {
  const pairs = []
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const text = String.fromCodePoint(point)
    const mapped = map(text)
    if (mapped !== text && [...mapped].length === 1) pairs.push([point, mapped.codePointAt(0) - point])
  }
  const found = []
  for (const [point, difference] of pairs) {
    const run = found[found.length - 1]
    if (run !== undefined && run[3] === difference) {
      const gap = point - run[1]
      if (run[0] === run[1] && gap <= 2) {
        run[1] = point
        run[2] = gap
        continue
      }
      if (gap === run[2]) {
        run[1] = point
        continue
      }
    }
    found.push([point, point, 1, difference])
  }
  return found
}

function render({ unicode, lower, upper }) {
  return `// Made by scripts/generate-case-tables.mjs from spec/data/case-mapping.json (Unicode ${unicode}). Do not edit.
/** Runs of four numbers: first, last, step, difference. */
export const LOWER_CASE_RUNS: readonly number[] = [
${lower.map((run) => `  ${run.join(', ')},`).join('\n')}
]

export const UPPER_CASE_RUNS: readonly number[] = [
${upper.map((run) => `  ${run.join(', ')},`).join('\n')}
]
`
}
