import {
  type CidrNode,
  type CompareFieldsNode,
  equals,
  type Field,
  type FieldType,
  isPath,
  literalOf,
  type MatchNode,
  normalise,
  type Path,
  type Pattern,
  type RegexNode,
} from '@ruleglot/core'
import { elasticsearchNetwork, TAKES_MAPPED } from '@ruleglot/core/dialect'
import { described, nameOf } from '../elastic-query/describe.js'
import { type FieldFacts, refuse } from '../elastic-query/field-facts.js'
import { scalarsReadAs } from '../elastic-query/value-kinds.js'
import { word } from './block.js'
import { patternText, writeString } from './escape.js'
import { luceneOfPattern, printLucene } from './print-lucene.js'
import { nameInQuery, relying, typeOf, type Written, withField, written } from './write-leaf.js'
import { writeValueTest } from './write-values.js'

/** Tests of a text: `:` where letter case is ignored, `==` and `like` where it counts. */
export function writeMatch(node: MatchNode, context: FieldFacts): Written {
  const { field, pattern } = node
  const text = literalOf(pattern)
  const isCaseFixed = isPath(field) && context.caseFixed(field)
  const ignoreCase = node.ignoreCase && hasLetterCase(pattern) && !isCaseFixed
  // `==` would read a number too; `:` compares text alone, and there is no letter whose case it could ignore.
  if (
    text !== undefined &&
    !ignoreCase &&
    node.on === 'string' &&
    isNumber(text) &&
    typeOf(field, context) === undefined
  ) {
    return withField(node, (name) => written({ type: 'test', field: name, operator: ':', values: [writeString(text)] }))
  }
  if (text !== undefined && !ignoreCase) {
    return writeValueTest(node, node.on === 'scalar' ? scalarsReadAs(text) : [text], context)
  }
  if (ignoreCase && hasCasedLetterBeyondAscii(pattern)) {
    return refuse(
      `EQL ignores the case of ASCII letters only, and ${nameOf(field)} is compared with others.`,
      'Name the spellings that occur.',
      'emit/ignore-case',
    )
  }
  const problem = typeProblem(field, typeOf(field, context), 'patterns')
  if (problem !== undefined) return problem
  return reading(
    node,
    ignoreCase ? pattern : undefined,
    withField(node, (name) => {
      const plain = patternText(pattern)
      // Without a letter both mean the same: the one that its neighbours have.
      const operator = node.ignoreCase && !isCaseFixed ? ':' : 'like'
      if (plain !== undefined) return written({ type: 'test', field: name, operator, values: [writeString(plain)] })
      // Nothing escapes a star for `:` and `like`.
      if (text !== undefined)
        return written({ type: 'test', field: name, operator: 'in~', values: [writeString(text)] })
      const expression = luceneOfPattern(pattern)
      if (expression === undefined) {
        return refuse(
          'EQL has no way to write half a character beside a star that is itself.',
          'Take it out.',
          'emit/pattern',
        )
      }
      return written({
        type: 'test',
        field: name,
        operator: ignoreCase ? 'regex~' : 'regex',
        values: [writeString(expression)],
      })
    }),
    patternText(pattern) === undefined && text === undefined,
  )
}

function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

export function writeRegex(node: RegexNode, context: FieldFacts): Written {
  const problem = typeProblem(node.field, typeOf(node.field, context), 'regular expressions')
  if (problem !== undefined) return problem
  const { source, ignoreCase } = node
  const text = source?.dialect === 'lucene' ? source.text : printLucene(node.tree)
  if (text === undefined || (ignoreCase && /[^\0-\u007f]/.test(text))) {
    return refuse(
      'This regular expression has a part that Lucene has no words for, such as an anchor inside or a word boundary.',
      'Write it over the whole value, without anchors and boundaries.',
      'emit/regex',
    )
  }
  return reading(
    node,
    ignoreCase ? ['k'] : undefined,
    withField(node, (name) =>
      written({ type: 'test', field: name, operator: ignoreCase ? 'regex~' : 'regex', values: [writeString(text)] }),
    ),
    ignoreCase,
  )
}

