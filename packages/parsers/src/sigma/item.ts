import {
  ANY_MANY,
  and,
  type Condition,
  canonicalText,
  cidr,
  compare,
  exists,
  isIn,
  type MatchNode,
  match,
  not,
  opaque,
  or,
  type Path,
  type Pattern,
  parseNetwork,
  pathOf,
  regex,
  type Span,
  search,
  shape,
  tidyPattern,
} from '@ruleglot/core'
import { parseRegex } from '../regex/index.js'
import type { YamlNode, YamlScalar } from '../yaml/yaml-node.js'
import { encodeText, MOST_DASHES, windashVariants } from './encode.js'
import { type Modifiers, readModifiers } from './modifiers.js'
import { expandPlaceholders } from './placeholders.js'
import { type Reading, report, spend } from './reading.js'
import { readScalar, type SigmaScalar } from './scalar.js'
import { literalText, readPattern } from './value.js'

/** `field|modifiers: value or list`. An empty field name is a keyword: any value of the event. */
export function lowerItem(key: YamlScalar, value: YamlNode, reading: Reading): Condition | undefined {
  const [field = '', ...names] = key.text.split('|')
  const modifiers = readModifiers(names, key.span, reading)
  if (modifiers === undefined) return undefined
  const values = readValues(value, reading)
  if (values === undefined) return undefined
  if (modifiers.all && values.length < 2) {
    return report(reading, 'sigma/single-all', key.span, '"all" needs a list of several values.', {
      hint: 'Remove "all".',
    })
  }
  if (value.type === 'sequence' && values.some(({ type }) => type === 'null')) {
    return report(reading, 'sigma/null-in-list', value.span, 'Null cannot stand in a list of values.', {
      hint: 'Put it into a selection of its own and combine the two in the condition.',
    })
  }
  const span = { ...key.span, end: Math.max(key.span.end, value.span.end) }
  const path = field === '' ? undefined : pathOf(field)
  const tests: Condition[] = []
  for (const one of values) {
    const test = lowerValue({ path, modifiers, key, reading }, one)
    if (test === undefined) return undefined
    tests.push(test)
  }
  const joined = tests.length === 1 ? (tests[0] as Condition) : modifiers.all ? and(tests, span) : or(tests, span)
  return modifiers.neq ? not(joined, span) : joined
}

/** Values of a keyword list: each is found anywhere in some value of the event. */
export function lowerKeyword(node: YamlNode, reading: Reading): Condition | undefined {
  const value = readScalar(node, reading)
  const modifiers = readModifiers([], node.span, reading)
  if (value === undefined || modifiers === undefined) {
    return report(reading, 'sigma/bad-selection', node.span, 'A list of keywords holds texts only.')
  }
  const key: YamlScalar = { type: 'scalar', text: '', plain: false, span: node.span }
  return lowerValue({ path: undefined, modifiers, key, reading }, value)
}

interface ItemReading {
  /** Undefined for keywords. */
  readonly path: Path | undefined
  readonly modifiers: Modifiers
  readonly key: YamlScalar
  readonly reading: Reading
}

function readValues(node: YamlNode, reading: Reading): readonly SigmaScalar[] | undefined {
  const nodes = node.type === 'sequence' ? node.items : [node]
  if (nodes.length === 0) {
    return report(reading, 'sigma/empty-selection', node.span, 'The list has no values.', {
      hint: 'Write null if a field without a value is meant.',
    })
  }
  const values: SigmaScalar[] = []
  for (const one of nodes) {
    if (!spend(reading, one.span)) return undefined
    const value = readScalar(one, reading)
    if (value === undefined) {
      return report(reading, 'sigma/bad-item', one.span, 'A value must be a text, a number, true, false or null.')
    }
    values.push(value)
  }
  return values
}

type LowerValue = (item: ItemReading, value: SigmaScalar) => Condition | undefined

const LOWER: Readonly<Record<Modifiers['kind'], LowerValue>> = {
  text: lowerText,
  regex: lowerRegex,
  network: lowerNetwork,
  exists: lowerExists,
  field: lowerFieldReference,
  order: lowerOrder,
  timePart: lowerTimePart,
}

const lowerValue: LowerValue = (item, value) => LOWER[item.modifiers.kind](item, value)

const misfit = ({ reading }: ItemReading, value: SigmaScalar, message: string, hint?: string): undefined =>
  report(reading, 'sigma/bad-item', value.span, message, hint === undefined ? {} : { hint })

