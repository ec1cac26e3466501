import { type Diagnostic, isIn, or, type ParseOptions, type Result, readCondition, regex } from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import { describe, expect, test } from 'vitest'

/**
 * The limits of spec/limits.md, one line each: what is read at the limit, and the diagnostic and its place one beyond.
 * Counts in stored regular expressions: core/src/schema/regex-excess.test.ts; depth: core/src/schema/schema.test.ts.
 */
interface Limit {
  readonly most: number
  /** Reads, or writes, something of that size. */
  readonly take: (size: number) => Result<unknown>
  readonly code: string
  /** How much more is one too many, where what is made up grows by more than one. */
  readonly step?: number
  /** A limit at which reading takes too long for a test: only what is beyond is tried. */
  readonly beyondOnly?: true
}

const of = (id: string) => {
  const parser = parsers.find((one) => one.id === id)
  if (parser === undefined) throw new Error(`no parser of ${id}`)
  return parser
}
const condition = (id: string, text: string): Result<unknown> => of(id).parseCondition?.(text, {}) as Result<unknown>
const rules = (id: string, files: Readonly<Record<string, string>>, options: ParseOptions = {}): Result<unknown> =>
  of(id).parseRules?.(files, options) as Result<unknown>
/** Text between others, filled up to a size. */
const filled = (before: string, size: number, behind = ''): string =>
  before + 'x'.repeat(size - before.length - behind.length) + behind
const nested = (open: string, size: number, inside: string, close: string): string =>
  open.repeat(size) + inside + close.repeat(size)

const SIGMA = 'title: t\nlogsource: { product: p }\ndetection:\n  s:\n    a: b\n  condition: s\n'
const selection = (item: string, options: ParseOptions = {}): Result<unknown> =>
  rules('sigma', { 'a.yml': SIGMA.replace('a: b', item) }, options)
const expression = (text: string): Result<unknown> => selection(`a|re: '${text}'`)
const ELASTIC = '[rule]\nname = "n"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = "a: x"\n'
const PANTHER = 'AnalysisType: rule\nRuleID: A.B\nFilename: a.py\nLogTypes: [A.B]\nSeverity: Low\n'
const PYTHON = 'def rule(event):\n    return event.get("a") == "x"\n'
const names = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `v${i}`)

