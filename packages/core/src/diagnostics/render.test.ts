import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineBounds, lineIndex, positionIn } from '../source/line-index.js'
import { lineColumn } from '../source/source-text.js'
import { type Diagnostic, type DiagnosticDetails, diagnostic } from './diagnostic.js'
import { diagnosticsToJson } from './diagnostics-to-json.js'
import { renderDiagnostics } from './render.js'
import { displayWidth, visibleText } from './visible-text.js'

const unterminated = (details: DiagnosticDetails): Diagnostic =>
  diagnostic('kql/unterminated-string', 'The string has no closing quote.', details)

/** The diagnostic for the marked part of a text: « and » stand around it. */
function marked(text: string, details: DiagnosticDetails = {}): readonly [readonly Diagnostic[], string] {
  const start = text.indexOf('«')
  const end = text.indexOf('»') - 1
  return [[unterminated({ ...details, span: { start, end } })], text.replace('«', '').replace('»', '')]
}

function rendered(text: string, details: DiagnosticDetails = {}, width?: number): string {
  const [diagnostics, source] = marked(text, details)
  return renderDiagnostics(diagnostics, source, width === undefined ? {} : { width })
}

describe('renderDiagnostics', () => {
  it('shows the place, the source, the effect and the way out', () => {
    const text = 'a = 1\nevent.action:"foo\nb = 2\n'
    const start = text.indexOf('"foo')
    const found = unterminated({
      span: { start, end: start + 4, file: 'rule.toml' },
      effect: 'narrows',
      hint: 'Add a quote at the end.',
    })
    expect(renderDiagnostics([found], { 'rule.toml': text, 'other.toml': '' })).toBe(
      `error[kql/unterminated-string]: The string has no closing quote.
  rule.toml:2:14
   2 | event.action:"foo
     |              ^^^^
   = effect: without this part the rule misses events
   = help: Add a quote at the end.`,
    )
  })

  it('shows related places', () => {
    const text = 'one\ntwo\n'
    const found = unterminated({
      span: { start: 4, end: 7 },
      related: [{ span: { start: 0, end: 3 }, message: 'It began here.' }],
    })
    expect(renderDiagnostics([found], text)).toBe(
      `error[kql/unterminated-string]: The string has no closing quote.
  2:1
   2 | two
     | ^^^
   = note: It began here.
  1:1
   1 | one
     | ^^^`,
    )
  })

  it('shows the first and the last line of a long span', () => {
    expect(rendered('x\n  a «(\n1\n2\n  b)» c\n')).toBe(
      `error[kql/unterminated-string]: The string has no closing quote.
  2:5
   2 |   a (
     |     ^
  ...
   5 |   b) c
     | ^^^^`,
    )
    expect(rendered('a «b\r\nc» d')).toContain('   1 | a b\n     |   ^\n   2 | c d\n     | ^')
  })

  it('marks an empty span, and the end of the file, with one caret', () => {
    expect(rendered('a: «»b')).toContain('   1 | a: b\n     |    ^')
    expect(rendered('a: «»')).toContain('   1 | a:\n     |    ^')
    expect(rendered('a:\n«»')).toContain('  2:1\n   2 |\n     | ^')
    expect(rendered('«»')).toContain('  1:1\n   1 |\n     | ^')
    expect(renderDiagnostics([unterminated({ span: { start: 90, end: 99 } })], 'ab')).toContain(
      '  1:3\n   1 | ab\n     |   ^',
    )
  })

  it('keeps the marks below their text after tabs and wide characters', () => {
    expect(rendered('\ta:«\tb»')).toContain('   1 |     a:    b\n     |       ^^^^^')
    expect(rendered('日本:«語»x')).toContain('   1 | 日本:語x\n     |      ^^')
    expect(rendered('e\u0301:«x»')).toContain(`   1 | e\u0301:x\n     |   ^`)
  })

  it('makes control, bidi and invisible characters visible', () => {
    const shown = rendered('a\u0000\u001b[2J«\u202ex\u200b\ufe0f»\ud800')
    expect(shown).toContain(
      '   1 | a\u2400\u241b[2J<U+202E>x<U+200B><U+FE0F><U+D800>\n     |       ^^^^^^^^^^^^^^^^^^^^^^^^^',
    )
    const nasty = { ...unterminated({ hint: '\u001b]0;x\u0007', span: { start: 0, end: 1, file: 'a\n\u001b.toml' } }) }
    const everything = renderDiagnostics([{ ...nasty, message: 'Not \u202efdp.\nSecond \r line' }], {})
    expect(everything).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
    expect(everything.split('\n')).toEqual([
      'error[kql/unterminated-string]: Not <U+202E>fdp.',
      '  Second ',
      '   line',
      '  a\u240a\u241b.toml',
      '   = help: \u241b]0;x\u2407',
    ])
  })

  it('cuts long lines to a window around the marks', () => {
    const shown = rendered(`${'a'.repeat(5_000_000)}«bcd»${'e'.repeat(5_000_000)}`, {}, 40)
    const lines = shown.split('\n')
    expect(lines[1]).toBe('  1:5000001')
    const [source = '', marks = ''] = [lines[2]?.slice(7), lines[3]?.slice(7)]
    expect(displayWidth(source)).toBe(40)
    expect(source.startsWith('…aaa') && source.endsWith('eee…')).toBe(true)
    expect(marks.trimStart()).toBe('^^^')
    expect(source.slice(marks.indexOf('^'), marks.length)).toBe('bcd')
  })

  it('cuts a span that is longer than the window', () => {
    const lines = rendered(`x «${'b'.repeat(500)}» y`, {}, 40).split('\n')
    expect(lines[2]?.slice(7)).toBe(`x ${'b'.repeat(36)}…`)
    expect(lines[3]?.slice(7)).toBe(`  ${'^'.repeat(36)}`)
  })

  it('says nothing of a place it cannot show', () => {
    expect(renderDiagnostics([unterminated({ span: { start: 0, end: 1, file: 'gone' } })], {})).toBe(
      'error[kql/unterminated-string]: The string has no closing quote.\n  gone',
    )
    expect(renderDiagnostics([unterminated({})], 'x')).toBe(
      'error[kql/unterminated-string]: The string has no closing quote.',
    )
    expect(renderDiagnostics([unterminated({ span: { start: 0, end: 1, file: '__proto__' } })], {})).toContain(
      '__proto__',
    )
    expect(renderDiagnostics([], 'x')).toBe('')
  })

  it('colours only when asked, and then says the same', () => {
    const [diagnostics, source] = marked('a «b» c', { hint: 'Help.' })
    const coloured = renderDiagnostics(diagnostics, source, { color: true })
    expect(coloured).toContain('\u001b[1;31merror[kql/unterminated-string]')
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(renderDiagnostics(diagnostics, source))
  })

  it('never throws, and keeps lines, carets and control characters in bounds', () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom('\n', '\r', '\r\n', '\t', '\u0000', '\u2028', '語', '\ud83d', '😀', 'e\u0301', '"'),
        fc.string(),
      ),
    )
    const offset = fc.oneof(fc.integer({ min: -3, max: 60 }), fc.constantFrom(Number.NaN, Infinity, 1.5))
    fc.assert(
      fc.property(text, offset, offset, fc.integer({ min: 0, max: 60 }), (parts, start, end, width) => {
        const shown = renderDiagnostics([unterminated({ span: { start, end } })], parts.join(''), { width })
        expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
        for (const line of shown.split('\n').slice(2))
          expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(width, 40) + 12)
        expect(shown).toContain('^')
      }),
    )
  })
})

