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
    readonly medianWithSeverity: number
    readonly ownTests: { readonly tests: number; readonly keeping: number }
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
  /** Python written from lifted rules, run. */
  readonly runs: { readonly modules: number; readonly events: number; readonly excused: number }
  /** Python written from rules, read again and compared. */
  readonly written: readonly {
    readonly source: string
    readonly rules: number
    readonly verdicts: Readonly<Record<string, number>>
    /** Rules for which there is Python; how many lines more than leaves the median rule() has; those with at most four. */
    readonly written: number
    readonly median: number
    readonly within: number
    readonly others: readonly { readonly rule: string; readonly verdict: string; readonly why: string }[]
  }[]
}

export function pantherReport(data: PantherData, name: string): string {
  const sum = (key: 'whole' | 'atAll'): number => data.classes.reduce((all, row) => all + row[key], 0)
  const taken = data.step === 1 ? 'All of them' : `Every ${data.step}th, ${data.rules},`
  return [
    "# Panther's own rules",
    '',
    [
      `Written by \`${data.step === 1 ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\` with RULEGLOT_PANTHER_ANALYSIS naming a checkout;`,
      'do not edit. Without a checkout the report stays as it is.',
    ].join(' '),
    '',
    [
      `Source: ${data.source}, ${data.total} rules with Python. ${taken} measured: ${sum('whole')} read whole,`,
      `${sum('atAll')} at least in part. No code of a rule is executed. How long reading takes,`,
      `as a multiple of CPython importing the same files, is printed by \`npm run bench -- lift\`.`,
    ].join(' '),
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
    [
      `For rule() the median rule names ${data.assumptions.median}, of ${data.assumptions.medianFields} fields;`,
      `with those of severity() ${data.assumptions.medianWithSeverity}.`,
      `Of ${data.assumptions.ownTests.tests} tests without mocks that these rules have themselves,`,
      `${data.assumptions.ownTests.keeping} keep every assumption.`,
    ].join(' '),
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
    ...writtenLines(data.written),
    '',
    [
      `The Python of ${data.runs.modules} lifted rules was run on ${data.runs.events} events:`,
      "those of the rules' tests, and the same with parts taken away, made null, of another type, in lists.",
      'Each time it gave a bool, and the one that the condition gives,',
      `but for ${data.runs.excused} events that break an assumption.`,
    ].join(' '),
    '',
  ].join('\n')
}

function writtenLines(rows: PantherData['written']): readonly string[] {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  return [
    'Conditions written as Python, read back and compared. Lines: those of the body of rule(), beside one for each leaf of the condition.',
    '',
    '| rules of | rules | verdicts | median of lines more than leaves | at most four more |',
    '|---|---:|---|---:|---:|',
    ...rows.map((row) => {
      const verdicts = Object.entries(row.verdicts).map(([verdict, count]) => `${verdict} ${count}`)
      return `| ${row.source} | ${row.rules} | ${verdicts.join(', ')} | ${row.median} | ${row.within} of ${row.written} |`
    }),
    '',
    'Not exact:',
    '',
    '| rule | verdict | why |',
    '|---|---|---|',
    ...rows.flatMap(({ others }) =>
      others.map(({ rule, verdict, why }) => `| ${cell(rule)} | ${verdict} | ${cell(why)} |`),
    ),
  ]
}

function table(head: readonly [string, string], rows: Readonly<Record<string, number>>): readonly string[] {
  const lines = Object.entries(rows).map(([name, count]) => `| ${name.replaceAll('|', '\\|')} | ${count} |`)
  return [`| ${head.join(' | ')} |`, '|---|---:|', ...lines]
}
