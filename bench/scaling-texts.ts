import { parsers } from '@ruleglot/parsers'
import { detect } from 'ruleglot'
import { many } from './scaling-shapes.js'

/** Texts of which conditions are not all: metadata, tests, keys, anchors, lines. */
interface Texts {
  /** Of the smallest and the largest. */
  readonly from: number
  readonly most: number
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
    from: 250,
    most: 16000,
    make: (n) => ({ 'a.toml': TOML + lines(n, (i) => `k${i} = "v"`) }),
    read: reading('elastic'),
  },
  'TOML tables': {
    from: 125,
    most: 8000,
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
    from: 500,
    most: 32000,
    make: (n) => ({ 'a.toml': `${TOML}tags = [${many(n, (i) => `"t${i}"`).join(', ')}]\n` }),
    read: reading('elastic'),
  },
  'TOML long string': {
    from: 12500,
    most: 800000,
    make: (n) => ({ 'a.toml': `${TOML}note = """\n${'x\n'.repeat(n)}"""\n` }),
    read: reading('elastic'),
  },
  'TOML filters': {
    from: 62,
    most: 3968,
    make: (n) => ({ 'a.toml': TOML + lines(n, (i) => `[[rule.filters]]\n[rule.filters.query.term]\na = "v${i}"`) }),
    read: reading('elastic'),
  },
  'NDJSON rules': {
    from: 62,
    most: 3968,
    make: (n) => ({
      'a.ndjson': lines(
        n,
        (i) => `{"rule_id":"r${i}","name":"n","type":"query","language":"kuery","query":"a: v${i}"}`,
      ),
    }),
    read: reading('elastic'),
  },
  'YAML anchors': {
    from: 125,
    most: 8000,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n  s:\n    a:\n${lines(n, (i) => `      - &x${i} v${i}`)}\n    b:\n${lines(n, (i) => `      - *x${i}`)}\n  condition: s\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma selections': {
    from: 62,
    most: 3968,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n${lines(n, (i) => `  s${i}:\n    a|contains: v${i}\n    b: w`)}\n  condition: 1 of s*\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma modifiers that multiply': {
    from: 62,
    most: 3968,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n  s:\n    a|base64offset|contains:\n${lines(n, (i) => `      - value ${i}`)}\n    b|windash|contains:\n${lines(n, (i) => `      - ' -v${i} '`)}\n  condition: s\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma documents': {
    from: 25,
    most: 1600,
    make: (n) => ({
      'a.yml': many(n, (i) => `${SIGMA}id: ${i}\ndetection:\n  s:\n    a: v${i}\n  condition: s\n`).join('---\n'),
    }),
    read: reading('sigma'),
  },
  'Sigma long condition': {
    from: 62,
    most: 3968,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n${lines(n, (i) => `  s${i}:\n    a: v${i}`)}\n  condition: ${many(n, (i) => `not s${i}`).join(' and ')}\n`,
    }),
    read: reading('sigma'),
  },
  'Sigma selections that must all hold': {
    from: 60,
    most: 3840,
    make: (n) => ({
      'a.yml': `${SIGMA}detection:\n${lines(n, (i) => `  s${i}:\n    a|contains: v${i}\n    b: w`)}\n  filter_a:\n    c: d\n  condition: all of s* and not 1 of filter_*\n`,
    }),
    read: reading('sigma'),
  },
  'Elastic exceptions': {
    from: 60,
    most: 3840,
    make: (n) => ({
      'a.ndjson': `${JSON.stringify({ rule_id: 'r', name: 'n', type: 'query', language: 'kuery', query: 'a: x', exceptions_list: [{ id: 'e', list_id: 'l', type: 'detection', namespace_type: 'single' }] })}\n${lines(n, (i) => JSON.stringify({ list_id: 'l', item_id: `i${i}`, type: 'simple', name: 'n', entries: [{ field: 'a', operator: 'included', type: 'match', value: `v${i}` }] }))}`,
    }),
    read: reading('elastic'),
  },
  'Panther tests': {
    from: 62,
    most: 3968,
    make: (n) => ({
      'a.yml': `${PANTHER}Tests:\n${lines(n, (i) => `  - Name: t${i}\n    ExpectedResult: true\n    Log:\n      a: v${i}\n      b: { c: [1, 2] }`)}\n`,
      'a.py': RULE,
    }),
    read: reading('panther'),
  },
  'Panther detections': {
    from: 62,
    most: 3968,
    make: (n) => ({
      'a.yml': `AnalysisType: rule\nRuleID: A.B\nLogTypes: [A.B]\nSeverity: Low\nDetection:\n  - Any:\n${lines(n, (i) => `      - Key: a\n        Condition: Equals\n        Value: v${i}`)}\n`,
    }),
    read: reading('panther'),
  },
  'Python branches': {
    from: 20,
    most: 1280,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `def rule(event):\n${lines(n, (i) => `    if event.get("f${i}") == "v${i}":\n        return True`)}\n    return False\n`,
    }),
    read: reading('panther'),
  },
  'Python list': {
    from: 250,
    most: 16000,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `NAMES = {\n${lines(n, (i) => `    "v${i}",`)}\n}\n\n\ndef rule(event):\n    return event.get("a") in NAMES\n`,
    }),
    read: reading('panther'),
  },
  'Python assignments': {
    from: 20,
    most: 1280,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `def rule(event):\n${lines(n, (i) => `    v${i} = event.get("f${i}", "")`)}\n    return v0 == "x" or v${n - 1} == "y"\n`,
    }),
    read: reading('panther'),
  },
  'Python loop over a list': {
    from: 20,
    most: 1280,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `NAMES = [${many(n, (i) => `"v${i}"`).join(', ')}]\n\n\ndef rule(event):\n    for name in NAMES:\n        if name in event.get("a", ""):\n            return True\n    return False\n`,
    }),
    read: reading('panther'),
  },
  'Python functions': {
    from: 25,
    most: 1600,
    make: (n) => ({
      'a.yml': PANTHER,
      'a.py': `${lines(n, (i) => `def f${i}(x):\n    return x == "v${i}"\n\n`)}\ndef rule(event):\n    return f0(event.get("a"))\n`,
    }),
    read: reading('panther'),
  },
  'Python one long or': {
    from: 25,
    most: 1600,
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
    from: 25,
    most: 1600,
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
    from: 25,
    most: 1600,
    make: (n) =>
      Object.fromEntries(
        many(n, (i) => [`r${i}.yml`, `${SIGMA}id: ${i}\ndetection:\n  s:\n    a: v${i}\n  condition: s\n`]),
      ),
    read: reading('sigma'),
  },
}

const guessing = (files: Readonly<Record<string, string>>) =>
  Object.values(files).map((text) => [detect(text), detect(text, 'a.yml')])
const text = (make: (n: number) => string): Texts => ({
  from: 50_000,
  most: 1_600_000,
  make: (n) => ({ a: make(n) }),
  read: guessing,
})

/** Guessing the language of a text: of rules, and of what is none. */
export const GUESSES: Readonly<Record<string, Texts>> = {
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, { from, make }]) => [
      `detect ${name}`,
      { from: from * 10, most: from * 160, make, read: guessing },
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
