import { expect, test } from 'vitest'
import type { Pack } from './pack.js'
import { packFacts } from './pack-facts.js'

test('letter case is a question where the pack knows two spellings of one value', () => {
  const pack: Pack = {
    id: 'log',
    platforms: {},
    fields: [
      { path: 'once', case: 'fixed', values: ['Success', 'Failure'] },
      { path: 'twice', case: 'fixed', values: ['Success', 'success'] },
      { path: 'free' },
      { path: 'address', type: 'ip' },
    ],
  }
  expect(packFacts(pack, 'sigma').caseFixed).toEqual(['once', 'address'])
})