describe('diagnosticsToJson', () => {
  it('has lines and columns where the text is known, and only keys that say something', () => {
    const found = unterminated({ span: { start: 3, end: 4, file: 'a' }, effect: 'none', data: { quote: '"' } })
    expect(diagnosticsToJson([found, unterminated({ span: { start: 1, end: 2, file: 'b' } })], { a: 'x\ny"' })).toEqual(
      [
        {
          code: 'kql/unterminated-string',
          severity: 'error',
          message: 'The string has no closing quote.',
          effect: 'none',
          location: { file: 'a', start: { offset: 3, line: 2, column: 2 }, end: { offset: 4, line: 2, column: 3 } },
          data: { quote: '"' },
        },
        {
          code: 'kql/unterminated-string',
          severity: 'error',
          message: 'The string has no closing quote.',
          location: { file: 'b', start: { offset: 1 }, end: { offset: 2 } },
        },
      ],
    )
  })
})

describe('lineIndex', () => {
  it('agrees with lineColumn on every offset of every text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '')),
        fc.integer({ min: -2, max: 30 }),
        (parts, at) => {
          const text = parts.join('')
          expect(positionIn(lineIndex(text), at)).toEqual(lineColumn(text, at))
        },
      ),
    )
  })

  it('leaves line ends out of lines', () => {
    const index = lineIndex('a\r\nb\n\rc\r\n')
    const lines = index.starts.map((_, i) => index.text.slice(...lineBounds(index, i + 1)))
    expect(lines).toEqual(['a', 'b', '', 'c', ''])
  })
})

describe('visibleText', () => {
  it('leaves ordinary text alone', () => {
    expect(visibleText('Straße "日本" 😀 e\u0301')).toBe('Straße "日本" 😀 e\u0301')
  })
})