const LIMITS: Readonly<Record<string, Limit>> = {
  'KQL text': {
    most: 4_000_000,
    take: (n) => condition('kql', filled('a: "', n, '"')),
    code: 'limit/source-size',
  },
  'EQL text': {
    most: 4_000_000,
    take: (n) => condition('eql', filled('any where a == "', n, '"')),
    code: 'limit/source-size',
  },
  'panther-condition text': {
    most: 4_000_000,
    take: (n) => condition('panther-condition', filled('a eq "', n, '"')),
    code: 'limit/source-size',
  },
  'JavaScript text': {
    most: 4_000_000,
    take: (n) => condition('javascript', filled("event?.a === '", n, "'")),
    code: 'limit/source-size',
  },
  'YAML text': {
    most: 16_000_000,
    take: (n) => rules('sigma', { 'a.yml': filled(`${SIGMA}#`, n) }),
    code: 'limit/source-size',
  },
  'Elastic file': {
    most: 32_000_000,
    take: (n) => rules('elastic', { 'a.toml': filled(`${ELASTIC}#`, n) }),
    code: 'limit/source-size',
  },
  'Python of a Panther rule': {
    most: 1_000_000,
    take: (n) => rules('panther', { 'a.yml': PANTHER, 'a.py': filled(`${PYTHON}#`, n) }),
    code: 'limit/source-size',
  },
  'nodes of a YAML document, aliases written out': {
    most: 1_000_000,
    // A list of a thousand, named a thousand times.
    take: (n) =>
      rules('sigma', {
        'a.yml': `${SIGMA}x: &x [${'a,'.repeat(1000)}]\ny: [${'*x,'.repeat(Math.ceil(n / 1000))}]\n`,
      }),
    code: 'limit/nodes',
    beyondOnly: true,
  },
  'depth of a YAML document': {
    most: 400,
    // The document and its scalar are levels too.
    take: (n) => rules('sigma', { 'a.yml': `${SIGMA}x: ${nested('[', n - 2, 'a', ']')}\n` }),
    code: 'limit/nesting',
  },
  'brackets of KQL': {
    most: 1000,
    take: (n) => condition('kql', nested('(', n, 'a: x', ')')),
    code: 'limit/nesting',
  },
  'brackets of EQL': {
    most: 1000,
    take: (n) => condition('eql', `any where ${nested('(', n, 'a == 1', ')')}`),
    code: 'limit/nesting',
  },
  'brackets of conditions': {
    most: 1000,
    take: (n) => condition('panther-condition', nested('(', n, 'a eq 1', ')')),
    code: 'limit/nesting',
  },
  'parts of a query': {
    most: 250_000,
    take: (n) => condition('kql', `a: (${names((n - 4) / 2).join(' or ')})`),
    code: 'limit/nodes',
    step: 4,
  },
  'nodes of a stored condition': {
    most: 250_000,
    take: (n) => readCondition(or(Array.from({ length: n - 1 }, () => isIn(['a'], ['x'])))),
    code: 'limit/nodes',
  },
  'values of a Sigma rule': {
    most: 200_000,
    take: (n) => selection(`a:\n${'      - v\n'.repeat(n)}`),
    code: 'limit/nodes',
    beyondOnly: true,
  },
  'dashes that windash varies': {
    most: 4,
    take: (n) => selection(`a|windash: '${' -a'.repeat(n)}'`),
    code: 'sigma/bad-item',
  },
  'texts of placeholders': {
    most: 10_000,
    take: (n) => selection("a|expand: '%x%%y%'", { placeholders: { x: names(100), y: names(n / 100) } }),
    code: 'limit/nodes',
    step: 100,
  },
  'depth of a regular expression': {
    most: 200,
    take: (n) => expression(nested('(', n, 'a', ')')),
    code: 'sigma/regex-unsupported',
  },
  'parts of a regular expression': {
    most: 20_000,
    // What may stand before and behind it counts too.
    take: (n) => expression('a'.repeat(n - 2)),
    code: 'sigma/regex-unsupported',
    step: 3,
  },
  'a count in a regular expression': {
    most: 1000,
    take: (n) => expression(`ba{${n}}`),
    code: 'sigma/regex-unsupported',
  },
  'counts in counts of a regular expression': {
    most: 20,
    take: (n) => expression(`(ba{${n}}){50}`),
    code: 'sigma/regex-unsupported',
  },
  'places of an automaton in JavaScript': {
    most: 2000,
    take: (n) => {
      const javascript = emitters.find(({ id }) => id === 'javascript')
      const loop = (text: string) => ({ type: 'repeat', part: { type: 'text', text }, min: 0, max: null }) as const
      // Eight places are the first loop's and what leads from one to the other.
      const parts = [loop('a'), loop(`a${'b'.repeat(n - 9)}`)]
      return javascript?.emitCondition?.(regex(['a'], { type: 'concat', parts }), {}) as Result<unknown>
    },
    code: 'emit/unsupported',
  },
}

describe.each(Object.entries(LIMITS))('%s', (_, { most, take, code, step = 1, beyondOnly }) => {
  test.runIf(beyondOnly !== true)(`${most} are read`, () => {
    expect(take(most).diagnostics.filter(isAboutSize(code))).toEqual([])
  })

  test(`more is ${code}`, () => {
    const [found] = take(most + step).diagnostics.filter(isAboutSize(code))
    expect(found).toBeDefined()
    if (code !== 'emit/unsupported' && found?.data === undefined) expect(found?.span).toBeDefined()
  })
})

const isAboutSize =
  (code: string) =>
  (found: Diagnostic): boolean =>
    found.code === code || found.code.startsWith('limit/')
