import { type Condition, evaluator, type JsonValue } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasPython, runPythonEvaluator } from '../python.js'

const octet = fc.oneof(fc.nat(260).map(String), fc.constantFrom('00', '01', '', '1 ', '0x1', '-1', '1e1', '\u0661'))
const dotted = fc.array(octet, { minLength: 3, maxLength: 5 }).map((octets) => octets.join('.'))
const group = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('0', '1', 'ffff', 'A', '00ff', 'dB8') },
  { weight: 1, arbitrary: fc.constantFrom('', '12345', 'g', '%1', '/', ' ') },
)
const colons = fc
  .tuple(
    fc.array(group, { maxLength: 9 }),
    fc.constantFrom('', '::', ':', ':::'),
    fc.array(group, { maxLength: 8 }),
    dotted,
    fc.nat(5),
  )
  .map(([head, gap, tail, last, how]) => {
    const groups = how === 0 ? [...tail, last] : tail
    return head.join(':') + gap + groups.join(':')
  })
const eight = fc
  .array(fc.constantFrom('0', '1', 'ffff', 'A'), { minLength: 7, maxLength: 8 })
  .map((groups) => groups.join(':'))
const address = fc.oneof(dotted, colons, eight, fc.ipV4(), fc.ipV6())

/** Python's ipaddress is a reader that many people have looked at. */
test.skipIf(!hasPython())('addresses are read as the ipaddress module reads them', async () => {
  const texts = fc.sample(address, { seed: 5, numRuns: 4000 })
  const bounds = fc.sample(fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('0.0.0.0', '::')), { seed: 6, numRuns: 8 })
  const networks = bounds.map((bound, i) => `${bound}/${(i * 7) % (bound.includes(':') ? 129 : 33)}`)
  const conditions: Condition[] = [
    { kind: 'Cidr', field: [], network: '0.0.0.0/0' },
    { kind: 'Cidr', field: [], network: '::/0' },
    ...bounds.map((value): Condition => ({ kind: 'Compare', field: [], op: 'ge', value, domain: 'ip' })),
    ...networks.map((network): Condition => ({ kind: 'Cidr', field: [], network })),
  ]
  const events: readonly JsonValue[] = texts
  const python = await runPythonEvaluator(conditions.map((ir) => ({ ir, events })))
  const differing: string[] = []
  let addresses = 0
  for (const [i, condition] of conditions.entries()) {
    const test = evaluator(condition)
    for (const [k, event] of events.entries()) {
      const own = test(event)
      if (i < 2 && own === true) addresses++
      if (own !== python[i]?.[k]) differing.push(JSON.stringify({ condition, event, own }))
    }
  }
  expect(differing.slice(0, 5)).toEqual([])
  expect(addresses).toBeGreaterThan(texts.length / 5)
})
