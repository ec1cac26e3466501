import { and, type Condition, compare, isIn, match, not, or } from '@ruleglot/core'
import { parsers } from '@ruleglot/parsers'
import { detect } from 'ruleglot'

/** Rules of any size, in the shapes that make a careless algorithm slow. */
interface Shape {
  /** Of the smaller one. */
  readonly size: number
  readonly make: (n: number) => Condition
}

const many = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i))
const MANY = { wildcard: 'many' } as const

export const SHAPES: Readonly<Record<string, Shape>> = {
  'wide or': { size: 500, make: (n) => or(many(n, (i) => compare([`f${i}`], 'eq', `v${i}`))) },
  'wide and': { size: 500, make: (n) => and(many(n, (i) => compare([`f${i}`], 'eq', `v${i}`))) },
  'or of ands': {
    size: 250,
    make: (n) => or(many(n, (i) => and([compare(['a'], 'eq', `v${i}`), compare([`f${i % 7}`], 'eq', `v${i}`)]))),
  },
  nots: {
    size: 500,
    make: (n) => and([compare(['a'], 'eq', 'v'), ...many(n, (i) => not(compare(['b'], 'eq', `v${i}`)))]),
  },
  'long list': {
    size: 2000,
    make: (n) =>
      isIn(
        ['a'],
        many(n, (i) => `v${i}`),
      ),
  },
  patterns: { size: 500, make: (n) => or(many(n, (i) => match(['a'], [MANY, `v${i}`, MANY]))) },
  'folded patterns': {
    size: 250,
    make: (n) => or(many(n, (i) => match([`f${i % 5}`], [MANY, `v${i}`, MANY], { ignoreCase: true, on: 'scalar' }))),
  },
  'deep nest': {
    size: 60,
    make: (n) => {
      let deep: Condition = compare(['a'], 'eq', 'v')
      for (let i = 0; i < n; i++)
        deep =
          i % 2 === 0 ? and([compare([`f${i}`], 'eq', `v${i}`), deep]) : or([deep, compare([`g${i}`], 'eq', `v${i}`)])
      return deep
    },
  },
  'long string': { size: 50_000, make: (n) => compare(['a'], 'eq', `v${'x y'.repeat(n / 3)}`) },
  'long pattern': { size: 5000, make: (n) => match(['a'], ['v', ...many(n, (i) => (i % 2 === 0 ? MANY : 'xy'))]) },
}

/** Texts of which conditions are not all: metadata, tests, keys, anchors, lines. */
interface Texts {
  readonly size: number
  readonly make: (n: number) => Readonly<Record<string, string>>
  readonly read: (files: Readonly<Record<string, string>>) => unknown
}

const reading = (id: string) => (files: Readonly<Record<string, string>>) => {
  const parser = parsers.find((one) => one.id === id)
  parser?.parseRules?.(files, {})
  return parser?.lint?.(files, {})
}
const lines = (n: number, one: (i: number) => string): string => many(n, one).join('\n')
const TOML = '[rule]\nname = "n"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = "a: x"\n'
const SIGMA = 'title: t\nlogsource: { product: p }\n'
const PANTHER = 'AnalysisType: rule\nRuleID: A.B\nFilename: a.py\nLogTypes: [A.B]\nSeverity: Low\n'
const RULE = 'def rule(event):\n    return event.get("a") == "x"\n'

