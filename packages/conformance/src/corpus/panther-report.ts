/** What the section `panther` measures. */
export interface PantherData {
  readonly source: string
  /** Every so manyth rule. */
  readonly step: number
  readonly total: number
  readonly rules: number
  /** By the hardest thing that rule() does itself. */
  readonly classes: readonly {
    readonly name: string
    readonly rules: number
    readonly whole: number
    readonly atAll: number
  }[]
  /** Reasons for unread parts, by the number of rules. */
  readonly unread: Readonly<Record<string, number>>
  readonly assumptions: {
    readonly median: number
    readonly medianFields: number
    readonly rulesByKind: Readonly<Record<string, number>>
  }
  readonly tests: Readonly<Record<string, number>>
  readonly functions: readonly {
    readonly name: string
    readonly rules: number
    readonly read: number
    readonly partly: number
    readonly unread: Readonly<Record<string, number>>
  }[]
  /** Verdicts of Python written from rules that were read whole. */
  readonly written: Readonly<Record<string, number>>
  readonly lines: { readonly rules: number; readonly median: number; readonly within: number }
}

export function pantherReport(data: PantherData, name: string): string {
  const sum = (key: 'whole' | 'atAll'): number => data.classes.reduce((all, row) => all + row[key], 0)
  const taken = data.step === 1 ? 'All of them' : `Every ${data.step}th, ${data.rules},`
  return [
    "# Panther's own rules",
    '',
    `Written by \`${data.step === 1 ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\` with RULEGLOT_PANTHER_ANALYSIS naming a checkout; do not edit. Without a checkout the report stays as it is.`,
    '',
    `Source: ${data.source}, ${data.total} rules with Python. ${taken} measured: ${sum('whole')} read whole, ${sum('atAll')} at least in part. No code of a rule is executed.`,
    '',
    '## By what rule() does',
    '',
    'Each rule under the hardest thing that its rule() does itself.',
    '',
    '| rule() | rules | read whole | read at all |',
    '|---|---:|---:|---:|',
    ...data.classes.map((row) => `| ${row.name} | ${row.rules} | ${row.whole} | ${row.atAll} |`),
    '',
    '## Why parts are not read',
    '',
    ...table(['reason', 'rules'], data.unread),
    '',
    '## Their own tests',
    '',
    ...table(['the reading decides', 'tests'], data.tests),
    '',
    '## Assumptions of rules that are read whole',
    '',
    `The median rule names ${data.assumptions.median}, of ${data.assumptions.medianFields} fields.`,
    '',
    ...table(['kind', 'rules'], data.assumptions.rulesByKind),
    '',
    '## The other functions',
    '',
    '| function | rules | read | read in part | most frequent reasons why not |',
    '|---|---:|---:|---:|---|',
    ...data.functions.map(
      (row) =>
        `| ${row.name}() | ${row.rules} | ${row.read} | ${row.partly} | ${Object.entries(row.unread)
          .map(([reason, count]) => `${reason} ${count}`)
          .join('; ')} |`,
    ),
    '',
    '## Written as Python again',
    '',
    ...table(['verdict of what is read back', 'rules'], data.written),
    '',
    `rule() as written has at most 4 lines and one for each leaf in ${data.lines.within} of ${data.lines.rules} rules; the median has ${data.lines.median} more lines than leaves.`,
    '',
  ].join('\n')
}

function table(head: readonly [string, string], rows: Readonly<Record<string, number>>): readonly string[] {
  const lines = Object.entries(rows).map(([name, count]) => `| ${name.replaceAll('|', '\\|')} | ${count} |`)
  return [`| ${head.join(' | ')} |`, '|---|---:|', ...lines]
}