function lowerText(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path, modifiers } = item
  const bare = modifiers.place === 'whole' && modifiers.encodings.length === 0 && !modifiers.windash
  if (value.type === 'null') {
    if (path !== undefined && bare && !modifiers.cased) return not(exists(path, value.span), value.span)
    return misfit(item, value, 'Null has no text that this modifier could change.', 'Remove the modifier.')
  }
  if (value.type === 'number') {
    if (modifiers.windash || modifiers.encodings.length > 0) {
      return misfit(item, value, 'This modifier needs a text, not a number.', `Write '${value.text}' in quotes.`)
    }
    return lowerNumber(item, value)
  }
  const text = value.type === 'boolean' ? String(value.value) : value.text
  const texts = modifiers.expand ? withValues(item, text, value) : [text]
  if (texts === undefined) return undefined
  if ('kind' in texts) return texts
  const tests: Condition[] = []
  for (const one of texts) {
    const patterns = variantsOf(item, one, value)
    if (patterns === undefined) return undefined
    for (const pattern of patterns) tests.push(placed(item, pattern, value.span))
  }
  return tests.length === 1 ? tests[0] : or(tests, value.span)
}

/** The texts for a value with placeholders. One that nobody knows makes the test one that nobody can decide. */
function withValues(
  { path, key, reading }: ItemReading,
  text: string,
  { span }: SigmaScalar,
): readonly string[] | Condition | undefined {
  const expanded = expandPlaceholders(text, reading.placeholders)
  if ('texts' in expanded) {
    reading.expanded = true
    return expanded.texts
  }
  if ('tooMany' in expanded) {
    return report(reading, 'limit/nodes', span, 'The placeholders of this value stand for too many texts.')
  }
  report(
    reading,
    'sigma/placeholder',
    span,
    `The values of the placeholder %${expanded.missing}% are not known here.`,
    {
      hint: 'Give them with the option placeholders, or write them into the rule; Sigma forbids to guess.',
      effect: 'unknown',
    },
  )
  return asWritten(key, text, path, span)
}

/** A test that is kept as it stands. `all` and `neq` are around it already. */
function asWritten(key: YamlScalar, text: string, path: Path | undefined, span: Span): Condition {
  const names = key.text.split('|').filter((name, i) => i === 0 || (name !== 'all' && name !== 'neq'))
  return opaque('sigma', `${names.join('|')}: ${text}`, path === undefined ? [] : [path], span)
}

/** A number is compared by its text; written in another way than events write it (1.50), also by its value. */
function lowerNumber(item: ItemReading, value: SigmaScalar & { type: 'number' }): Condition {
  const test = placed(item, [value.text], value.span)
  if (item.path === undefined || item.modifiers.place !== 'whole' || canonicalText(value.value) === value.text)
    return test
  return or([test, isIn(item.path, [value.value], value.span)], value.span)
}

function variantsOf(item: ItemReading, text: string, value: SigmaScalar): readonly Pattern[] | undefined {
  const { modifiers } = item
  const spelled = modifiers.windash ? windashVariants(text) : [text]
  if (spelled === undefined) {
    return misfit(item, value, `More than ${MOST_DASHES} dashes have too many spellings to be written out.`)
  }
  if (modifiers.encodings.length === 0) return spelled.map(readPattern)
  const encoded: Pattern[] = []
  for (const one of spelled) {
    const literal = literalText(one)
    if (literal === undefined) {
      return misfit(
        item,
        value,
        'A wildcard cannot be encoded.',
        'Escape it with a backslash if the character is meant.',
      )
    }
    encoded.push(...encodeText(literal, modifiers.encodings).map((text): Pattern => [text]))
  }
  return encoded
}

/** The pattern where the modifiers put it. The added wildcards are tokens: no backslash before them escapes them. */
function placed({ path, modifiers }: ItemReading, pattern: Pattern, span: Span): Condition {
  const before = modifiers.place === 'contains' || modifiers.place === 'endswith'
  const behind = modifiers.place === 'contains' || modifiers.place === 'startswith'
  const options = { ignoreCase: !modifiers.cased, on: 'scalar', span } as const
  if (path === undefined) {
    const anywhere = modifiers.place === 'whole' || modifiers.place === 'contains'
    const [open, close] = anywhere ? [true, true] : [before, behind]
    return search(match([], wrapped(pattern, open, close), options), [], span)
  }
  const whole = wrapped(pattern, before, behind)
  return isLoneStar(whole) ? exists(path, span) : match(path, whole, options)
}

