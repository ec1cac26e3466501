import {
  and,
  type Condition,
  compare,
  compareConditions,
  type Diagnostic,
  diagnostic,
  diagnosticsToMarkdown,
  diagnosticsToSarif,
  emitVerifiedCondition,
  emitVerifiedRule,
  evaluate,
  findRelated,
  generateTests,
  lintCondition,
  match,
  normalise,
  type Rule,
  readCondition,
  renderDiagnostics,
  ruleOf,
  sampleEvents,
} from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { toPredicate } from '@ruleglot/emitters/javascript'
import { compileMatcher } from '@ruleglot/matcher'
import { parsers } from '@ruleglot/parsers'
import { compareRules, emitModule, fields, inspect, parsePack, translateRule } from 'ruleglot'
import type { HeldRule } from '../packages/ruleglot/src/cli/held-rule.js'
import { causesOf } from '../packages/ruleglot/src/cli/repository/causes.js'
import { NO_LOCK } from '../packages/ruleglot/src/cli/repository/lock-file.js'
import type { Outcome } from '../packages/ruleglot/src/cli/repository/outcome.js'
import { planRepository } from '../packages/ruleglot/src/cli/repository/plan-repository.js'
import { summaryOf } from '../packages/ruleglot/src/cli/repository/summary.js'
import { ruleChanges } from '../packages/ruleglot/src/cli/rule-changes.js'
import { FOLDERS, GUESSES, SHAPES, TEXTS } from './scaling-shapes.js'

/**
 * Does anything take more than its size? Every operation on rules of a size, of twice and of four times the size: how
 * the processor time grows each time the size doubles. 2 is linear, a little more is sorting and memory, 4 is quadratic;
 * both steps above 3 are marked. Several shapes, for what is slow in one is not in another. Where even the largest takes
 * less than four milliseconds the figures say nothing and are left out. `npm run bench -- scaling`; words after it, or
 * in RULEGLOT_SCALING, choose operations by name.
 */
const MARKED = 3
const LEAST = 4
/** Milliseconds after which an operation is not run again. */
const MOST = 150

export function benchScaling(wanted: readonly string[] = wantedWords()): void {
  const chosen = (name: string): boolean => wanted.length === 0 || wanted.some((part) => name.includes(part))
  const marked: string[] = []
  const print = (name: string, cells: readonly (readonly [shape: string, cell: Cell | undefined])[]): void => {
    const told = cells.flatMap(([shape, cell]) => (cell === undefined ? [] : [{ shape, ...cell }]))
    if (told.length === 0) return
    console.log(`${name}: ${told.map(({ shape, text }) => `${shape} ${text}`.trim()).join(', ')}`)
    for (const { shape, text, isMarked } of told) if (isMarked) marked.push(`${name} ${shape}: ${text}`)
  }
  for (const [name, run] of Object.entries(OPERATIONS)) {
    if (!chosen(name)) continue
    print(
      name,
      Object.entries(SHAPES).map(([shape, { size, make }]) => [shape, growth(size, (n) => run(make(n)))]),
    )
  }
  for (const [name, { size, make, read }] of Object.entries({ ...TEXTS, ...FOLDERS, ...GUESSES })) {
    if (!chosen(name)) continue
    const prepare = (n: number) => {
      const files = make(n)
      return () => read(files)
    }
    print(name, [['', growth(size, prepare)]])
  }
  for (const [name, { size, prepare }] of Object.entries(SETS)) {
    if (chosen(name)) print(name, [['', growth(size, prepare)]])
  }
  console.log(
    marked.length === 0 ? 'nothing grows faster than its size' : `faster than their size:\n  ${marked.join('\n  ')}`,
  )
}

function wantedWords(): readonly string[] {
  const words = process.env['RULEGLOT_SCALING']
  return words === undefined ? [] : words.split(',')
}

interface Cell {
  readonly text: string
  readonly isMarked: boolean
}

