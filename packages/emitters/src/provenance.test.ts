import { ruleOf, TRUE } from '@ruleglot/core'
import { describe, expect, it } from 'vitest'
import { convertedId } from './identity.js'
import { commentText, provenanceLines } from './provenance.js'

const rule = {
  ...ruleOf('sigma', TRUE),
  id: '4f1b3f0e-0000-4000-8000-000000000001',
  authors: ['Ada', 'Bob'],
  license: 'DRL-1.1',
}

describe('provenance', () => {
  it('names source, authors, licence and verdict', () => {
    expect(provenanceLines(rule, { verdict: { condition: 'exact' } }, [])).toEqual([
      'From Sigma rule 4f1b3f0e-0000-4000-8000-000000000001 by Ada, Bob (DRL-1.1). Condition: exact.',
    ])
    expect(
      provenanceLines(
        { ...rule, authors: ['Ada', 'Bob', 'Cy'] },
        { verdict: { condition: 'wider', cause: 'letter case' } },
        ['severity. It is fixed here.'],
      ),
    ).toEqual([
      'From Sigma rule 4f1b3f0e-0000-4000-8000-000000000001 by Ada and others (DRL-1.1). Condition: wider (letter case).',
      'differs: severity. It is fixed here.',
    ])
  })

  it('shows in what the condition differs', () => {
    const differs = (verdict: object) => provenanceLines(rule, { verdict } as never, ['trigger. It counts.'])[1]
    expect(differs({ condition: 'wider', witness: { onlyB: { a: '\n' } } })).toBe(
      String.raw`differs: condition. It fires also on {"a":"\n"}. trigger. It counts.`,
    )
    expect(differs({ condition: 'narrower', witness: { onlyA: { a: 'x'.repeat(500) } } })).toBe(
      'differs: condition. It misses some events. trigger. It counts.',
    )
    expect(differs({ condition: 'different' })).toBe(
      'differs: condition. It misses events. It fires on more events. trigger. It counts.',
    )
    expect(differs({ condition: 'unproven' })).toBe(
      'differs: condition. That it means the same is not proven. trigger. It counts.',
    )
  })

  it('cannot be broken out of', () => {
    const [line] = provenanceLines({ ...rule, authors: ['x\nevil = 1\r\u2028\u2029\u0085\u202e\ud800\u0000y'] }, {}, [])
    expect(line).toBe('From Sigma rule 4f1b3f0e-0000-4000-8000-000000000001 by x evil = 1 y (DRL-1.1).')
    expect(commentText('a\u{1F600}b')).toBe('a\u{1F600}b')
  })
})

describe('converted ids', () => {
  it('depend on target, language and id only', () => {
    expect(convertedId(rule, 'elastic')).toBe(convertedId({ ...rule, title: 'Other' }, 'elastic'))
    expect(convertedId(rule, 'elastic')).not.toBe(convertedId(rule, 'panther'))
    expect(convertedId(rule, 'elastic')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})
