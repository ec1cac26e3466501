import { expect, test } from 'vitest'
import { hasPython, runPythonEvaluator } from '../python.js'
import { judgePairs } from './judge-pairs.js'
import { proofPairs } from './pairs.js'

const PAIRS = process.env['RULEGLOT_FULL'] === '1' ? 20_000 : 1_000
const SEED = Number(process.env['RULEGLOT_SEED'] ?? 5)
/** In parts, so that no list of events grows too long. */
const PART = 200

test('no event refutes what is proven of pairs, and everything in the fragment is decided', async () => {
  for (let from = 0; from < PAIRS; from += PART) {
    const judged = judgePairs(proofPairs(PART, SEED + from), (index) => index % 2 === 0)
    expect(judged.refuted.slice(0, 3)).toEqual([])
    expect(judged.unproven.slice(0, 3)).toEqual([])
    const { equivalent, wider, narrower, different } = judged.verdicts
    for (const number of [equivalent, wider, narrower, different]) expect(number).toBeGreaterThan(PART / 20)
    if (!hasPython()) continue
    const python = await runPythonEvaluator(judged.witnesses.map(({ ir, event }) => ({ ir, events: [event] })))
    expect(judged.witnesses.filter(({ expected }, i) => python[i]?.[0] !== expected).slice(0, 3)).toEqual([])
  }
}, 3_600_000)