function wrapped(pattern: Pattern, before: boolean, behind: boolean): Pattern {
  return tidyPattern([...(before ? [ANY_MANY] : []), ...pattern, ...(behind ? [ANY_MANY] : [])])
}

function isLoneStar(pattern: MatchNode['pattern']): boolean {
  const [only] = pattern
  return pattern.length === 1 && typeof only === 'object' && only.wildcard === 'many'
}

function lowerRegex(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path, modifiers, reading, key } = item
  if (value.type === 'null' || value.type === 'boolean') return misfit(item, value, '"re" needs an expression.')
  const { text, span } = value
  const parsed = parseRegex(text, 'sigma', modifiers.flags, 'search')
  if (!parsed.ok) {
    const { problem } = parsed
    if (problem.kind === 'syntax') {
      return report(reading, 'sigma/bad-regex', span, `The regular expression is wrong: ${problem.message}`, {
        data: { start: problem.start, end: problem.end },
      })
    }
    report(reading, 'sigma/regex-unsupported', span, `${problem.message} The test is kept as Sigma text.`, {
      hint: 'Rewrite the expression without it, or with several selections.',
      effect: 'unknown',
    })
    return asWritten(key, text, path, span)
  }
  const plainFlags = !modifiers.flags.multiline && !modifiers.flags.dotAll
  const test = regex(path ?? [], parsed.tree, {
    ignoreCase: parsed.ignoreCase,
    on: 'scalar',
    span,
    ...(plainFlags ? { source: { dialect: 'sigma', text } } : {}),
  })
  return path === undefined ? search(test, [], span) : test
}

function lowerNetwork(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path, reading } = item
  if (path === undefined) return misfit(item, value, '"cidr" needs a field.')
  if (value.type !== 'text') return misfit(item, value, '"cidr" needs a network such as 10.0.0.0/8.')
  const { text, span } = value
  const network = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`
  if (parseNetwork(network) === undefined) {
    return report(reading, 'sigma/bad-network', span, `${text} is no network.`, { hint: 'Write it as 10.0.0.0/8.' })
  }
  return cidr(path, network, span)
}

function lowerExists(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path } = item
  if (path === undefined) return misfit(item, value, '"exists" needs a field.')
  if (value.type !== 'boolean') return misfit(item, value, '"exists" needs true or false, without quotes.')
  const missing = shape(path, ['missing'], value.span)
  return value.value ? not(missing, value.span) : missing
}

function lowerFieldReference(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path, modifiers } = item
  if (path === undefined || value.type !== 'text' || value.text === '') {
    return misfit(item, value, '"fieldref" compares a field with the field it names.')
  }
  const name = literalText(value.text)
  if (name === undefined) return misfit(item, value, '"fieldref" names one field, without wildcards.')
  if (modifiers.place !== 'whole') {
    const words = { hint: 'Not every tool takes it.', effect: 'none' } as const
    report(
      item.reading,
      'sigma/dialect',
      item.key.span,
      `"${modifiers.place}" with "fieldref" is not in the specification.`,
      words,
    )
  }
  const operators = { whole: 'eq', contains: 'contains', startswith: 'startsWith', endswith: 'endsWith' } as const
  return {
    kind: 'CompareFields',
    left: path,
    op: operators[modifiers.place],
    right: pathOf(name),
    ignoreCase: !modifiers.cased,
    on: 'scalar',
    span: value.span,
  }
}

function lowerOrder(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path, modifiers } = item
  if (path === undefined) return misfit(item, value, 'A comparison needs a field.')
  if (value.type !== 'number') return misfit(item, value, 'A comparison needs a number, without quotes.')
  return compare(path, modifiers.order, value.value, { domain: 'numeric', span: value.span })
}

function lowerTimePart(item: ItemReading, value: SigmaScalar): Condition | undefined {
  const { path, modifiers } = item
  if (path === undefined) return misfit(item, value, 'A part of a time needs a field.')
  if (value.type !== 'number') return misfit(item, value, 'A part of a time is a number.')
  return compare({ call: 'timestampPart', args: [path, { literal: modifiers.timePart }] }, 'eq', value.value, {
    span: value.span,
  })
}