/** What the reading of the text relies on: that only text is compared, and that only ASCII letters lose their case. */
function reading(node: MatchNode | RegexNode, folded: Pattern | undefined, text: Written, always: boolean): Written {
  let result = text
  if (folded !== undefined && (always || folded.some((part) => typeof part === 'string' && /k/i.test(part)))) {
    result = relying(result, 'noKelvinSign', node, 'Elasticsearch ignores the case of ASCII letters only')
  }
  const isText = node.on === 'string' || equals(normalise(node), normalise({ ...node, on: 'string' }))
  return isText ? result : relying(result, 'stringWhenPresent', node, 'EQL compares patterns with text only')
}

export function writeCidr(node: CidrNode, context: FieldFacts): Written {
  const type = typeOf(node.field, context)
  const network = elasticsearchNetwork(node.field, node.network)
  if ((type !== 'ip' && type !== undefined) || network === undefined) {
    return refuse(
      `EQL reads networks on fields of type ip only, and ${nameOf(node.field)} is ${described(type)}.`,
      'Give the field the type ip in the schema.',
      'emit/field-type',
    )
  }
  const text = withField(node, (name) =>
    written({ type: 'test', field: name, operator: 'cidrMatch', values: [writeString(node.network)] }),
  )
  return network.takesMapped ? relying(text, 'plainIpv4', node, TAKES_MAPPED) : text
}

/** Text functions take two fields; operators do not. */
export function writeCompareFields(node: CompareFieldsNode, context: FieldFacts): Written {
  const name = FUNCTIONS[node.op]
  const { left, right } = node
  if (name === undefined || !isPath(left) || !isPath(right) || left.length === 0 || right.length === 0) {
    return refuse('Elasticsearch refuses to compare two fields in EQL.', 'Compare each field with constants.')
  }
  const [a, b] = [nameInQuery(left), nameInQuery(right)]
  if (a === undefined || b === undefined) return refuse('EQL has no way to write the name of one of these fields.')
  const problem = [left, right].map((side) => sideProblem(side, node.on, name, context)).find(Boolean)
  if (problem !== undefined) return problem
  const argument = (field: string): string => (node.on === 'scalar' ? `string(${field})` : field)
  const text = written(word(`${name}${node.ignoreCase ? '~' : ''}(${argument(a)}, ${argument(b)})`))
  if (!node.ignoreCase) return text
  const why = 'Elasticsearch compares lower-cased texts'
  return relying(
    relying(text, 'asciiCase', { field: left, span: node.span }, why),
    'asciiCase',
    { field: right, span: node.span },
    why,
  )
}

/** `string()` takes all but analysed text. */
function sideProblem(side: Path, on: CompareFieldsNode['on'], name: string, context: FieldFacts): Written | undefined {
  const type = typeOf(side, context)
  return on === 'string' || type === 'text' || type === 'match_only_text' ? typeProblem(side, type, name) : undefined
}

const FUNCTIONS: Readonly<Partial<Record<CompareFieldsNode['op'], string>>> = {
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  contains: 'stringContains',
}

function typeProblem(field: Field, type: FieldType | undefined, what: string): Written | undefined {
  if (type === undefined || TEXT_TYPES.has(type)) return undefined
  return refuse(
    `${nameOf(field)} is ${described(type)}, where EQL has no ${what}.`,
    'Compare with whole values, networks or ranges, or use a keyword field.',
    'emit/field-type',
  )
}

const TEXT_TYPES: ReadonlySet<FieldType> = new Set(['keyword', 'constant_keyword', 'wildcard', 'flattened'] as const)

/** Whether another spelling of the pattern would match when case is ignored. */
function hasLetterCase(pattern: Pattern): boolean {
  return pattern.some(
    (part) => typeof part === 'string' && (part.toLowerCase() !== part || part.toUpperCase() !== part),
  )
}

function hasCasedLetterBeyondAscii(pattern: Pattern): boolean {
  return pattern.some(
    (part) => typeof part === 'string' && [...part].some((c) => c > '\u007f' && c.toLowerCase() !== c.toUpperCase()),
  )
}
