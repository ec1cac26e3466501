import { foldCodePoint } from '../evaluate/fold-text.js'
import { type Part, regexProgram } from '../evaluate/regex-program.js'
import { type RegexStates, regexStepper } from '../evaluate/regex-test.js'
import type { RegexAssertion, RegexTree } from '../ir/regex.js'
import { type Automaton, automatonOf } from './automaton.js'
import { unfoldedCuts } from './fold-cuts.js'

/**
 * The texts that a regex tree matches whole. A state is a set of partial derivatives, with the kind of the code point
 * read last where assertions look back at it.
 */
export function regexAutomaton(tree: RegexTree, ignoreCase: boolean): Automaton {
  const program = regexProgram(tree, ignoreCase)
  const stepper = regexStepper(program)
  const { ranges, assertions } = contentOf(program)
  const looksBack = assertions.size > 0
  const own = ranges.flatMap(([from, to]) => [from, to + 1])
  const folded = looksBack ? [...own, ...ASSERTED] : own
  const cuts = [...new Set(ignoreCase ? unfoldedCuts(folded) : folded)].sort((a, b) => a - b)
  const numbers = new Map<object, number>()
  const numberOf = (state: object): number => {
    const number = numbers.get(state) ?? numbers.size
    numbers.set(state, number)
    return number
  }
  return automatonOf<State>({
    start: { states: stepper.start, before: undefined },
    keyOf: ({ states, before }) => `${[...states].map(numberOf).sort((a, b) => a - b)} ${before}`,
    step: ({ states, before }, raw) => {
      const point = ignoreCase ? foldCodePoint(raw) : raw
      return { states: stepper.step(states, before, point), before: looksBack ? kindOf(point) : undefined }
    },
    accepts: ({ states, before }) => stepper.accepts(states, before),
    fate: ({ states }) => (states.size === 0 ? 'never' : undefined),
    cuts: ({ states }) => (states.size === 0 ? [] : cuts),
    // Counted loops can pile up thousands of derivatives, each of which moves at each step.
    effort: ({ states }) => states.size,
  })
}

interface State {
  readonly states: RegexStates
  /** A code point that assertions take for the one read last. */
  readonly before: number | undefined
}

const LINE_FEED = 10
/** Where word characters and line feeds begin and end. */
const ASSERTED = [LINE_FEED, LINE_FEED + 1, 0x30, 0x3a, 0x41, 0x5b, 0x5f, 0x60, 0x61, 0x7b]

/** One code point for all that assertions cannot tell from each other. */
function kindOf(point: number): number {
  if (point === LINE_FEED) return point
  return point < 0x80 && /\w/.test(String.fromCharCode(point)) ? 0x61 : 0x20
}

function contentOf(program: Part): {
  readonly ranges: readonly (readonly [number, number])[]
  readonly assertions: ReadonlySet<RegexAssertion>
} {
  const ranges: (readonly [number, number])[] = []
  const assertions = new Set<RegexAssertion>()
  const stack: Part[] = [program]
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part.type === 'point') for (const range of part.ranges) ranges.push(range)
    else if (part.type === 'assert') assertions.add(part.at)
    else if (part.type === 'repeat') stack.push(part.part)
    else for (const inner of part.type === 'concat' ? part.parts : part.options) stack.push(inner)
  }
  return { ranges, assertions }
}
