import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { elasticKql } from './elastic-kql.js'
import type { Section } from './section.js'

/**
 * `npm run corpus [section...]`: real rules through every language, the outputs executed. Prints and writes
 * spec/corpus/<section>.md and .json. With --check nothing is written and a difference from the committed report fails.
 * Any verdict that an event refutes fails.
 */
const SECTIONS: Readonly<Record<string, Section>> = {
  'elastic-kql': elasticKql,
}

const folder = fileURLToPath(new URL('../../../../spec/corpus/', import.meta.url))
const progress = (text: string): void => void process.stderr.write(`${text}\n`)
const check = process.argv.includes('--check')
const asked = process.argv.slice(2).filter((arg) => arg !== '--check')
for (const name of asked.filter((name) => !Object.hasOwn(SECTIONS, name))) {
  progress(`No section ${name}. Sections: ${Object.keys(SECTIONS).join(', ')}`)
  process.exit(3)
}

let failed = false
for (const [name, section] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  progress(`== ${name}`)
  const report = await section(progress)
  if (report === undefined) {
    progress('skipped: no corpus. RULEGLOT_CORPORA names a folder that holds corpora/ and conformance/.')
    continue
  }
  process.stdout.write(report.markdown)
  for (const line of report.refuted.slice(0, 20)) progress(`REFUTED ${line}`)
  const stale = keep(name, { json: `${JSON.stringify(report.data, null, 2)}\n`, md: report.markdown })
  if (stale)
    progress(`spec/corpus/${name} is not what this run measured: run \`npm run corpus\` and review the difference.`)
  failed ||= stale || report.refuted.length > 0
}
process.exit(failed ? 1 : 0)

/** Writes the report; with --check says whether the committed one differs. */
function keep(name: string, files: Readonly<Record<string, string>>): boolean {
  if (check) {
    return Object.entries(files).some(([extension, text]) => {
      const path = `${folder}${name}.${extension}`
      return !existsSync(path) || readFileSync(path, 'utf8') !== text
    })
  }
  mkdirSync(folder, { recursive: true })
  for (const [extension, text] of Object.entries(files)) writeFileSync(`${folder}${name}.${extension}`, text)
  return false
}
