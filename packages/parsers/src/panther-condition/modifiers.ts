import { type Domain, type Field, isPath, type ReadAs, type ValueFunction } from '@ruleglot/core'
import { type Findings, nearest, report } from './problems.js'
import type { PredicateSyntax } from './syntax.js'
import { MODIFIER_WORDS, type ModifierWord, type Test, VALUE_WORDS } from './words.js'

/** What stands behind the bars of a predicate. */
export type Modifiers = ReadonlySet<ModifierWord>

/** The modifiers of a predicate; undefined after a diagnostic: one that means nothing is never ignored. */
export function readModifiers(syntax: PredicateSyntax, findings: Findings): Modifiers | undefined {
  const word = syntax.operator.image.toLowerCase()
  const test =
    syntax.operand === undefined ? 'unary' : syntax.operand.type === 'range' ? 'between' : VALUE_WORDS[word]?.test
  const allowed = ALLOWED[test ?? 'eq']
  const found = new Set<ModifierWord>()
  let wrong = false
  for (const token of syntax.modifiers) {
    const name = token.image.toLowerCase() as ModifierWord
    if (allowed.includes(name)) found.add(name)
    else {
      wrong = true
      const known = (MODIFIER_WORDS as readonly string[]).includes(name)
      const guess = known ? undefined : nearest(name, allowed)
      const message = known ? `"|${name}" means nothing after "${word}".` : `"|${name}" is not a modifier.`
      const hint = guess === undefined ? hintFor(allowed, word) : `Did you mean |${guess}?`
      report(findings, 'condition/modifier', token, message, { hint })
    }
  }
  return wrong ? undefined : found
}

function hintFor(allowed: readonly ModifierWord[], word: string): string {
  if (allowed.length === 0) return 'Leave it out.'
  return `After "${word}" there can be ${[...new Set(allowed)].map((name) => `|${name}`).join(', ')}.`
}

const DOMAINS = ['number', 'text', 'numeric', 'instant', 'ip'] as const satisfies readonly Domain[]

export function domainOf(modifiers: Modifiers): Domain | undefined {
  return DOMAINS.find((domain) => modifiers.has(domain))
}

export function readAs(modifiers: Modifiers): { readonly ignoreCase: boolean; readonly on: ReadAs } {
  return { ignoreCase: modifiers.has('i'), on: modifiers.has('scalar') ? 'scalar' : 'string' }
}

const COMPUTED: readonly (readonly [ModifierWord, ValueFunction])[] = [
  ['lower', 'lower'],
  ['upper', 'upper'],
  ['trim', 'trim'],
  ['len', 'length'],
]

/** The value that |lower, |upper, |trim and |len speak of, in that order; undefined for a pattern of fields. */
export function computed(field: Field, modifiers: Modifiers): Field | undefined {
  let result = field
  for (const modifier of modifiers) {
    const call = COMPUTED.find(([name]) => name === modifier)?.[1]
    if (call === undefined) continue
    if (!isPath(result) && 'pattern' in result) return undefined
    result = { call, args: [result] }
  }
  return result
}

const COMPUTING: readonly ModifierWord[] = COMPUTED.map(([name]) => name)
const READING: readonly ModifierWord[] = ['i', 'cs', 'scalar', ...COMPUTING]
const COMPARING: readonly ModifierWord[] = [...DOMAINS, ...COMPUTING]
const LISTING: readonly ModifierWord[] = ['any', 'all']
const TEXT: readonly ModifierWord[] = [...READING, ...LISTING]

/** Modifiers that mean something to a test; others are an error, never ignored. */
const ALLOWED: { readonly [T in Test | 'unary' | 'between']: readonly ModifierWord[] } = {
  eq: [...TEXT, ...COMPARING],
  contains: TEXT,
  startsWith: TEXT,
  endsWith: TEXT,
  like: TEXT,
  match: ['any', 'all', 'wildcard', ...COMPUTING],
  regex: [...TEXT, 're_i', 're_m', 're_s', 'match_start', 'full'],
  gt: [...COMPARING, ...LISTING],
  ge: [...COMPARING, ...LISTING],
  lt: [...COMPARING, ...LISTING],
  le: [...COMPARING, ...LISTING],
  cidr: [...LISTING, ...COMPUTING],
  shape: [],
  differs: [...READING, ...DOMAINS],
  unary: COMPUTING,
  between: DOMAINS,
}
