import { describe, expect, it } from 'vitest'
import { diagnostic } from './diagnostic.js'
import { diagnosticsToMarkdown, markdownCode, markdownText } from './diagnostics-to-markdown.js'
import { diagnosticsToSarif } from './diagnostics-to-sarif.js'

const sources = { 'rules/a b.yml': 'title: x\nand y\n' }
const span = { start: 9, end: 12, file: 'rules/a b.yml' }
const found = [
  diagnostic('logic/idle-filter', 'It *removes* | nothing.', {
    span,
    hint: 'Drop it.',
    related: [{ span, message: 'See.' }],
  }),
  diagnostic('syntax/yaml', 'Bad.', { span: { start: 0, end: 5, file: 'gone.yml' } }),
  diagnostic('rule/none', 'No rule.'),
]

describe('diagnosticsToSarif', () => {
  const log = diagnosticsToSarif(found, sources) as unknown as {
    version: string
    runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[]
  }
  it('is one run of SARIF 2.1.0 with a rule for each code', () => {
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual([
      'logic/idle-filter',
      'rule/none',
      'syntax/yaml',
    ])
  })
  it('places results by line and column, as far as the text is known', () => {
    const region = { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 }
    const place = { physicalLocation: { artifactLocation: { uri: 'rules/a%20b.yml' }, region } }
    expect(log.runs[0]?.results).toEqual([
      {
        ruleId: 'logic/idle-filter',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'It *removes* | nothing. Drop it.' },
        locations: [place],
        relatedLocations: [{ id: 0, ...place, message: { text: 'See.' } }],
      },
      {
        ruleId: 'syntax/yaml',
        ruleIndex: 2,
        level: 'error',
        message: { text: 'Bad.' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'gone.yml' } } }],
      },
      { ruleId: 'rule/none', ruleIndex: 1, level: 'error', message: { text: 'No rule.' } },
    ])
  })
})

describe('diagnosticsToMarkdown', () => {
  it('has a table for each file, errors first', () => {
    expect(diagnosticsToMarkdown(found, sources).split('\n')).toContain(
      '| 2 | warning | It \\*removes\\* \\| nothing. Drop it. | `logic/idle-filter` |',
    )
    expect(diagnosticsToMarkdown([], sources)).toBe('')
  })
  it('lets no text become markup', () => {
    expect(markdownText('<img src=x> [a](b) @all \u202e\n# x')).toBe(
      '&lt;img src=x> \\[a\\](b) \\@all &lt;U+202E> \\# x',
    )
    expect(markdownCode('a`b|c')).toBe('`` a`b\\|c ``')
  })
})
