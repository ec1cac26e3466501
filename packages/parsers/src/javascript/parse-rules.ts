import { type Diagnostic, failure, type ParseRulesOptions, type Result, type Rule, success } from '@ruleglot/core'
import type * as acorn from 'acorn'
import { readProgram } from './parse-condition.js'

/** One rule per module; declaration files say nothing that the module does not. */
export function parseRules(
  files: Readonly<Record<string, string>>,
  options: ParseRulesOptions,
): Result<readonly Rule[]> {
  const rules: Rule[] = []
  const diagnostics: Diagnostic[] = []
  for (const [name, text] of Object.entries(files)) {
    if (/\.d\.m?ts$/.test(name) || (options.entry !== undefined && options.entry !== name)) continue
    const read = readProgram(text, { ...options, file: name })
    if (!read.ok) diagnostics.push(...read.diagnostics)
    else rules.push(ruleOf(read.value, text))
  }
  return diagnostics.length > 0 ? failure(diagnostics) : success(rules)
}

type Read = Extract<ReturnType<typeof readProgram>, { ok: true }>['value']

function ruleOf({ condition, assumptions, parts }: Read, text: string): Rule {
  const id = factOf(parts.rule, 'id')
  const title = factOf(parts.rule, 'title')
  return {
    ir: 1,
    language: 'javascript',
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title }),
    severityOverrides: [],
    authors: [],
    references: [],
    falsePositives: [],
    tags: [],
    attack: [],
    logSource: {},
    outputFields: [],
    trigger: { kind: 'each' },
    condition,
    assumptions,
    defined: [],
    tests: [],
    vendor: {},
    span: { start: 0, end: text.length },
  }
}

function factOf(rule: acorn.ObjectExpression | undefined, key: string): string | undefined {
  for (const property of rule?.properties ?? []) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.key.name !== key) continue
    if (property.value.type === 'Literal' && typeof property.value.value === 'string') return property.value.value
  }
  return undefined
}
