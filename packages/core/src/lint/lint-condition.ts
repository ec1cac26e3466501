import { describeLeaf } from '../compare/describe-leaf.js'
import { isRuledOut } from '../compare/ruled-out.js'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { evaluator } from '../evaluate/evaluate.js'
import { expandEvent } from '../evaluate/expand-event.js'
import { exampleEvent, type KnownNodes, knownNodes } from '../generate-tests/example-event.js'
import { and, compare, FALSE, not } from '../ir/build.js'
import { childrenOf } from '../ir/child-keys.js'
import { equals } from '../ir/equals.js'
import type { Condition, InNode } from '../ir/node.js'
import { visit } from '../ir/visit.js'
import type { Span } from '../source/span.js'
import { slowRegexes } from './slow-regexes.js'

/** What one question may cost: there are many, and what is not decided is only not reported. */
const CHEAP = { budget: { automatonStates: 20_000 } } as const
/** Questions to the proof for one condition; what is left of a larger one is not looked at. */
const MOST_ASKED = 150
/** Larger conditions are only asked whether they can be true and false at all. */
const MOST_LEAVES = 400
/** Parts in one list that are all asked about together; each question is about all of them. */
const MOST_BESIDE = 40
/** Neighbours that are asked whether one of them alone makes a part redundant. */
const MOST_CAUSES = 40

/**
 * What the logic of a condition shows without any event: never or always true, parts that make no difference, values
 * that others cover, exclusions that remove nothing. Every finding is proven for all events; what cannot be decided is
 * not reported. Regular expressions that may be slow elsewhere are named too.
 */
export function lintCondition(condition: Condition): readonly Diagnostic[] {
  const slow = slowRegexes(condition)
  const whole = wholeFinding(condition)
  if (whole !== undefined) return [whole, ...slow]
  return leavesIn(condition) > MOST_LEAVES ? slow : [...partFindings(condition), ...slow]
}

function wholeFinding(condition: Condition): Diagnostic | undefined {
  const run = evaluator(condition)
  const mayFail = run({}) === false
  if (!mayFail && isRuledOut(not(condition), FALSE, CHEAP)) {
    return diagnostic('logic/always-true', 'Every event fits this condition, so the rule fires on everything.', {
      ...at(condition.span),
      hint: 'Look for an exclusion beside its own opposite, or an or that should be an and.',
      effect: 'none',
    })
  }
  if (hasExample([condition], knownNodes()) || !isRuledOut(condition, FALSE, CHEAP)) return undefined
  const conflict = conflictIn(condition)
  return diagnostic('logic/never-true', 'No event fits this condition, so the rule never fires.', {
    ...at(condition.span),
    ...(conflict === undefined
      ? {}
      : { related: conflict.flatMap((part) => noteAt(part.span, `${phrase(part)}: cannot hold beside the other.`)) }),
    hint: 'Look for a test beside its own opposite, or an and that should be an or.',
    effect: 'none',
  })
}

/** Two parts of the outermost and that cannot both hold. */
function conflictIn(condition: Condition): readonly [Condition, Condition] | undefined {
  if (condition.kind !== 'And') return undefined
  const parts = condition.children.slice(0, 12)
  for (const [i, first] of parts.entries()) {
    for (const second of parts.slice(i + 1)) {
      if (isRuledOut(and([first, second]), FALSE, CHEAP)) return [first, second]
    }
  }
  return undefined
}

/** A part where it stands: what has to hold and to fail around it for it to decide. */
interface Part {
  readonly node: Condition
  readonly parent: Condition
  readonly negated: boolean
  readonly around: readonly Condition[]
}

function partFindings(condition: Condition): readonly Diagnostic[] {
  const findings: Diagnostic[] = []
  const idle = new Set<Condition>()
  const known = knownNodes()
  const notOf = rememberedNot()
  let asked = 0
  // Outermost first; in one list the last first, so that of two alike the second is named.
  const stack: Part[] = partsOf(condition, [], false, idle)
  for (let part = stack.pop(); part !== undefined && asked < MOST_ASKED; part = stack.pop()) {
    const { node, parent, negated } = part
    const beside = childrenOf(parent).filter((child) => child !== node && !idle.has(child))
    if (beside.length === 0) continue
    if (beside.length > MOST_BESIDE) {
      const cause = parent.kind === 'Or' ? coveringOne(node, beside, known) : undefined
      if (cause !== undefined) {
        idle.add(node)
        findings.push(describePart(part, [cause]))
      }
      continue
    }
    const context = [...part.around, ...(parent.kind === 'Or' ? beside.map(notOf) : beside)]
    const decides = [parent.kind === 'Or' ? node : notOf(node), ...context]
    if (!hasExample(decides, known)) {
      asked++
      if (isRuledOut(and(decides), FALSE, CHEAP)) {
        idle.add(node)
        findings.push(describePart(part, beside))
        continue
      }
    }
    if (parent.kind === 'Or' && node.kind === 'In') findings.push(...coveredValues(node, beside))
    stack.push(...partsOf(node, context, negated, idle))
  }
  return findings.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
}

