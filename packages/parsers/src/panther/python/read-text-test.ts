import {
  type Condition,
  foldedPairs,
  foldText,
  or,
  type Pattern,
  type RegexTree,
  regex,
  tidyPattern,
  tokens,
} from '@ruleglot/core'
import { parseRegex } from '../../regex/index.js'
import { assumeFold } from './folding.js'
import { readNetworks, readText, textLeaf } from './read-compare.js'
import { patternOf, readValue, textArgument } from './read-value.js'
import { assumeRead, subjectOf } from './subject.js'
import { assume, type Scope, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

type Call = Extract<Expression, { type: 'call' }>

/** startswith, endswith, fnmatchcase and re.search. */
export function readTextTest(call: Call, called: Expression, scope: Scope): Condition {
  const { args, named } = call
  const [first, second] = args
  if (named.length > 0 || first === undefined) throw new Unread(call.span, 'a call that is not read')
  if (called.type === 'name') {
    const read = readText(readValue(first, scope), call, scope)
    const pattern = tidyPattern(patternOf(textArgument(second, scope, call), call))
    if (read.symbol.type === 'text' && pattern.every((part) => typeof part === 'object' && part.wildcard === 'many')) {
      throw new Unread(call.span, 'a missing field is the empty text here')
    }
    return textLeaf(read, pattern, textsOf(pattern), 'glob', call, scope)
  }
  if (called.type !== 'attribute') throw new Unread(call.span, 'a call that is not read')
  if (called.object.type === 'name' && called.object.name === 're') return readSearch(call, called.name, scope)
  if ((called.name !== 'startswith' && called.name !== 'endswith') || args.length > 1) {
    throw new Unread(call.span, `${called.name}() is not read`)
  }
  const read = readText(readValue(called.object, scope), call, scope)
  const isPrefix = called.name === 'startswith'
  return or(
    affixes(first, scope, call).map((text) => {
      if (text === '')
        throw new Unread(call.span, 'every text begins and ends with the empty one, also that of a missing field')
      const many = { wildcard: 'many' } as const
      return textLeaf(read, isPrefix ? [text, many] : [many, text], [text], isPrefix ? 'prefix' : 'suffix', call, scope)
    }),
  )
}

function textsOf(pattern: Pattern): readonly string[] {
  return pattern.filter((part) => typeof part === 'string')
}

function affixes(argument: Expression, scope: Scope, call: Call): readonly string[] {
  const value = readValue(argument, scope)
  if (value.type === 'tuple') return value.items.map((item) => textArgument(item, scope, call))
  return [textArgument(argument, scope, call)]
}

function readSearch(call: Call, name: string, scope: Scope): Condition {
  const [pattern, value, ...more] = call.args
  if (name !== 'search' || value === undefined || more.length > 0)
    throw new Unread(call.span, `re.${name}() is not read`)
  const parsed = parseRegex(textArgument(pattern, scope, call), 'python', undefined, 'search')
  if (!parsed.ok) throw new Unread(call.span, 'a regular expression that is not read')
  const read = readText(readValue(value, scope), call, scope)
  const subject = subjectOf(read.symbol)
  if (subject === undefined) throw new Unread(call.span, 'a search that is not read')
  if (read.symbol.type === 'text' && acceptsEmpty(parsed.tree)) {
    throw new Unread(call.span, 'the expression matches the empty text of a missing field')
  }
  assumeRead(scope, read.symbol, call.span)
  if (read.symbol.type === 'text') assume(scope, 'stringWhenPresent', read.symbol.path, call.span)
  if (read.folded && !isFolded(parsed.tree)) throw new Unread(call.span, 'capital letters asked of text in lower case')
  if (read.folded && subject.assumed !== undefined) assumeFold(scope, subject.assumed, call.span)
  return regex(subject.field, parsed.tree, { ignoreCase: read.folded, on: read.on, span: call.span })
}

/** No letter stands in the expression without the one it folds to: only so is ignoring case what lower() does. */
function isFolded(tree: RegexTree): boolean {
  switch (tree.type) {
    case 'text':
      return foldText(tree.text) === tree.text
    case 'set': {
      const has = (point: number): boolean => tree.ranges.some(([from, to]) => from <= point && point <= to)
      for (const [point, folded] of foldedPairs()) if (has(point) && !has(folded)) return false
      return true
    }
    case 'concat':
      return tree.parts.every(isFolded)
    case 'alternate':
      return tree.options.every(isFolded)
    case 'repeat':
      return isFolded(tree.part)
    case 'empty':
    case 'assert':
      return true
  }
}

/** Assertions are taken to hold: better unread than wrong. */
function acceptsEmpty(tree: RegexTree): boolean {
  switch (tree.type) {
    case 'empty':
    case 'assert':
      return true
    case 'text':
      return tree.text === ''
    case 'set':
      return false
    case 'concat':
      return tree.parts.every(acceptsEmpty)
    case 'alternate':
      return tree.options.some(acceptsEmpty)
    case 'repeat':
      return tree.min === 0 || acceptsEmpty(tree.part)
  }
}

const WORD_TESTS = { has_phrase: 'phrase', has_any_word: 'any', has_all_words: 'all' } as const

/** The helpers that test one value. */
export function readValueHelper(name: string, call: Call, scope: Scope): Condition {
  const [first, second] = call.args
  if (first === undefined || second === undefined || call.args.length !== 2)
    throw new Unread(call.span, 'a call that is not read')
  const symbol = readValue(first, scope)
  if (name === 'in_network') return readNetworks(readValue(second, scope), symbol, call, scope)
  const subject = subjectOf(symbol)
  if (subject === undefined || symbol.type === 'text' || symbol.type === 'made')
    throw new Unread(call.span, `${name}() of this is not read`)
  assumeRead(scope, symbol, call.span)
  const text = textArgument(second, scope, call)
  if (name === 'has_word_like')
    return tokens(subject.field, { mode: 'pattern', pattern: tidyPattern(patternOf(text, call)) }, call.span)
  const mode = Object.hasOwn(WORD_TESTS, name) ? WORD_TESTS[name as keyof typeof WORD_TESTS] : undefined
  if (mode === undefined) throw new Unread(call.span, `${name}() is not read`)
  return tokens(subject.field, { mode, text }, call.span)
}
