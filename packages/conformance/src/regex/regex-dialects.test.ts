import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ANY_TEXT, type CodePointRange, codePointSet, type RegexTree } from '@ruleglot/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regexTest } from '../../../core/src/evaluate/regex-test.js'
import { printRegex } from '../../../emitters/src/regex/index.js'
import { parseRegex } from '../../../parsers/src/regex/index.js'

/** Trees and texts over a small alphabet, so that they meet: both cases, line ends, word characters of two scripts. */
const ALPHABET = [...'aAbB1_- .\n\r\u2028é\u{1F600}²', '\\', ']', '^', '/']
const ASCII = [...'aAbB1_- .\n', '\\', ']', '^', '/']

const texts = (alphabet: readonly string[]) =>
  fc.array(fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 6 }), { minLength: 12, maxLength: 12 })

const point = (alphabet: readonly string[]) => fc.constantFrom(...alphabet).map((text) => text.codePointAt(0) as number)

const sets = (alphabet: readonly string[]) =>
  fc
    .array(
      fc
        .tuple(point(alphabet), fc.nat(3))
        .map(([from, length]): CodePointRange => [from, Math.min(from + length, 0x10ffff)]),
      { minLength: 1, maxLength: 3 },
    )
    .map((ranges): RegexTree => ({ type: 'set', ranges: codePointSet(ranges) }))

function trees(alphabet: readonly string[], asserts = true): fc.Arbitrary<RegexTree> {
  return fc.letrec<{ tree: RegexTree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc
        .string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 3 })
        .map((text): RegexTree => ({ type: 'text', text })),
      sets(alphabet),
      fc.constant(ANY_TEXT),
      fc.constant<RegexTree>({ type: 'empty' }),
      ...(asserts
        ? [
            fc
              .constantFrom('start', 'end', 'lineStart', 'lineEnd', 'wordBoundary', 'notWordBoundary')
              .map((at): RegexTree => ({ type: 'assert', at: at as 'start' })),
          ]
        : []),
      fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((parts): RegexTree => ({ type: 'concat', parts })),
      fc
        .array(tie('tree'), { minLength: 2, maxLength: 3 })
        .map((options): RegexTree => ({ type: 'alternate', options })),
      fc
        .tuple(
          tie('tree'),
          fc.constantFrom<readonly [number, number | null]>([0, 1], [0, null], [1, null], [2, 3], [2, null]),
        )
        .map(([part, [min, max]]): RegexTree => ({ type: 'repeat', part, min, max })),
    ),
  })).tree
}

const decide = (tree: RegexTree, ignoreCase: boolean, text: string) => regexTest(tree, ignoreCase)(text)

function textOf(tree: RegexTree, dialect: 'python' | 'javascript' | 'sigma', ignoreCase = false): string {
  const printed = printRegex(tree, dialect, { ignoreCase })
  if ('unsupported' in printed) throw new Error(printed.unsupported)
  return printed.text
}

const runPython = (cases: readonly object[]): (boolean[] | { error: string })[] =>
  execFileSync('python3', [fileURLToPath(new URL('../../python/run_regex.py', import.meta.url))], {
    input: cases.map((one) => JSON.stringify(one)).join('\n'),
    maxBuffer: 1 << 28,
  })
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const hasPython = spawnSync('python3', ['--version']).status === 0

describe('a printed tree means the tree', () => {
  test('in JavaScript', () => {
    fc.assert(
      fc.property(trees(ALPHABET), texts(ALPHABET), (tree, values) => {
        const printed = new RegExp(textOf(tree, 'javascript'), 'u')
        for (const value of values) expect(printed.test(value)).toBe(decide(tree, false, value))
      }),
      { numRuns: 1500 },
    )
  })

  test.skipIf(!hasPython)('in Python', () => {
    const samples = fc.sample(fc.tuple(trees(ALPHABET), texts(ALPHABET)), 1500)
    const results = runPython(samples.map(([tree, values]) => ({ text: textOf(tree, 'python'), texts: values })))
    samples.forEach(([tree, values], i) => {
      expect(results[i], textOf(tree, 'python')).toEqual(values.map((value) => decide(tree, false, value)))
    })
  })

  test.each(['python', 'javascript', 'sigma'] as const)('and is read back as the same: %s', (dialect) => {
    fc.assert(
      fc.property(trees(ALPHABET, dialect !== 'javascript'), texts(ALPHABET), (tree, values) => {
        const text = textOf(tree, dialect)
        const back = parseRegex(text, dialect, {}, 'search')
        if (!back.ok) throw new Error(`${text}: ${back.problem.message}`)
        for (const value of values) {
          expect(decide(back.tree, back.ignoreCase, value), text).toBe(decide(tree, false, value))
        }
      }),
      { numRuns: 1500 },
    )
  })
})