/** The shortest of a few runs each; undefined where the operation refuses the shape or is too quick to say. */
function growth(size: number, prepare: (n: number) => (() => unknown) | undefined): Cell | undefined {
  const runs = [1, 2, 4].map((times) => prepare(size * times))
  runs[0]?.()
  const [a, b, c] = runs.map((run) => (run === undefined ? undefined : shortest(run)))
  if (a === undefined || b === undefined || c === undefined || c < LEAST) return undefined
  const [first, second] = [b / Math.max(a, 0.05), c / Math.max(b, 0.05)]
  const isMarked = second > MARKED && first * second > MARKED ** 2
  return { isMarked, text: `${first.toFixed(1)} ${second.toFixed(1)} (${c.toFixed(0)} ms)` }
}

/** Processor time of all threads: the collector of garbage counts. */
function shortest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  let spent = 0
  for (let round = 0; round < 3 && spent < MOST; round++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    const took = (user + system) / 1000
    spent += took
    best = Math.min(best, took)
  }
  return best
}

type Operation = (condition: Condition) => (() => unknown) | undefined

const OPERATIONS: Readonly<Record<string, Operation>> = {
  normalise: (condition) => () => normalise(condition),
  evaluate: (condition) => () => evaluate(condition, EVENT),
  closures: (condition) => () => toPredicate(condition)(EVENT),
  matcher: (condition) => () => compileMatcher([{ id: 'r', condition }]).match(EVENT),
  'compare with one change': (condition) => {
    const other = changed(condition)
    return () => compareConditions(condition, other)
  },
  lint: (condition) => () => lintCondition(condition),
  'condition document': (condition) => {
    const text = JSON.stringify(condition)
    return () => readCondition(JSON.parse(text))
  },
  'events around it': (condition) => () => sampleEvents([condition], { limit: 20 }),
  fields: (condition) => () => fields(ruleOf('kql', condition), { to: ['panther', 'sigma'] }),
  'compare with itself as a rule': (condition) => () =>
    compareRules(ruleOf('kql', condition), ruleOf('eql', condition)),
  'generated tests': (condition) => () => generateTests(condition),
  inspect: (condition) => () => inspect(ruleOf('kql', condition)),
  ...Object.fromEntries(
    emitters.flatMap((emitter) => {
      const parser = parsers.find(({ id }) => id === emitter.id)
      const options = emitter.id === 'sigma' ? { case: 'exact' as const } : {}
      const one: Record<string, Operation> = {}
      if (emitter.emitCondition !== undefined) {
        one[`emit ${emitter.id}`] = (condition) =>
          emitter.emitCondition?.(condition, options).ok === true
            ? () => emitter.emitCondition?.(condition, options)
            : undefined
        one[`parse ${emitter.id}`] = (condition) => {
          const text = emitter.emitCondition?.(condition, options)
          if (text?.ok !== true || parser?.parseCondition === undefined) return undefined
          const written = text.value.text
          return () => parser.parseCondition?.(written, {})
        }
        one[`translate to ${emitter.id} with verdict`] = (condition) =>
          emitter.emitCondition?.(condition, options).ok === true && parser !== undefined
            ? () => emitVerifiedCondition(condition, { emitter, reader: parser }, options)
            : undefined
      } else if (parser !== undefined) {
        one[`rule of ${emitter.id} with verdict`] = (condition) => {
          const rule: Rule = { ...ruleOf('kql', condition), id: 'r', title: 't', logSource: { logTypes: ['A.B'] } }
          return emitVerifiedRule(rule, { emitter, reader: parser }).ok
            ? () => emitVerifiedRule(rule, { emitter, reader: parser })
            : undefined
        }
      }
      return Object.entries(one)
    }),
  ),
  'translate to panther with a pack': (condition) => {
    const rule: Rule = { ...ruleOf('elastic', condition), id: 'r', title: 't', logSource: { integration: ['okta'] } }
    return () => translateRule(rule, { to: 'panther', unmapped: 'keep' })
  },
}

