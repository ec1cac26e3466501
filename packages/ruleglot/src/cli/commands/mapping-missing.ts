import { join } from 'node:path'
import { dump } from 'js-yaml'
import { EXIT, type ExitCode } from '../exit-codes.js'
import type { FieldRow } from '../field-table.js'
import { stderrReport } from '../report.js'
import { writeWhole } from '../repository/planned-file.js'
import { type FieldsOptions, readFieldRows } from './fields.js'

export interface MappingMissingOptions extends Omit<FieldsOptions, 'format' | 'to'> {
  readonly out?: string
}

/**
 * `ruleglot mapping missing`: a mapping file for each log source, with the fields that no mapping knows, most used first.
 * The vendor's path is guessed to be the platform's name: a person puts in the right one.
 */
export function mappingMissing(paths: readonly string[], options: MappingMissingOptions): ExitCode {
  const report = stderrReport()
  const rows = readFieldRows(paths, options, [])
  if (typeof rows === 'number') return rows
  const stubs = stubsOf(rows.filter(({ pack, known }) => pack === undefined || !known))
  if (stubs.length === 0) {
    report.write('Every field has a mapping.\n')
    return EXIT.clean
  }
  for (const { id, text } of stubs) {
    if (options.out === undefined) process.stdout.write(`${stubs.length > 1 ? '---\n' : ''}${text}`)
    else {
      const path = join(options.out, `${id}.yaml`)
      writeWhole(path, text)
      report.write(`${path}\n`)
    }
  }
  return EXIT.findings
}

interface Stub {
  readonly id: string
  readonly text: string
}

function stubsOf(rows: readonly FieldRow[]): readonly Stub[] {
  return [...new Set(rows.map(({ pack }) => pack))].map((pack): Stub => {
    const own = rows.filter((row) => row.pack === pack)
    const id = pack === undefined ? 'own.source' : `own.${pack}`
    const head =
      pack === undefined
        ? `# Fields of log sources that no mapping is about. Name the source under platforms.\nid: ${id}\nplatforms: {}\n`
        : `# Fields that ${pack} does not know. Put in the vendor's path of each, and its other names.\nid: ${id}\nextends: ${pack}\nplatforms: {}\n`
    const fields = own.map(({ name, platform, rules }) => {
      const row = dump({ path: name, names: { [platform]: name } }, { lineWidth: -1 }).trimEnd()
      return `  # in ${rules} rule${rules === 1 ? '' : 's'}\n  - ${row.replaceAll('\n', '\n    ')}\n`
    })
    return { id, text: `${head}fields:\n${fields.join('')}` }
  })
}
