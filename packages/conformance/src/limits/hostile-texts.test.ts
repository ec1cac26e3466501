import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import { detect } from 'ruleglot'
import { describe, expect, test } from 'vitest'

/**
 * Long texts of one sign, on which an expression that starts anew at each sign takes the square of the length: minutes
 * here, so that the test would run out of time.
 */
const SIZE = 240_000
const many = (text: string): string => text.repeat(SIZE / text.length)
const TEXTS: Readonly<Record<string, string>> = {
  letters: many('x'),
  digits: many('1'),
  blanks: many(' '),
  'empty lines': many('\n'),
  'carriage returns': many('\r'),
  'blank lines': many(' \n'),
  'names with dots': many('a.'),
  'opening brackets': many('['),
  'a key and blank lines': `detection:\n${many(' \n')}`,
  'a table and blank lines': `[rule]\n${many(' \n')}x`,
}

describe('guessing the language of a long text', () => {
  test.each(Object.entries(TEXTS))('%s', (_, text) => {
    expect(['rule.toml', 'rule.yml', undefined].map((name) => detect(text, name))).toHaveLength(3)
  })
})

const RULES: Readonly<Record<string, (text: string) => Readonly<Record<string, string>>>> = {
  sigma: (text) => ({
    'a.yml': `title: t\nauthor: "${text}"\nfalsepositives: ["${text}"]\nlogsource:\n  product: linux\ndetection:\n  selection:\n    a: '${text}'\n    b: ${/^[[&]/.test(text) ? 'b' : text}\n  condition: selection\n`,
  }),
  elastic: (text) => ({
    'a.toml': `[rule]\nname = "${text}"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = 'a: "${text}"'\n`,
  }),
  panther: (text) => ({
    'a.yml': `AnalysisType: rule\nRuleID: A.B\nFilename: a.py\nLogTypes: [A.B]\nSeverity: Low\nDisplayName: "${text}"\nReports:\n  MITRE ATT&CK: ["${text}"]\n`,
    'a.py': `import fnmatch\n\n\ndef rule(event):\n    return event.get("a") == "${text}".strip() or fnmatch.fnmatch(event.get("b"), "${text}")\n`,
  }),
}
const VALUES: readonly string[] = [
  `x${many(' ')}x`,
  `x${many(',')}x`,
  `1${many('_')}x`,
  `${many('[')}x`,
  `${many('&')}x`,
]

describe('rules of long texts are read and written', () => {
  test.each(Object.keys(RULES).flatMap((id) => VALUES.map((value) => [id, value.slice(0, 4), value] as const)))(
    '%s: %s...',
    (id, _, value) => {
      const parser = parsers.find((one) => one.id === id)
      const read = parser?.parseRules?.(RULES[id]?.(value) ?? {}, {})
      const [rule] = read?.ok === true ? read.value : []
      expect(rule).toBeDefined()
      for (const emitter of emitters) if (rule !== undefined) emitter.emitRule?.(rule, {})
    },
  )
})
