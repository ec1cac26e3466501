import { describe, expect, it } from 'vitest'
import type { RegexTree } from '../ir/regex.js'
import { readCondition } from './read-condition.js'
import { MAX_REPEAT } from './regex-excess.js'

const A: RegexTree = { type: 'text', text: 'a' }
const repeat = (part: RegexTree, min: number, max: number | null): RegexTree => ({ type: 'repeat', part, min, max })
const concat = (...parts: RegexTree[]): RegexTree => ({ type: 'concat', parts })

function said(tree: RegexTree): string {
  const leaf = { kind: 'Regex', field: ['a'], tree, ignoreCase: false, on: 'string' }
  const read = readCondition({ kind: 'And', children: [{ kind: 'True' }, leaf] })
  return read.ok ? 'ok' : read.diagnostics.map(({ code, message }) => `${code}: ${message}`).join()
}

describe('a stored regular expression', () => {
  it.each([
    ['a count', repeat(A, 0, MAX_REPEAT), repeat(A, 0, MAX_REPEAT + 1)],
    ['a count without an end', repeat(A, MAX_REPEAT, null), repeat(A, MAX_REPEAT + 1, null)],
    ['counts in counts', repeat(repeat(A, 0, 20), 50, 50), repeat(repeat(A, 0, 21), 50, 50)],
    [
      'counts beside each other',
      concat(...Array<RegexTree>(20).fill(repeat(A, 0, MAX_REPEAT))),
      concat(...Array<RegexTree>(21).fill(repeat(A, 0, MAX_REPEAT))),
    ],
    [
      'a text that is counted',
      repeat({ type: 'text', text: 'x'.repeat(20) }, 1, MAX_REPEAT),
      repeat({ type: 'text', text: 'x'.repeat(21) }, 1, MAX_REPEAT),
    ],
  ])('is bounded in %s', (_, most, more) => {
    expect(said(most)).toBe('ok')
    expect(said(more)).toMatch(/^limit\/nodes: condition\.children\[1\]\.tree |^limit\/nodes: children\[1\]\.tree /)
  })

  it('may be long without counts, and repeat what can never stand', () => {
    expect(said({ type: 'text', text: 'x'.repeat(100_000) })).toBe('ok')
    expect(said(repeat(repeat(A, 1_000_000, null), 0, 0))).toBe('ok')
  })
})
