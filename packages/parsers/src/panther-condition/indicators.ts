import {
  type Condition,
  childrenOf,
  type Diagnostic,
  diagnostic,
  dotted,
  isPath,
  type Path,
  type Pattern,
} from '@ruleglot/core'
import { linesOf, type Part } from './page.js'
import type { Findings } from './problems.js'
import { UNARY_WORDS, VALUE_WORDS } from './words.js'

/** One row of a table of fields, kinds and values. The cells run together when a page is copied as text. */
export interface TableRow {
  readonly field: string
  readonly kind: string
  readonly values: readonly string[]
  readonly start: number
  readonly end: number
}

const KINDS: readonly string[] = [
  ...UNARY_WORDS,
  ...Object.keys(VALUE_WORDS).filter((word) => /^\w+$/.test(word)),
].sort((a, b) => b.length - a.length)

/** Rows: a line with field and kind, then a bullet for each value. Prose and the line of column names are passed over. */
export function readRows({ text, start }: Part): readonly TableRow[] {
  const rows: { field: string; kind: string; values: string[]; start: number; end: number }[] = []
  for (const line of linesOf(text)) {
    const bullet = /^[\u2022*-]\s+(\S.*)$/.exec(line.text.trim())
    const row = rows[rows.length - 1]
    if (bullet !== null) {
      if (row !== undefined) {
        row.values.push(bullet[1] as string)
        row.end = start + line.end
      }
      continue
    }
    const cell = line.text.trim()
    if (cell === '' || /^Field\s*Kind/.test(cell)) continue
    const spaced = /^(\S+)\s+(\S+)$/.exec(cell)
    const kind = spaced !== null ? (spaced[2] as string) : KINDS.find((word) => cell.endsWith(word))
    if (kind === undefined || !KINDS.includes(kind) || (spaced === null && /\s/.test(cell))) continue
    const field = spaced !== null ? (spaced[1] as string) : cell.slice(0, -kind.length)
    if (field !== '') rows.push({ field, kind, values: [], start: start + line.start, end: start + line.end })
  }
  return rows
}

/** The table is made from the same rule: what it names and the condition does not was lost on one side. */
export function indicatorProblems(part: Part, condition: Condition, findings: Findings): readonly Diagnostic[] {
  const known = literalsOf(condition)
  return readRows(part).flatMap(({ field, values, start, end }) => {
    const name = field.replaceAll(':', '.')
    const literals = known.get(name)
    const lost =
      literals === undefined ? [`no predicate about ${name}`] : values.filter((value) => !literals.has(value))
    if (lost.length === 0) return []
    const what = literals === undefined ? (lost[0] as string) : `no value ${JSON.stringify(lost[0])} for ${name}`
    return [
      diagnostic(
        'condition/indicators',
        `The table of indicators and the condition disagree: the condition has ${what}.`,
        {
          span: findings.spanOf(start, end),
          hint: 'Compare the page with the original rule: one of the two is not complete.',
        },
      ),
    ]
  })
}

/** Every literal that a field is compared with, as text. */
function literalsOf(condition: Condition): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const stack: [Condition, Path][] = [[condition, []]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, scope] = top
    if ('field' in node && isPath(node.field)) {
      const name = dotted([...scope, ...node.field])
      const literals = found.get(name) ?? new Set()
      found.set(name, literals)
      for (const literal of literalsIn(node)) literals.add(literal)
    }
    const inner =
      node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' ? [...scope, ...node.path] : scope
    for (const child of childrenOf(node)) stack.push([child, inner])
  }
  return found
}

function literalsIn(node: Condition): readonly string[] {
  switch (node.kind) {
    case 'Compare':
      return typeof node.value === 'object' ? [] : [String(node.value)]
    case 'In':
      return node.values.map(String)
    case 'Match':
      return [patternText(node.pattern)]
    case 'Tokens':
      return 'text' in node.query ? [node.query.text] : []
    case 'Cidr':
      return [node.network]
    default:
      return []
  }
}

function patternText(pattern: Pattern): string {
  return pattern.filter((part) => typeof part === 'string').join('')
}
