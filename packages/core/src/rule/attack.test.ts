import { describe, expect, it } from 'vitest'
import {
  attackInVersion,
  attackTactic,
  attackTacticUrl,
  attackTechnique,
  attackTechniqueUrl,
  pairAttack,
  parsePantherAttack,
} from './attack.js'

describe('attackTactic', () => {
  it.each(['TA0006', 'ta0006', 'credential-access', 'Credential Access', 'credential_access'])('finds %j', (key) => {
    expect(attackTactic(key)).toEqual({ id: 'TA0006', name: 'Credential Access', slug: 'credential-access' })
  })

  it('speaks the language of a version', () => {
    const evasion = { id: 'TA0005', name: 'Defense Evasion', slug: 'defense-evasion' }
    expect(['stealth', 'defense-evasion', 'TA0005', 'defense-impairment'].map((key) => attackTactic(key))).toEqual(
      Array(4).fill(evasion),
    )
    expect(attackTactic('defense-evasion', '19')).toEqual({ id: 'TA0005', name: 'Stealth', slug: 'stealth' })
    expect(attackTactic('defense-impairment', '19')?.id).toBe('TA0112')
  })

  it.each(['', 'TA9999', '__proto__', 'evasion'])('does not know %j', (key) =>
    expect(attackTactic(key)).toBeUndefined(),
  )
})

describe('attackTechnique', () => {
  it('knows names and tactics', () => {
    expect(attackTechnique('T1110.001')).toEqual({ id: 'T1110.001', name: 'Password Guessing', tactics: ['TA0006'] })
    expect(attackTechnique('T1078')?.tactics).toEqual(['TA0001', 'TA0003', 'TA0004', 'TA0005'])
    expect(attackTechnique('T1685.005')?.name).toBe('Clear Windows Event Logs')
    expect(attackTechnique('T0000')).toBeUndefined()
  })

  it('gives the pages of ATT&CK', () => {
    expect(attackTechniqueUrl('T1110.001')).toBe('https://attack.mitre.org/techniques/T1110/001/')
    expect(attackTechniqueUrl('T1110')).toBe('https://attack.mitre.org/techniques/T1110/')
    expect(attackTacticUrl('TA0006')).toBe('https://attack.mitre.org/tactics/TA0006/')
  })
})

describe('parsePantherAttack', () => {
  it.each([
    ['TA0006:T1528', 'TA0006', 'T1528'],
    [' ta0006 : t1110.001 ', 'TA0006', 'T1110.001'],
    ['T1528', undefined, 'T1528'],
    ['TA0006', 'TA0006', undefined],
    ['TA0006:', 'TA0006', undefined],
  ])('reads %j', (text, tactic, technique) => {
    const read = parsePantherAttack(text)
    expect([read?.tactic?.id, read?.technique?.id]).toEqual([tactic, technique])
  })

  it('adds the names', () => {
    expect(parsePantherAttack('TA0040:T1531')).toEqual({
      tactic: { id: 'TA0040', name: 'Impact' },
      technique: { id: 'T1531', name: 'Account Access Removal' },
    })
  })

  it.each(['', ':', 'TA003:T1556', 'AML.T0054', 'TA0006:T15', 'TA0006T1528', 'TA0006:T1528,T1529'])(
    'does not read %j',
    (text) => expect(parsePantherAttack(text)).toBeUndefined(),
  )
})

describe('pairAttack', () => {
  const ids = (tactics: readonly string[], techniques: readonly string[]) =>
    pairAttack(tactics, techniques).map(({ tactic, technique }) => `${tactic?.id ?? '-'}:${technique?.id ?? '-'}`)

  it('puts each technique under the listed tactics it belongs to', () => {
    expect(ids(['TA0005', 'TA0011'], ['T1027', 'T1105'])).toEqual(['TA0005:T1027', 'TA0011:T1105'])
    expect(ids(['TA0001', 'TA0003'], ['T1078.004'])).toEqual(['TA0001:T1078.004', 'TA0003:T1078.004'])
    expect(ids(['TA0112'], ['T1685'])).toEqual(['TA0112:T1685'])
  })

  it('loses nothing that does not pair', () => {
    expect(ids(['TA0002', 'TA0040'], ['T1105', 'T9999', 'T1531'])).toEqual([
      'TA0040:T1531',
      '-:T1105',
      '-:T9999',
      'TA0002:-',
    ])
    expect(ids([], [])).toEqual([])
  })
})

describe('attackInVersion', () => {
  const v18 = {
    tactic: { id: 'TA0005', name: 'Defense Evasion' },
    technique: { id: 'T1562.001', name: 'Disable or Modify Tools' },
  }
  const v19 = {
    tactic: { id: 'TA0112', name: 'Defense Impairment' },
    technique: { id: 'T1685', name: 'Disable or Modify Tools' },
  }

  it('goes to version 19 and back', () => {
    expect(attackInVersion(v18, '19')).toEqual(v19)
    expect(attackInVersion(v19, '18')).toEqual(v18)
    expect(attackInVersion(v18, '18')).toEqual(v18)
    expect(attackInVersion(v19, '19')).toEqual(v19)
  })

  it('renames what stays', () => {
    expect(attackInVersion({ tactic: { id: 'TA0005' }, technique: { id: 'T1027' } }, '19')).toEqual({
      tactic: { id: 'TA0005', name: 'Stealth' },
      technique: { id: 'T1027', name: 'Obfuscated Files or Information' },
    })
    expect(attackInVersion({ tactic: { id: 'TA0005' }, technique: { id: 'T1112' } }, '19').tactic?.id).toBe('TA0112')
  })

  it('leaves alone what it does not know', () => {
    const unknown = { tactic: { id: 'TA9999', name: 'x' }, technique: { id: 'T9999', name: 'y' } }
    expect(attackInVersion(unknown, '19')).toEqual(unknown)
    expect(attackInVersion({}, '19')).toEqual({})
  })
})
