import { type Field, isPath, literalOf, type MatchNode, type Pattern, type TokensNode } from '@ruleglot/core'
import { asksBelow, isCaseless, LOWER_CASED } from '@ruleglot/core/dialect'
import { described, nameOf } from '../elastic-query/describe.js'
import { refuse } from '../elastic-query/field-facts.js'
import { scalarsReadAs } from '../elastic-query/value-kinds.js'
import { word } from './block.js'
import { hasTrimmedEnds, quote, writePattern, writeText, writeUnquoted } from './escape.js'
import { hasBlank, patternProblem } from './pattern-problem.js'
import { asksForAnyScalar, writeAnyValue } from './write-exists.js'
import { type LeafContext, relying, test, typeOf, type Written, withField } from './write-leaf.js'
import { writeValueTest } from './write-values.js'

/** Tests of a part of a text: wildcards over whole values, words of analysed text. */
export function writeMatch(node: MatchNode, context: LeafContext): Written {
  const { field, pattern, ignoreCase } = node
  if (!asksBelow(field) && asksForAnyScalar(node)) return writeAnyValue(node, context)
  const { scope } = context
  if (scope !== undefined && isCaseless(field, (path) => context.copyOf([...scope, ...path])))
    return writeCaseless(node, context)
  const type = typeOf(field, context)
  if (type === 'text' || type === 'match_only_text') {
    return refuse(
      `${nameOf(field)} is analysed text: KQL looks for words there and EQL does not look at it, so neither compares the text itself.`,
      'Write the rule in ES|QL, or compare a keyword field.',
      'emit/field-type',
    )
  }
  if (ignoreCase && hasLetterCase(pattern) && !isCaseFixed(field, context)) {
    return refuse(
      `KQL compares letter case, and ${nameOf(field)} is compared without.`,
      'Write the rule in EQL, whose `:` ignores case, or name the spellings that occur.',
      'emit/ignore-case',
    )
  }
  const text = literalOf(pattern)
  if (text !== undefined) return writeValueTest(node, node.on === 'scalar' ? scalarsReadAs(text) : [text], context)
  const problem = patternProblem(field, pattern, type)
  if (problem !== undefined) return { problem }
  return withField(node, context, (name) => {
    // A star alone would ask whether the field exists.
    const text = pattern.length === 1 ? '**' : writePattern(pattern)
    let written = test(name, word(text))
    if (node.on === 'scalar') {
      written = relying(written, 'stringWhenPresent', node, context, 'a KQL wildcard matches text only')
    }
    if (hasBlank(pattern) && type === undefined) {
      written = relying(
        written,
        'keywordField',
        node,
        context,
        'on any other type Kibana splits a pattern at its blanks',
      )
    }
    return written
  })
}

/** On a field that Elasticsearch lower-cases, every text and pattern is compared without letter case. */
function writeCaseless(node: MatchNode, context: LeafContext): Written {
  const { field, pattern } = node
  const literal = literalOf(pattern)
  const problem = literal === undefined ? patternProblem(field, pattern, 'keyword') : undefined
  if (problem !== undefined) return { problem }
  const text = literal === undefined ? (pattern.length === 1 ? '**' : writePattern(pattern)) : writeText(literal)
  const written = withField(node, context, (name) => test(name, word(text)))
  const folded = relying(written, 'asciiCase', node, context, LOWER_CASED)
  if (node.on === 'string') return folded
  return relying(folded, 'stringWhenPresent', node, context, 'a KQL wildcard matches text only')
}

export function writeTokens(node: TokensNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const { query } = node
  if (type !== 'text' && type !== 'match_only_text') {
    return refuse(
      `KQL looks for words in fields of type text only, and ${nameOf(node.field)} is ${described(type)}.`,
      'Give the field the type text in the schema.',
      'emit/field-type',
    )
  }
  const written = writeWords(query)
  return typeof written === 'string' ? withField(node, context, (name) => test(name, word(written))) : written

  function writeWords(query: TokensNode['query']): string | Written {
    if (query.mode === 'phrase') return quote(query.text)
    if (query.mode === 'all') return refuse('KQL looks for any of the words, or for all of them in a row.')
    if (query.mode === 'pattern') {
      const problem = patternProblem(node.field, query.pattern, 'wildcard')
      return problem === undefined ? writePattern(query.pattern) : { problem }
    }
    if (query.text !== '' && !hasTrimmedEnds(query.text)) return writeUnquoted(query.text)
    return refuse('KQL cannot write unquoted text that is empty or has blanks at its ends.')
  }
}

/** Whether another spelling of the pattern would match when case is ignored. */
function hasLetterCase(pattern: Pattern): boolean {
  return pattern.some(
    (part) => typeof part === 'string' && (part.toLowerCase() !== part || part.toUpperCase() !== part),
  )
}

function isCaseFixed(field: Field, { scope, caseFixed }: LeafContext): boolean {
  return isPath(field) && scope !== undefined && caseFixed([...scope, ...field])
}
