import {
  ANY_MANY,
  type CompareFieldsNode,
  type Condition,
  FALSE,
  or,
  type Path,
  type Pattern,
  type Span,
} from '@ruleglot/core'
import { elasticsearchAddress, elasticsearchNetwork, type IpTest } from '@ruleglot/core/dialect'
import type { EqlCall, EqlExpression } from './ast.js'
import { eqlPattern } from './eql-pattern.js'
import { lowerPattern, lowerScriptText, noteLowerCasing } from './lower-text.js'
import { readIp } from './lower-value.js'
import { isAnalysed, kept, type NamedField, namedField, type Reading, refused, spanAt } from './reading.js'

/** Functions that are conditions. What they are called with decides whether their meaning is read. */
export function lowerCall(reading: Reading, call: EqlCall): Condition {
  const lower = Object.hasOwn(CONDITIONS, call.name) ? CONDITIONS[call.name] : undefined
  return lower?.(reading, call) ?? kept(reading, call, `${call.name} of these arguments has no words in a condition.`)
}

/** Whether the function says true or false. */
export function isCondition({ name }: EqlCall): boolean {
  return Object.hasOwn(CONDITIONS, name)
}

/** A field, or the text of one: what the text functions can be asked about. */
export function textOperand(reading: Reading, part: EqlExpression | undefined): NamedField | undefined {
  if (part?.type === 'field' && !part.indexed) return namedField(reading, part)
  if (part?.type !== 'call' || part.name !== 'string' || part.args.length !== 1) return undefined
  const [inner] = part.args
  return inner?.type === 'field' && !inner.indexed ? namedField(reading, inner, true) : undefined
}

type Lower = (reading: Reading, call: EqlCall) => Condition | undefined

const CONDITIONS: Readonly<Record<string, Lower>> = {
  startswith: textFunction('startsWith', (text) => [text, ANY_MANY]),
  endswith: textFunction('endsWith', (text) => [ANY_MANY, text]),
  // Of the empty text it is documented to be false.
  stringcontains: textFunction('contains', (text) => (text === '' ? undefined : [ANY_MANY, text, ANY_MANY])),
  cidrmatch: lowerCidr,
  wildcard: lowerWildcard,
}

function textFunction(op: CompareFieldsNode['op'], patternOf: (text: string) => Pattern | undefined): Lower {
  return (reading, call) => {
    const [source, part] = call.args
    const field = textOperand(reading, source)
    if (field === undefined || part === undefined || call.args.length !== 2) return undefined
    const span = spanAt(reading, call)
    if (part.type === 'literal' && typeof part.value === 'string') {
      const pattern = patternOf(part.value)
      if (pattern === undefined) return { ...FALSE, span }
      return call.ignoreCase
        ? lowerScriptText(reading, field, pattern, call)
        : lowerPattern(reading, field, pattern, false, call)
    }
    const other = textOperand(reading, part)
    if (other === undefined) return undefined
    const analysed = [field, other].find(isAnalysed)
    if (analysed !== undefined) return refused(reading, analysed, 'a comparison of text', call)
    if (call.ignoreCase) for (const side of [field, other]) noteLowerCasing(reading, side, span)
    return {
      kind: 'CompareFields',
      left: field.path,
      op,
      right: other.path,
      ignoreCase: call.ignoreCase,
      on: field.asText || other.asText ? 'scalar' : 'string',
      span,
    }
  }
}

function lowerCidr(reading: Reading, call: EqlCall): Condition | undefined {
  const [source, ...networks] = call.args
  if (source?.type !== 'field' || source.indexed || networks.length === 0) return undefined
  const field = namedField(reading, source)
  const span = spanAt(reading, call)
  const texts = networks.map((part) => (part.type === 'literal' && typeof part.value === 'string' ? part.value : ''))
  const tests = texts.map((text) => networkTest(field.path, text, span))
  if (!tests.every((test) => test !== undefined)) return undefined
  if (field.type !== 'ip' && field.type !== 'unknown') return refused(reading, field, 'a network', call)
  const test = { tests: tests.flatMap((one) => one.tests), takesMapped: tests.some((one) => one.takesMapped) }
  return readIp(reading, field, test, span)
}

/** An address alone is the network of that one address. */
function networkTest(path: Path, text: string, span: Span): IpTest | undefined {
  if (text.includes('/')) return elasticsearchNetwork(path, text, span)
  if (text.includes(':')) return elasticsearchAddress(path, text, span)
  return elasticsearchNetwork(path, `${text}/32`, span)
}

function lowerWildcard(reading: Reading, call: EqlCall): Condition | undefined {
  const [source, ...patterns] = call.args
  const field = textOperand(reading, source)
  if (field === undefined || patterns.length === 0) return undefined
  const texts = patterns.map((part) =>
    part.type === 'literal' && typeof part.value === 'string' ? part.value : undefined,
  )
  if (texts.includes(undefined)) return undefined
  const tests = texts.map((text) => lowerPattern(reading, field, eqlPattern(text ?? ''), call.ignoreCase, call))
  return tests.length === 1 ? (tests[0] as Condition) : or(tests, spanAt(reading, call))
}
