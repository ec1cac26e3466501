import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { equals, normalise } from '@ruleglot/core'
import { sigma as emitter } from '@ruleglot/emitters/sigma'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { expect, test } from 'vitest'
import { sharedData } from '../shared-data.js'

const corpus = sharedData('corpora/sigma-rules.jsonl.gz')

/** Every how-manieth rule is taken; RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 6

/** Sigma to Sigma loses nothing: the condition that is written, read back, has the normal form of its source. */
test.skipIf(corpus === undefined)(
  'SigmaHQ rules written and read back mean the same',
  () => {
    const rows = gunzipSync(readFileSync(corpus as string))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly path: string; readonly text: string })
      .filter((_, i) => i % STEP === 0)
    const wrong: string[] = []
    const refused: string[] = []
    let count = 0
    for (const { path, text } of rows) {
      const parsed = parser.parseRules?.({ [path]: text }, {})
      if (!parsed?.ok) continue
      for (const rule of parsed.value) {
        count++
        const emitted = emitter.emitCondition?.(rule.condition, { case: 'exact' })
        if (!emitted?.ok) {
          refused.push(`${path} ${emitted?.diagnostics.map(({ message }) => message).join(' ')}`)
          continue
        }
        const back = parser.parseCondition?.(emitted.value.text, {})
        if (!back?.ok || !equals(normalise(back.value.condition), normalise(rule.condition))) {
          wrong.push(`${path}\n${emitted.value.text}\n${back?.ok ? '' : JSON.stringify(back?.diagnostics)}`)
        }
      }
    }
    console.log(`${count} conditions, ${refused.length} refused, ${wrong.length} changed`)
    console.log(refused.slice(0, 10).join('\n'))
    expect(wrong.slice(0, 5)).toEqual([])
    expect(refused.length).toBeLessThanOrEqual(5)
  },
  900_000,
)