/** Sources as people write them, and worse. */
const source = (extra: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'a',
          'b',
          'A',
          '1',
          ' ',
          '-',
          '.',
          '\\d',
          '\\w',
          '\\s',
          '\\W',
          '\\S',
          '\\.',
          '\\\\',
          'é',
          'É',
          '\\n',
        ),
        fc.constantFrom(
          '^',
          '$',
          '\\b',
          '\\B',
          '|',
          '(',
          ')',
          '(?:',
          '*',
          '+',
          '?',
          '{2}',
          '{1,}',
          '*?',
          '{,2}',
          '{',
          ']',
        ),
        fc.constantFrom(
          '[ab]',
          '[^a]',
          '[a-c1]',
          '[^\\d]',
          '[\\w-]',
          '[]a]',
          '[^]a]',
          '(a|b)',
          '(^|a)',
          '(b|$)',
          '^$',
          ...extra,
        ),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(''))

describe('a source is read as its engine runs it', () => {
  test.each([
    ['', {}],
    ['m', { multiline: true }],
    ['s', { dotAll: true }],
    ['i', { ignoreCase: true }],
  ] as const)('JavaScript, flags "%s"', (letters, flags) => {
    let read = 0
    const alphabet = letters === 'i' ? ASCII : ALPHABET.filter((text) => text.length === 1)
    fc.assert(
      fc.property(source(['[^]', '[]', '\\u0061', '\\x41']), texts(alphabet), (text, values) => {
        let engine: RegExp
        try {
          engine = new RegExp(text, letters)
        } catch {
          expect(parseRegex(text, 'javascript', flags, 'search').ok, text).toBe(false)
          return
        }
        const parsed = parseRegex(text, 'javascript', flags, 'search')
        if (!parsed.ok) return
        read++
        for (const value of values) {
          expect(decide(parsed.tree, parsed.ignoreCase, value), `${text} on ${JSON.stringify(value)}`).toBe(
            engine.test(value),
          )
        }
      }),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(500)
  })

  test.skipIf(!hasPython).each(['search', 'match', 'fullmatch'] as const)('Python, re.%s', (how) => {
    const extra = [
      '(?i)',
      '(?s)',
      '(?m)',
      '(?x)',
      '(?a)',
      '(?i:a)',
      '(?s:.)',
      '(?P<n>a)',
      '\\Z',
      '\\A',
      '(?#c)',
      '[[]',
      '\\x61',
    ]
    const samples = fc.sample(fc.tuple(source(extra), texts(ALPHABET), texts(ASCII)), 4000)
    const cased = /\(\?[a-z]*i/
    const cases = samples.map(([text, all, ascii]) => ({ text, how, texts: cased.test(text) ? ascii : all }))
    const anchoring = { search: 'search', match: 'prefix', fullmatch: 'whole' } as const
    let read = 0
    runPython(cases).forEach((result, i) => {
      const { text, texts: values } = cases[i] as (typeof cases)[number]
      const parsed = parseRegex(text, 'python', {}, anchoring[how])
      if (!Array.isArray(result)) expect(parsed.ok, `${text}: ${result.error}`).toBe(false)
      else if (parsed.ok) {
        read++
        values.forEach((value, v) => {
          expect(decide(parsed.tree, parsed.ignoreCase, value), `${text} on ${JSON.stringify(value)}`).toBe(result[v])
        })
      }
    })
    expect(read).toBeGreaterThan(1000)
  })
})

test('counts in counts are limited by what they multiply to', () => {
  for (const dialect of ['python', 'javascript', 're2', 'sigma', 'lucene'] as const) {
    expect(parseRegex('(a{1,31}b){1,31}', dialect, {}, 'search').ok).toBe(true)
    const over = parseRegex('(a{1,40}b?){1,40}', dialect, {}, 'search')
    expect(over.ok ? '' : over.problem.kind).toBe('limit')
  }
})

test('hostile expressions are answered in bounded time', () => {
  for (const dialect of ['python', 'javascript', 're2', 'sigma', 'lucene'] as const) {
    const hostile = [
      '('.repeat(100_000),
      '(?:'.repeat(100_000),
      '['.repeat(100_000),
      'a'.repeat(1_000_000),
      `${'(a{1000}'.repeat(50)}${')'.repeat(50)}`,
      '((a{900}){900}){900}',
      '\\b'.repeat(10_000),
      '^'.repeat(10_000),
      '\ud800',
      '\\',
      '\0',
      '[[:__proto__:]]',
      '(?__proto__)',
    ]
    for (const text of hostile) {
      const parsed = parseRegex(text, dialect, {}, 'search')
      if (!parsed.ok) {
        expect(parsed.problem.start).toBeGreaterThanOrEqual(0)
        expect(parsed.problem.end).toBeLessThanOrEqual(text.length)
      }
    }
  }
})
