import { dotted, type EmitOptions, type Path, type Rule, segmentKey } from '@ruleglot/core'
import { conditionProblems } from './emit-condition.js'
import { pythonString } from './escape.js'
import { layoutStatement } from './layout.js'
import { localsOf, type PythonModule, writeTests } from './module.js'
import { textOfSeverity } from './severity-text.js'
import { canWriteText, textFunction, type WriteTests } from './text-function.js'
import { titleFunction } from './title-function.js'
import { rawRead } from './writing.js'

/** The functions beside rule() that a rule has a reason for, in the order Panther's own rules have them. */
export function moduleWithFunctions(
  rule: Rule,
  module: PythonModule,
  title: string,
  options: EmitOptions,
): PythonModule {
  const write: WriteTests = (conditions) => {
    const { writing, expressions } = writeTests(conditions, options, module.writing)
    return { locals: localsOf(writing), names: writing.names, tests: expressions.map(({ text }) => text) }
  }
  const functions = [
    titleFunction(rule, title, options, write),
    dedupFunction(rule, options, write),
    uniqueFunction(rule),
    severityFunction(rule, module, options),
    contextFunction(rule),
  ]
  return { ...module, functions: [...module.functions, ...functions.filter((lines) => lines.length > 0)] }
}

function dedupFunction(rule: Rule, options: EmitOptions, write: WriteTests): readonly string[] {
  const { trigger, grouping } = rule
  const text = trigger.kind === 'threshold' ? undefined : grouping?.text
  if (text !== undefined && canWriteText(text, options)) return textFunction('dedup', text, write)
  const by = trigger.kind === 'threshold' ? trigger.groupBy : (grouping?.by ?? [])
  return by.length === 0 ? [] : ['def dedup(event):', ...layoutStatement('return ', groupText(by), 1)]
}

/** With unique() the threshold counts distinct results in place of matches. */
function uniqueFunction({ trigger }: Rule): readonly string[] {
  if (trigger.kind !== 'threshold' || trigger.distinct === undefined) return []
  return ['def unique(event):', ...layoutStatement('return ', groupText([trigger.distinct.field]), 1)]
}

/** One field as text; of several the tuple as text, so that no two groups look alike. */
function groupText(paths: readonly Path[]): string {
  const [first] = paths
  if (paths.length === 1 && first !== undefined) return `str(event.deep_get(${keysOf(first)}, default=""))`
  return `str((${paths.map((path) => rawRead(path)).join(', ')}))`
}

function severityFunction(rule: Rule, module: PythonModule, options: EmitOptions): readonly string[] {
  if (rule.severityOverrides.length === 0 || !canWriteSeverity(rule, options)) return []
  const conditions = rule.severityOverrides.map(({ condition }) => condition)
  const { writing, expressions } = writeTests(conditions, options, module.writing)
  const ways = rule.severityOverrides.flatMap(({ severity }, i) => [
    ...layoutStatement('if ', expressions[i]?.text ?? '', 1, ':'),
    `        return ${pythonString(textOfSeverity(severity))}`,
  ])
  return ['def severity(event):', ...localsOf(writing), ...ways, '    return "DEFAULT"']
}

/** Whether severity() can say everything that raises or lowers the severity. */
export function canWriteSeverity(rule: Rule, options: EmitOptions): boolean {
  return rule.severityOverrides.every(({ condition }) => conditionProblems(condition, options).length === 0)
}

/** The fields to show with an alert, under their last key where that is clear. */
function contextFunction(rule: Rule): readonly string[] {
  const seen = new Set<string>()
  // Two fields of the source may be one here: it is shown once, and its name is clear.
  const fields = rule.outputFields.filter(({ name, path }) => {
    const key = JSON.stringify([name ?? '', path])
    const isNew = path.length > 0 && !seen.has(key)
    seen.add(key)
    return isNew
  })
  if (fields.length === 0 || rule.language === 'panther') return []
  const names = fields.map(({ name, path }) => name ?? segmentKey(path[path.length - 1] ?? ''))
  const items = fields.map(({ path }, i) => {
    const name = names[i] as string
    const isClear = names.indexOf(name) === names.lastIndexOf(name)
    return `${pythonString(isClear ? name : dotted(path))}: ${rawRead(path)}`
  })
  return ['def alert_context(event):', ...layoutStatement('return ', `{${[...new Set(items)].join(', ')}}`, 1)]
}

function keysOf(path: Path): string {
  return path.map((segment) => pythonString(segmentKey(segment))).join(', ')
}