/** The parts directly inside; those without a place of their own in the text are one with what they stand in. */
function partsOf(
  node: Condition,
  around: readonly Condition[],
  negated: boolean,
  idle: ReadonlySet<Condition>,
): Part[] {
  let inner = node
  let isNegated = negated
  while (inner.kind === 'Not') {
    inner = inner.child
    isNegated = !isNegated
  }
  if (inner.kind !== 'And' && inner.kind !== 'Or') return []
  const parent = inner
  return parent.children
    .filter((child) => child.span !== undefined && !sameSpan(child.span, parent.span) && !idle.has(child))
    .map((child) => ({ node: child, parent, negated: isNegated, around }))
}

/** In a long list only single neighbours are asked, and only those that fit an example of it. */
function coveringOne(node: Condition, beside: readonly Condition[], known: KnownNodes): Condition | undefined {
  const example = expandEvent(exampleEvent(node, 0, known))
  return beside.find((other) => known.runOf(other)(example) === true && isRuledOut(node, other, CHEAP))
}

/** One negation of each part, so that what was made of it is found again. */
function rememberedNot(): (node: Condition) => Condition {
  const made = new WeakMap<Condition, Condition>()
  return (node) => {
    const known = made.get(node) ?? not(node)
    made.set(node, known)
    return known
  }
}

/** Mostly an event is found at once on which all parts hold; then nothing has to be proven. */
function hasExample(parts: readonly Condition[], known: KnownNodes): boolean {
  const whole = and(parts)
  return [0, 1, 2].some((turn) => {
    const event = expandEvent(exampleEvent(whole, turn, known))
    return parts.every((part) => known.runOf(part)(event) === true)
  })
}

function describePart({ node, parent, negated }: Part, beside: readonly Condition[]): Diagnostic {
  const isOr = parent.kind === 'Or'
  const cause = beside
    .slice(0, MOST_CAUSES)
    .find((other) => (isOr ? isRuledOut(node, other, CHEAP) : isRuledOut(other, node, CHEAP)))
  const related =
    cause === undefined ? [] : noteAt(cause.span, isOr ? 'This one fits whatever it fits.' : 'This one sees to it.')
  const details = { ...at(node.span), ...(related.length === 0 ? {} : { related }), effect: 'none' as const }
  const isFilter = isOr ? negated : node.kind === 'Not'
  if (cause !== undefined && isOr && fieldOf(node) !== undefined && fieldOf(node) === fieldOf(cause)) {
    const same = equals(node, cause)
    const message = same
      ? `${phrase(node)}: the same test stands here twice.`
      : `${phrase(node)}: covered by ${phrase(cause)}, so it adds nothing.`
    return diagnostic('logic/covered-value', message, {
      ...details,
      hint: 'Remove it; the rule means the same without it.',
    })
  }
  if (isFilter) {
    return diagnostic(
      'logic/idle-filter',
      `${phrase(isOr || node.kind !== 'Not' ? node : node.child)}: this exclusion removes nothing, as no event that passes the rest of the rule fits it alone.`,
      { ...details, hint: 'Check its field and values for a mistake, or remove it.' },
    )
  }
  const why = isOr
    ? 'whatever fits it fits another alternative, or is ruled out elsewhere'
    : 'whatever passes the rest of the rule passes it too'
  return diagnostic('logic/redundant-part', `${phrase(node)}: this part makes no difference, as ${why}.`, {
    ...details,
    hint: 'Check it for a mistake, or remove it; the rule means the same without it.',
  })
}

/** Values of a list that fit what stands beside the list. */
function coveredValues(node: InNode, beside: readonly Condition[]): readonly Diagnostic[] {
  const others = beside.filter((other) => fieldOf(other) === fieldOf(node) && childrenOf(other).length === 0)
  return node.values.flatMap((value) => {
    const cause = others.find((other) => isRuledOut(compare(node.field, 'eq', value), other, CHEAP))
    if (cause === undefined) return []
    return diagnostic(
      'logic/covered-value',
      `The value ${JSON.stringify(value)} is covered by ${phrase(cause)}, so it adds nothing.`,
      {
        ...at(node.span),
        ...(cause.span === undefined ? {} : { related: noteAt(cause.span, 'This one fits whatever it fits.') }),
        hint: 'Remove the value; the rule means the same without it.',
        effect: 'none',
      },
    )
  })
}

/** The leaf, or how many tests a larger part has. */
function phrase(node: Condition): string {
  if (node.kind === 'Not') return `not ${phrase(node.child)}`
  if (childrenOf(node).length === 0) return describeLeaf(node).replace(/ \((?:any letter case|numbers too)[^)]*\)$/, '')
  const leaves = leavesIn(node)
  return leaves === 1 ? 'the test' : `the ${leaves} tests here`
}

function leavesIn(node: Condition): number {
  let leaves = 0
  visit(node, (inner) => {
    if (childrenOf(inner).length === 0) leaves++
  })
  return leaves
}

function fieldOf(node: Condition): string | undefined {
  return 'field' in node ? JSON.stringify(node.field) : undefined
}

function at(span: Span | undefined): { readonly span?: Span } {
  return span === undefined ? {} : { span }
}

function noteAt(span: Span | undefined, message: string): readonly { readonly span: Span; readonly message: string }[] {
  return span === undefined ? [] : [{ span, message }]
}

function sameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a !== undefined && b !== undefined && a.start === b.start && a.end === b.end && a.file === b.file
}