export const TEXTS: Readonly<Record<string, Texts>> = {
  'TOML keys': {
    size: 1000,
    make: (n) => ({ 'a.toml': TOML + lines(n, (i) => `k${i} = "v"`) }),
    read: reading('elastic'),
  },
  'TOML tables': {
    size: 500,
    make: (n) => ({
      'a.toml':
        TOML +
        lines(
          n,
          (i) =>
            `[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA${i}"\nname = "x"\nreference = "y"`,
        ),
    }),
    read: reading('elastic'),
  },
  'TOML list': {
    size: 2000,
    make: (n) => ({ 'a.toml': `${TOML}tags = [${many(n, (i) => `"t${i}"`).join(', ')}]\n` }),
    read: reading('elastic'),
  },
  'TOML long string': {
    size: 50_000,
    make: (n) => ({ 'a.toml': `${TOML}note = """\n${'x\n'.repeat(n)}"""\n` }),
    read: reading('elastic'),
  },
  'TOML filters': {
    size: 250,
    make: (n) => ({ 'a.toml': TOML + lines(n, (i) => `[[rule.filters]]\n[rule.filters.query.term]\na = "v${i}"`) }),
    read: reading('elastic'),
  },
  'NDJSON rules': {
    size: 250,
    make: (n) => ({
      'a.ndjson': lines(
        n,
        (i) => `{"rule_id":"r${i}","name":"n","type":"query","language":"kuery","query":"a: v${i}"}`,
      ),
    }),
    read: reading('elastic'),
  },
  'YAML anchors': {
    size: 500,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n  s:\n    a:\n${lines(n, (i) => `      - &x${i} v${i}`)}\n    b:\n${lines(n, (i) => `      - *x${i}`)}\n  condition: s\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma selections': {
    size: 250,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n${lines(n, (i) => `  s${i}:\n    a|contains: v${i}\n    b: w`)}\n  condition: 1 of s*\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma modifiers that multiply': {
    size: 250,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n  s:\n    a|base64offset|contains:\n${lines(n, (i) => `      - value ${i}`)}\n    b|windash|contains:\n${lines(n, (i) => `      - ' -v${i} '`)}\n  condition: s\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma documents': {
    size: 100,
    make: (n) => ({
      'a.yml': many(n, (i) => `${SIGMA}id: ${i}\ndetection:\n  s:\n    a: v${i}\n  condition: s\n`).join('---\n'),
    }),
    read: reading('sigma'),
  },
  'Sigma long condition': {
    size: 250,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n${lines(n, (i) => `  s${i}:\n    a: v${i}`)}\n  condition: ${many(n, (i) => `not s${i}`).join(' and ')}\n`,
    }),
    read: reading('sigma'),
  },
  'Panther tests': {
    size: 250,
    make: (n) => ({
      'a.yml': `${PANTHER}Tests:\n${lines(n, (i) => `  - Name: t${i}\n    ExpectedResult: true\n    Log:\n      a: v${i}\n      b: { c: [1, 2] }`)}\n`,
      'a.py': RULE,
    }),
    read: reading('panther'),
  },
  'Panther detections': {
    size: 250,
    make: (n) => ({
      'a.yml': `AnalysisType: rule\nRuleID: A.B\nLogTypes: [A.B]\nSeverity: Low\nDetection:\n  - Any:\n${lines(n, (i) => `      - Key: a\n        Condition: Equals\n        Value: v${i}`)}\n`,
    }),
    read: reading('panther'),
  },
  'Python branches': {
    size: 25,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `def rule(event):\n${lines(n, (i) => `    if event.get("f${i}") == "v${i}":\n        return True`)}\n    return False\n`,
    }),
    read: reading('panther'),
  },
  'Python list': {
    size: 1000,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `NAMES = {\n${lines(n, (i) => `    "v${i}",`)}\n}\n\n\ndef rule(event):\n    return event.get("a") in NAMES\n`,
    }),
    read: reading('panther'),
  },
  'Python functions': {
    size: 100,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `${lines(n, (i) => `def f${i}(x):\n    return x == "v${i}"\n\n`)}\ndef rule(event):\n    return f0(event.get("a"))\n`,
    }),
    read: reading('panther'),
  },
  'Python one long or': {
    size: 100,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `def rule(event):\n    return (\n        ${many(n, (i) => `event.get("f${i}") == "v${i}"`).join('\n        or ')}\n    )\n`,
    }),
    read: reading('panther'),
  },
}

/** Many rules at a time. */
export const FOLDERS: Readonly<Record<string, Texts>> = {
  'Panther files': {
    size: 100,
    make: (n) =>
      Object.fromEntries(
        many(n, (i) => [
          [`r${i}.yml`, PANTHER.replace('A.B\nF', `A.B${i}\nF`).replace('a.py', `r${i}.py`)],
          [`r${i}.py`, RULE],
        ]).flat(),
      ),
    read: reading('panther'),
  },
  'Sigma files': {
    size: 100,
    make: (n) =>
      Object.fromEntries(
        many(n, (i) => [`r${i}.yml`, `${SIGMA}id: ${i}\ndetection:\n  s:\n    a: v${i}\n  condition: s\n`]),
      ),
    read: reading('sigma'),
  },
}

const guessing = (files: Readonly<Record<string, string>>) =>
  Object.values(files).map((text) => [detect(text), detect(text, 'a.yml')])
const text = (make: (n: number) => string): Texts => ({ size: 100_000, make: (n) => ({ a: make(n) }), read: guessing })

/** Guessing the language of a text: of rules, and of what is none. */
export const GUESSES: Readonly<Record<string, Texts>> = {
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, { size, make }]) => [
      `detect ${name}`,
      { size: size * 20, make, read: guessing },
    ]),
  ),
  'detect one word': text((n) => 'x'.repeat(n)),
  'detect blanks': text((n) => ' '.repeat(n)),
  'detect empty lines': text((n) => '\n'.repeat(n)),
  'detect brackets': text((n) => '['.repeat(n)),
  'detect quotes': text((n) => '"'.repeat(n)),
  'detect colons': text((n) => 'a: '.repeat(n / 3)),
  'detect comments': text((n) => '# x\n'.repeat(n / 4)),
  'detect dashes': text((n) => '---\n'.repeat(n / 4)),
  'detect words': text((n) => 'a and not (b or c) '.repeat(n / 19)),
  'detect numbers': text((n) => '1'.repeat(n)),
}
