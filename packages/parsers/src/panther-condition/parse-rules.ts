import {
  and,
  type Condition,
  type Diagnostic,
  diagnostic,
  failure,
  not,
  or,
  type ParseRulesOptions,
  type Result,
  type Rule,
  success,
} from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { indicatorProblems, readRows, type TableRow } from './indicators.js'
import { type Page, type Part, readPage } from './page.js'
import { parseCondition } from './parse-condition.js'
import type { Findings } from './problems.js'
import { ruleFromPage } from './rule-from-page.js'
import { yamlJson } from './yaml-json.js'

/** Catalog pages as text, or bare conditions: one rule each. Spans are those of the page. */
export function parseRules(
  files: Readonly<Record<string, string>>,
  options: ParseRulesOptions,
): Result<readonly Rule[]> {
  const rules: Rule[] = []
  const diagnostics: Diagnostic[] = []
  let failed = false
  for (const [file, text] of Object.entries(files)) {
    if (options.entry !== undefined && options.entry !== file) continue
    const read = parseText(text, file)
    diagnostics.push(...read.diagnostics)
    if (read.ok) rules.push(read.value)
    else failed = true
  }
  return failed ? failure(diagnostics) : success(rules, diagnostics)
}

function parseText(text: string, file: string): Result<Rule> {
  const page = readPage(text)
  if (page === undefined) {
    if (/^Stages and Predicates[ \t]*\r?$/m.test(text)) return noCondition(text, file)
    const read = parseCondition(text, { file })
    return read.ok ? success(ruleFromPage(read.value.condition, undefined, undefined), read.diagnostics) : read
  }
  const findings: Findings = { text, diagnostics: [], spanOf: (start, end) => ({ start, end, file }) }
  const read = parseCondition(only(text, page.condition as Part), { file })
  const yaml = readBody(text, page, file, findings)
  findings.diagnostics.push(...read.diagnostics)
  const exclusions = page.exclusions === undefined ? [] : readExclusions(page.exclusions, findings)
  if (!read.ok || findings.diagnostics.some(({ severity }) => severity === 'error')) {
    return failure(findings.diagnostics)
  }
  const { condition } = read.value
  if (page.indicators !== undefined) {
    findings.diagnostics.push(...indicatorProblems(page.indicators, and([condition, ...exclusions]), findings))
  }
  const whole = exclusions.length === 0 ? condition : and([condition, ...exclusions.map((one) => not(one, one.span))])
  return success(ruleFromPage(whole, page, yaml), findings.diagnostics)
}

function noCondition(text: string, file: string): Result<Rule> {
  const start = text.search(/^Stages and Predicates/m)
  return failure([
    diagnostic('condition/no-condition', 'The page describes a query in stages, not a condition over one event.', {
      span: { start, end: start + 'Stages and Predicates'.length, file },
      hint: 'Copy the predicates of its filter stages into a condition, one a line, if one event is enough.',
    }),
  ])
}

function readBody(text: string, { yaml }: Page, file: string, findings: Findings) {
  if (yaml === undefined) return undefined
  const read = readYaml(only(text, yaml), file)
  if (!read.ok) {
    findings.diagnostics.push(...read.diagnostics)
    return undefined
  }
  const [document] = read.value
  return document?.type === 'mapping' ? yamlJson(document) : undefined
}

/** Blanks for all that is not in the part, so that offsets stay those of the page. */
function only(text: string, { start, text: part }: Part): string {
  return text.slice(0, start).replace(/[^\r\n]/g, ' ') + part
}

/** What the rule leaves out: each row is a predicate, to be negated. Values that look like numbers may be text. */
function readExclusions(part: Part, findings: Findings): readonly Condition[] {
  return readRows(part).flatMap((row) => {
    const condition = exclusionOf(row)
    if (condition !== undefined) return [{ ...condition, span: findings.spanOf(row.start, row.end) }]
    findings.diagnostics.push(
      diagnostic('condition/exclusion', `The exclusion "${row.field} ${row.kind}" cannot be read.`, {
        span: findings.spanOf(row.start, row.end),
        hint: 'Write it into the condition as a predicate with not in front of it.',
      }),
    )
    return []
  })
}

function exclusionOf({ field, kind, values }: TableRow): Condition | undefined {
  // Several values of match can mean any of them or all.
  if (kind === 'match' && values.length > 1) return undefined
  const literals = values.map((value) => JSON.stringify(value))
  const read = parseCondition(
    values.length === 0 ? `${field} ${kind}` : `${field} ${kind} (${literals.join(', ')})`,
    {},
  )
  if (!read.ok) return undefined
  const numbers = kind === 'eq' ? values.filter((value) => /^-?\d+(?:\.\d+)?$/.test(value)) : []
  if (numbers.length === 0) return read.value.condition
  const asNumbers = parseCondition(`${field} eq (${numbers.join(', ')})`, {})
  return asNumbers.ok ? or([read.value.condition, asNumbers.value.condition]) : undefined
}