/** Operations on many small rules at a time. */
const SETS: Readonly<Record<string, { readonly size: number; readonly prepare: (n: number) => () => unknown }>> = {
  'matcher of many rules': {
    size: 500,
    prepare: (n) => {
      const rules = smallRules(n)
      return () => compileMatcher(rules.map(({ condition }, i) => ({ id: String(i), condition }))).match(EVENT)
    },
  },
  'module of many rules': {
    size: 50,
    prepare: (n) => {
      const rules = smallRules(n)
      return () => emitModule('javascript', rules)
    },
  },
  'related rules': {
    size: 250,
    prepare: (n) => {
      const rules = smallRules(n)
      return () => findRelated(rules)
    },
  },
  'inspect beside many rules': {
    size: 500,
    prepare: (n) => {
      const [rule, ...corpus] = smallRules(n + 1) as [Rule, ...Rule[]]
      return () => inspect(rule, { corpus })
    },
  },
  'diff of two sets': {
    size: 250,
    prepare: (n) => {
      const [before, after] = [0, 1].map((by) =>
        smallRules(n, by).map((rule, i) => ({ ...source(i), rule, hash: `${by}`, whole: () => rule })),
      )
      return () => ruleChanges(before as HeldRule[], after as HeldRule[])
    },
  },
  'repository and its lock': {
    size: 500,
    prepare: (n) => {
      const outcomes = smallRules(n).map((rule, i): Outcome => {
        const emitted = translateRule(rule, { to: 'kql', mapping: 'none' })
        if (!emitted.ok) throw new Error('a rule of the bench is not written')
        const file = { language: 'kql', id: String(i), path: `r${i}.kql`, hash: '' }
        const identity = { target: 'kql', source: file }
        return { ...source(i), from: 'kql', to: 'kql', rule, identity, translation: emitted.value, diagnostics: [] }
      })
      return () => {
        const plan = planRepository(outcomes, 'no-such-folder', NO_LOCK, { isWhole: true, severalTargets: false })
        summaryOf(outcomes, n, plan)
        return causesOf(outcomes)
      }
    },
  },
  'mapping pack': { size: 1000, prepare: (n) => () => parsePack(packText(n), 'p.yaml') },
  'mapping pack full of mistakes': { size: 500, prepare: (n) => () => parsePack(packText(n, 'nowhere: x'), 'p.yaml') },
  'findings as text': { size: 2000, prepare: (n) => reporting(n, renderDiagnostics) },
  'findings as Markdown': { size: 2000, prepare: (n) => reporting(n, diagnosticsToMarkdown) },
  'findings as SARIF': { size: 2000, prepare: (n) => reporting(n, diagnosticsToSarif) },
}

function smallRules(n: number, by = 0): readonly Rule[] {
  return Array.from({ length: n }, (_, i) => {
    const contains = match(
      ['a'],
      [{ wildcard: 'many' }, `word${i * 7 + (i % 10 === 0 ? by : 0)}`, { wildcard: 'many' }],
    )
    const condition = and([compare(['b'], 'eq', `v${i % 50}`), contains])
    return { ...ruleOf('kql', condition), id: `r${i}`, title: `t${i}` }
  })
}

function source(i: number) {
  const own = { name: `r${i}.kql`, folder: '', stem: `r${i}`, files: { [`r${i}.kql`]: `text ${i}` } }
  return { source: own, language: 'kql' as const }
}

function packText(n: number, more = ''): string {
  const rows = Array.from({ length: n }, (_, i) => `  - { path: f${i}, names: { elastic: g${i} }, ${more} }`)
  return `id: p\nevidence: [e]\nplatforms:\n  elastic: {}\nfields:\n${rows.join('\n')}\n`
}

function reporting(
  n: number,
  report: (found: readonly Diagnostic[], files: Readonly<Record<string, string>>) => unknown,
): () => unknown {
  const text = 'a line of text\n'.repeat(n)
  const found = Array.from({ length: n }, (_, i) =>
    diagnostic('rule/none', `finding ${i}`, { span: { start: i * 15, end: i * 15 + 6, file: 'f' } }),
  )
  return () => report(found, { f: text })
}

const EVENT = { a: 'nothing like it', b: ['x', 'y'], f1: 'v1', f: { g: 'x' } }

/** The condition with its last literal another. */
function changed(condition: Condition): Condition {
  const text = JSON.stringify(condition)
  const at = text.lastIndexOf('"v')
  return JSON.parse(`${text.slice(0, at)}"w${text.slice(at + 2)}`) as Condition
}
