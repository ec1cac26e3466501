import { markdownText } from '@ruleglot/core'
import type { AttackCoverage, Indicator, Inspection } from './inspection.js'

/** An inspection to read in a terminal: a block a topic, blocks without content left out. */
export function inspectionText(page: Inspection): string {
  return `${blocksOf(page)
    .map(({ title, lines }) =>
      title === undefined ? lines.join('\n') : [title, ...lines.map((line) => `  ${line}`)].join('\n'),
    )
    .join('\n\n')}\n`
}

/**
 * The same as Markdown: headings, lists, tables, fenced conditions. Nothing in a rule starts markup of its own, but for the
 * runbook, which is Markdown already.
 */
export function inspectionMarkdown(page: Inspection): string {
  const [heading, ...blocks] = blocksOf(page)
  const [title, ...description] = heading?.lines ?? []
  const runbook = page.runbook === undefined ? [] : [`## Runbook\n\n${page.runbook.trim()}`]
  const shown = description.map(markdownText).join('\n')
  return `${[`# ${markdownText(title ?? '')}`, ...(shown === '' ? [] : [shown]), ...blocks.map(sectionText), ...runbook].join('\n\n')}\n`
}

function sectionText({ title, lines, table, fenced }: Block): string {
  const body =
    table !== undefined
      ? tableText(table)
      : fenced === true
        ? fence(lines)
        : lines.map((line) => `- ${isLink(line) ? `<${line}>` : markdownText(line)}`).join('\n')
  return `## ${title}\n\n${body}`
}

/** Pages of rules are on the web; any other scheme is text. */
function isLink(line: string): boolean {
  return /^https?:\/\/[^\s<>`|\\\p{C}]+$/u.test(line)
}

interface Block {
  readonly title?: string
  readonly lines: readonly string[]
  /** First row is the head. */
  readonly table?: readonly (readonly string[])[]
  readonly fenced?: boolean
}

function blocksOf(page: Inspection): readonly Block[] {
  const facts = [
    ['Language', page.language],
    ['Id', page.id],
    ['Severity', page.severity],
    ['Status', page.status],
    ['Enabled', page.enabled === undefined ? undefined : page.enabled ? 'yes' : 'no'],
    ['Author', page.authors.join(', ')],
    ['Licence', page.license],
    ['Created', page.created],
    ['Updated', page.modified],
    ['Trigger', page.trigger],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '')
  const width = Math.max(...facts.map(([name]) => name.length))
  const lines = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.trimEnd().split('\n'))
  const blocks: readonly Block[] = [
    { lines: [page.title ?? page.id ?? 'Untitled rule', ...lines(page.description)] },
    {
      title: 'Facts',
      lines: facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
      table: [['Fact', 'Value'], ...facts],
    },
    { title: 'Data sources', lines: page.dataSources.map(({ kind, name }) => `${name} (${kind})`) },
    { title: 'Tags', lines: page.tags },
    { title: 'References', lines: page.references },
    { title: 'MITRE ATT&CK', lines: page.attack.map(coverageText) },
    { title: 'Condition', lines: lines(page.condition), fenced: true },
    { title: 'Query', lines: lines(page.query), fenced: true },
    { title: 'Not understood', lines: page.unread.flatMap(lines), fenced: true },
    indicatorBlock('Indicators', page.indicators),
    indicatorBlock('Exclusions', page.exclusions),
    outputBlock(page),
    testBlock(page),
    {
      title: 'Rules on the same operation',
      lines: page.related.map(
        ({ language, id, title, operations }) => `${title ?? id ?? 'untitled'} (${language}): ${operations.join(', ')}`,
      ),
    },
    { title: 'False positives', lines: page.falsePositives.map((text) => text.trim().replace(/\s+/g, ' ')) },
  ]
  return blocks.filter((block) => block.lines.length > 0)
}

function coverageText({ tactic, techniques }: AttackCoverage): string {
  const name = (entry: { readonly id: string; readonly name?: string }): string =>
    entry.name === undefined ? entry.id : `${entry.id} ${entry.name}`
  const list = techniques.map(name).join(', ')
  if (tactic === undefined) return list
  return list === '' ? name(tactic) : `${name(tactic)}: ${list}`
}

function indicatorBlock(title: string, indicators: readonly Indicator[]): Block {
  const isCounted = indicators.some(({ values }) => values.some(({ others }) => others !== undefined))
  const rows = indicators.flatMap(({ field, kind, values }) =>
    values.length === 0
      ? [[field, kind, '']]
      : values.map(({ value, others }, i) => [
          i === 0 ? field : '',
          i === 0 ? kind : '',
          String(value),
          ...(isCounted ? [others === undefined ? '' : String(others)] : []),
        ]),
  )
  return tableBlock(title, ['Field', 'Kind', 'Value', ...(isCounted ? ['Other rules'] : [])], rows)
}

function outputBlock({ outputFields }: Inspection): Block {
  const rows = outputFields.map(({ field, source }) => [field, source === field ? '' : source])
  return tableBlock('Output fields', ['Field', 'Source'], rows)
}

function testBlock({ tests }: Inspection): Block {
  const rows = tests.map(({ name, expected, actual }) => [
    actual === expected ? 'pass' : actual === 'unknown' ? 'unknown' : 'FAIL',
    name,
    expected ? 'fires' : 'silent',
  ])
  return tableBlock('Tests', ['Result', 'Name', 'Expected'], rows)
}

function tableBlock(title: string, head: readonly string[], rows: readonly (readonly string[])[]): Block {
  if (rows.length === 0) return { title, lines: [] }
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.min(48, Math.max(...all.map((row) => (row[column] ?? '').length))))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return { title, lines, table: all }
}

function tableText([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A fence longer than any run of backticks inside. */
function fence(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  const marks = '`'.repeat(longest + 1)
  return [marks, ...lines, marks].join('\n')
}
