import {
  type Condition,
  compareConditions,
  emitVerifiedCondition,
  emitVerifiedRule,
  evaluate,
  generateTests,
  lintCondition,
  normalise,
  type Rule,
  ruleOf,
} from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { toPredicate } from '@ruleglot/emitters/javascript'
import { compileMatcher } from '@ruleglot/matcher'
import { parsers } from '@ruleglot/parsers'
import { inspect, translateRule } from 'ruleglot'
import { FOLDERS, SHAPES, TEXTS } from './scaling-shapes.js'

/**
 * Does anything take more than its size? Every operation on rules of a size and of four times the size: the ratio of
 * the processor times is 4 where work is linear, a little more for sorting and for memory, 16 where it is quadratic. Above 8 is
 * marked. Several shapes, for what is slow in one is not in another. Ratios of less than two milliseconds say nothing
 * and are left out. `npm run bench -- scaling`.
 */
const MARKED = 8
const LEAST = 2
/** Milliseconds after which an operation is not run again. */
const MOST = 300

export function benchScaling(wanted: readonly string[] = []): void {
  const chosen = (name: string): boolean => wanted.length === 0 || wanted.some((part) => name.includes(part))
  const marked: string[] = []
  for (const [name, run] of Object.entries(OPERATIONS)) {
    if (!chosen(name)) continue
    const cells: string[] = []
    for (const [shape, { size, make }] of Object.entries(SHAPES)) {
      const cell = ratioOf(size, (n) => run(make(n)))
      if (cell === undefined) continue
      cells.push(`${shape} ${cell.text}`)
      if (cell.ratio > MARKED) marked.push(`${name}, ${shape}: ${cell.text}`)
    }
    console.log(`${name}: ${cells.join(', ')}`)
  }
  for (const [shape, { size, make, read }] of [...Object.entries(TEXTS), ...Object.entries(FOLDERS)]) {
    if (!chosen(shape)) continue
    const cell = ratioOf(size, (n) => {
      const files = make(n)
      return () => read(files)
    })
    if (cell === undefined) continue
    console.log(`${shape}: ${cell.text}`)
    if (cell.ratio > MARKED) marked.push(`${shape}: ${cell.text}`)
  }
  console.log(marked.length === 0 ? 'nothing above 8' : `above 8:\n  ${marked.join('\n  ')}`)
}

interface Cell {
  readonly ratio: number
  readonly text: string
}

/** The shortest of a few runs each; undefined where the operation refuses the shape or is too quick to say. */
function ratioOf(size: number, prepare: (n: number) => (() => unknown) | undefined): Cell | undefined {
  const [small, large] = [prepare(size), prepare(size * 4)]
  if (small === undefined || large === undefined) return undefined
  small()
  const a = shortest(small)
  const b = shortest(large)
  if (b < LEAST) return undefined
  const ratio = b / Math.max(a, 0.05)
  return { ratio, text: `${ratio.toFixed(1)} (${b.toFixed(0)} ms)` }
}

function shortest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  let spent = 0
  for (let round = 0; round < 3 && spent < MOST; round++) {
    const start = process.cpuUsage()
    run()
    const took = process.cpuUsage(start).user / 1000
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

const EVENT = { a: 'nothing like it', b: ['x', 'y'], f1: 'v1', f: { g: 'x' } }

/** The condition with its last literal another. */
function changed(condition: Condition): Condition {
  const text = JSON.stringify(condition)
  const at = text.lastIndexOf('"v')
  return JSON.parse(`${text.slice(0, at)}"w${text.slice(at + 2)}`) as Condition
}
