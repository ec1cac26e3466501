import { type LanguageParser, type Pack, readCondition, readRule } from '@ruleglot/core'
import { elastic } from '@ruleglot/parsers/elastic'
import { eql } from '@ruleglot/parsers/eql'
import { javascript } from '@ruleglot/parsers/javascript'
import { kql } from '@ruleglot/parsers/kql'
import { panther } from '@ruleglot/parsers/panther'
import { pantherCondition } from '@ruleglot/parsers/panther-condition'
import { sigma } from '@ruleglot/parsers/sigma'
import fc from 'fast-check'
import { parsePack } from 'ruleglot'
import { arbitraryCondition } from '../arbitraries.js'
import { checkCondition } from './check-condition.js'
import { checkDiagnostics } from './check-diagnostics.js'
import { checkRules } from './check-rules.js'
import { type CorpusEntry, caseTexts, errorTexts, loadCorpus } from './corpus.js'
import { grammarText, type TextGrammar } from './grammar-text.js'
import { DOCUMENT } from './grammars/document.js'
import { ELASTIC_NDJSON, ELASTIC_TOML } from './grammars/elastic.js'
import { EQL } from './grammars/eql.js'
import { JAVASCRIPT } from './grammars/javascript.js'
import { KQL } from './grammars/kql.js'
import { PACK } from './grammars/pack.js'
import { PANTHER_CONDITION } from './grammars/panther-condition.js'
import { PANTHER_PYTHON } from './grammars/panther-python.js'
import { REGEX } from './grammars/regex.js'
import { SIGMA } from './grammars/sigma.js'
import { SIMPLE_DETECTION } from './grammars/simple-detection.js'
import { mutated } from './mutate.js'

/** A reader or a writer, what it is given, and what must hold then. */
export interface FuzzTarget {
  readonly id: string
  /** Inputs as text, so that one that fails can be kept. */
  readonly input: fc.Arbitrary<string>
  /** Throws when a property does not hold. `choice` picks which language it is written in afterwards. */
  readonly check: (text: string, choice: number) => void
  /** Good texts, tried each time. */
  readonly seeds: readonly string[]
  /** Texts that failed once, tried each time in several languages. */
  readonly failed: readonly string[]
}

export function fuzzTargets(): readonly FuzzTarget[] {
  return [
    ofText('kql', KQL, [...caseTexts('kql'), ...errorTexts('kql')], conditionOf(kql)),
    ofText('eql', EQL, [...caseTexts('eql'), ...errorTexts('eql')], conditionOf(eql)),
    ofText(
      'panther-condition',
      PANTHER_CONDITION,
      [...caseTexts('panther-condition'), ...errorTexts('panther-condition')],
      conditionOf(pantherCondition),
    ),
    ofText('javascript', JAVASCRIPT, [...caseTexts('javascript'), ...errorTexts('javascript')], (text, choice) => {
      conditionOf(javascript)(text, choice)
      rulesOf(javascript, 'rule.js')(text, choice)
    }),
    ofText('sigma', SIGMA, errorTexts('sigma'), rulesOf(sigma, 'rule.yml')),
    ofText('elastic-toml', ELASTIC_TOML, errorTexts('elastic'), rulesOf(elastic, 'rule.toml')),
    ofText('elastic-ndjson', ELASTIC_NDJSON, [], rulesOf(elastic, 'rule.ndjson')),
    ofText('simple-detection', SIMPLE_DETECTION, [], rulesOf(panther, 'rule.yml')),
    ofText('panther-python', PANTHER_PYTHON, caseTexts('panther'), (text, choice) => {
      conditionOf(panther)(text, choice)
      checkRules(panther, { 'rule.yml': PYTHON_RULE, 'rule.py': text }, choice)
    }),
    ofText('regex', REGEX, [], readRegexes),
    ofText('document', DOCUMENT, [], readDocument),
    ofText('pack', PACK, [], readPack),
    {
      id: 'condition',
      input: arbitraryCondition().map((condition) => JSON.stringify(condition)),
      seeds: [],
      failed: textsOf(loadCorpus('condition').failed),
      check: (text, choice) => {
        const condition = readCondition(JSON.parse(text))
        if (condition.ok) checkCondition(condition.value, choice)
      },
    },
  ]
}

/** From the grammar, from seeds and failures with a few edits, and from pieces of both. */
function ofText(id: string, grammar: TextGrammar, more: readonly string[], check: FuzzTarget['check']): FuzzTarget {
  const corpus = loadCorpus(id)
  const [seeds, failed] = [textsOf(corpus.seeds), textsOf(corpus.failed)]
  const known = fc.constantFrom(...seeds, ...failed, ...more)
  const grown = grammarText(grammar)
  const words = Object.values(grammar)
    .flat()
    .filter((text) => !/<[a-z]/.test(text))
  const start = fc.oneof(grown, known)
  const input = fc.oneof({ weight: 3, arbitrary: grown }, { weight: 4, arbitrary: mutated(start, words, start) })
  return { id, input, seeds, failed, check }
}

function textsOf(entries: readonly CorpusEntry[] = []): readonly string[] {
  return entries.map(({ text = '' }) => text)
}

function conditionOf(parser: LanguageParser): FuzzTarget['check'] {
  return (text, choice) => {
    const read = parser.parseCondition?.(text, { file: 'f' })
    if (read === undefined) return
    checkDiagnostics(read.diagnostics, { f: text }, read.ok)
    if (read.ok) checkCondition(read.value.condition, choice, { f: text })
  }
}

function rulesOf(parser: LanguageParser, name: string): FuzzTarget['check'] {
  return (text, choice) => checkRules(parser, { [name]: text }, choice)
}

const PYTHON_RULE =
  'AnalysisType: rule\nRuleID: A.B\nFilename: rule.py\nEnabled: true\nSeverity: Low\nLogTypes: [Okta.SystemLog]\n'

/** The expression in a text of a language that holds it: RE2, Python, Lucene, JavaScript, and what Sigma takes. */
function readRegexes(text: string, choice: number): void {
  const quoted = JSON.stringify(text)
  const sigmaRule = `title: t\nlogsource: { product: p }\ndetection:\n  s:\n    a|re: ${quoted}\n  condition: s\n`
  const readers = [
    () => conditionOf(pantherCondition)(`a matches ${quoted}`, choice),
    () =>
      conditionOf(panther)(
        `import re\ndef rule(event):\n    return bool(re.search(${quoted}, event.get("a")))\n`,
        choice,
      ),
    () => conditionOf(eql)(`any where a regex~ ${quoted}`, choice),
    () => conditionOf(javascript)(`/${text}/iu.test(event?.a)`, choice),
    () => rulesOf(sigma, 'rule.yml')(sigmaRule, choice),
  ]
  readers[choice % readers.length]?.()
}

function readDocument(text: string): void {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return
  }
  for (const read of [readCondition, readRule]) {
    const { ok, diagnostics } = read(json)
    checkDiagnostics(diagnostics, {}, ok)
  }
}

function readPack(text: string): void {
  const read = parsePack(text, 'pack.yaml') as {
    readonly ok: boolean
    readonly value?: Pack
    readonly diagnostics: never[]
  }
  checkDiagnostics(read.diagnostics, { 'pack.yaml': text }, read.ok)
}
