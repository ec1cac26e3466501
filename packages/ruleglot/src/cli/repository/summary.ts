import { markdownText, type Verdict } from '@ruleglot/core'
import { type Cause, causesOf } from './causes.js'
import { isExact, type Outcome } from './outcome.js'
import type { RepositoryPlan } from './plan-repository.js'

/** A conversion in numbers. */
export interface Summary {
  readonly sources: number
  /** Sources of which no rule could be read. */
  readonly unread: number
  /** Documents of another kind than a rule. */
  readonly passedOver: number
  readonly targets: readonly TargetSummary[]
  readonly causes: readonly Cause[]
  readonly files: Readonly<Record<'create' | 'update' | 'same' | 'edited', number>>
  /** Rules of the lock whose source is gone: `target path`. */
  readonly orphans: readonly string[]
}

export interface TargetSummary {
  readonly target: string
  readonly verdicts: Readonly<Record<Verdict | 'refused', number>>
  /** Rules whose condition is exact and whose trigger or severity is not. */
  readonly approximate: number
}

export function summaryOf(outcomes: readonly Outcome[], sources: number, plan: RepositoryPlan | undefined): Summary {
  const targets = [...new Set(outcomes.flatMap(({ to }) => (to === undefined ? [] : [to as string])))]
  const files = { create: 0, update: 0, same: 0, edited: 0 }
  for (const { action } of plan?.files ?? []) files[action]++
  return {
    sources,
    unread: outcomes.filter(({ to, passedOver }) => to === undefined && passedOver === undefined).length,
    passedOver: outcomes.filter(({ passedOver }) => passedOver === true).length,
    targets: targets.map((target) => targetSummary(target, outcomes)),
    causes: causesOf(outcomes),
    files,
    orphans: (plan?.orphans ?? []).map(({ target, source }) => `${target} ${source.path}`),
  }
}

function targetSummary(target: string, outcomes: readonly Outcome[]): TargetSummary {
  const verdicts = { exact: 0, wider: 0, narrower: 0, different: 0, unproven: 0, refused: 0 }
  let approximate = 0
  for (const { to, translation } of outcomes) {
    if (to !== target) continue
    verdicts[translation?.verdict ?? 'refused']++
    if (translation?.verdict === 'exact' && !isExact(translation)) approximate++
  }
  return { target, verdicts, approximate }
}

const COLUMNS = ['exact', 'wider', 'narrower', 'different', 'unproven', 'refused'] as const

/** Causes that a terminal shows; the JSON report has all. */
const MOST_CAUSES = 12

/** For a terminal, with a line break at the end. */
export function summaryText(summary: Summary): string {
  const width = Math.max(6, ...summary.targets.map(({ target }) => target.length))
  const lines = [
    `${count(summary.sources, 'source')}${summary.unread === 0 ? '' : `, ${summary.unread} not read`}${summary.passedOver === 0 ? '' : `, ${summary.passedOver} without a rule`}`,
    ...(summary.targets.length === 0
      ? []
      : [`${'target'.padEnd(width)}  ${COLUMNS.map((name) => name.padStart(10)).join('')}`]),
    ...summary.targets.map(
      ({ target, verdicts }) =>
        `${target.padEnd(width)}  ${COLUMNS.map((name) => String(verdicts[name]).padStart(10)).join('')}`,
    ),
  ]
  const approximate = summary.targets.reduce((sum, target) => sum + target.approximate, 0)
  if (approximate > 0) lines.push(`${approximate} of the exact ones count or rank otherwise than their source.`)
  const causes = overTargets(summary.causes)
  if (causes.length > 0) {
    lines.push('', 'Refused, by cause (rules stopped, rules that this alone stops):')
    let said: string | undefined
    for (const { rules, unlocks, target, title, example, hint } of causes.slice(0, MOST_CAUSES)) {
      lines.push(`${String(rules).padStart(6)}${String(unlocks).padStart(6)}  ${target}: ${title}`)
      lines.push(`              for example: ${example}`)
      if (hint !== undefined && hint !== said) lines.push(`              help: ${hint}`)
      said = hint
    }
    if (causes.length > MOST_CAUSES) lines.push(`        and ${causes.length - MOST_CAUSES} more causes`)
  }
  return `${lines.join('\n')}\n`
}

/** What stops as many rules on several targets is told once. */
function overTargets(causes: readonly Cause[]): readonly Cause[] {
  const told = new Map<string, Cause>()
  for (const cause of causes) {
    const key = JSON.stringify([cause.code, cause.title, cause.rules, cause.unlocks])
    const known = told.get(key)
    told.set(key, known === undefined ? cause : { ...known, target: `${known.target}, ${cause.target}` })
  }
  return [...told.values()]
}

/** For a pull request or a job summary. */
export function summaryMarkdown(summary: Summary): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  const lines = [
    '## Rules converted',
    '',
    `${count(summary.sources, 'source')}${summary.unread === 0 ? '' : `, ${summary.unread} not read`}; ${count(summary.files.create, 'file')} new, ${summary.files.update} changed, ${summary.files.same} as before, ${summary.files.edited} edited by hand.`,
    '',
    row(['target', ...COLUMNS]),
    row(['---', ...COLUMNS.map(() => '---:')]),
    ...summary.targets.map(({ target, verdicts }) => row([target, ...COLUMNS.map((name) => verdicts[name])])),
  ]
  if (summary.causes.length > 0) {
    lines.push(
      '',
      '### Refused, by cause',
      '',
      row(['rules', 'stopped by it alone', 'target', 'cause', 'for example']),
      row(['---:', '---:', '---', '---', '---']),
    )
    for (const { rules, unlocks, target, code, title, example } of summary.causes) {
      lines.push(row([rules, unlocks, target, `${markdownText(title)} (\`${code}\`)`, markdownText(example)]))
    }
  }
  if (summary.orphans.length > 0)
    lines.push('', '### Outputs without a source', '', ...summary.orphans.map((name) => `- ${markdownText(name)}`))
  return `${lines.join('\n')}\n`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
