import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  assumptionHolds,
  type Condition,
  type EmittedCondition,
  ecsSchema,
  evaluate,
  sampleEvents,
  verify,
} from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import { elastic } from '@ruleglot/parsers/elastic'
import { kql } from '@ruleglot/parsers/kql'
import { panther as reader } from '@ruleglot/parsers/panther'
import { describe, expect, test } from 'vitest'
import { hasPython } from './python.js'
import { runPanther } from './run-panther.js'
import { sharedData } from './shared-data.js'

/** Every KQL rule of the corpus, written as Panther Python. Skipped where the corpora are not there. */
const corpus = sharedData('corpora/elastic-rules.jsonl.gz')

interface CorpusRule {
  readonly path: string
  readonly condition: Condition
}

function readCorpus(path: string): readonly CorpusRule[] {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n')
  return lines.flatMap((line) => {
    if (line === '') return []
    const row = JSON.parse(line) as { readonly path: string; readonly text: string }
    if (!/^language = "kuery"$/m.test(row.text)) return []
    const parsed = elastic.parseRules?.({ [row.path]: row.text }, { schema: ecsSchema })
    if (!parsed?.ok) return []
    return parsed.value.flatMap(({ vendor }) => {
      // The query alone: exceptions and filters beside it are kept parts that no other language can say.
      const query = (vendor['rule'] as { readonly query?: string } | undefined)?.query ?? ''
      const read = kql.parseCondition?.(query, { schema: ecsSchema })
      return read?.ok ? [{ path: row.path, condition: read.value.condition }] : []
    })
  })
}

describe.runIf(corpus !== undefined)('KQL rules as Panther Python', () => {
  const rules = corpus === undefined ? [] : readCorpus(corpus)
  const write = (condition: Condition, guards: 'assume' | 'explicit'): EmittedCondition => {
    const emitted = writer.emitCondition?.(condition, { guards, schema: ecsSchema })
    if (!emitted?.ok) throw new Error(JSON.stringify(emitted?.diagnostics))
    return emitted.value
  }

  test.each(['assume', 'explicit'] as const)(
    'every one is written and reads back as the same, guards: %s',
    (guards) => {
      expect(rules.length).toBeGreaterThanOrEqual(792)
      const verdicts = rules.map(({ path, condition }) => {
        const { text, assumptions } = write(condition, guards)
        if (guards === 'explicit') expect(assumptions).toEqual([])
        const back = reader.parseCondition?.(text, {})
        if (!back?.ok) return `${path}: not read`
        const { verdict } = verify({
          source: condition,
          output: back.value.condition,
          readerAssumptions: back.value.assumptions,
          named: assumptions,
          schema: ecsSchema,
        })
        return verdict === 'exact' ? verdict : `${path}: ${verdict}`
      })
      expect(verdicts.filter((verdict) => verdict !== 'exact')).toEqual([])
    },
  )

  test.runIf(hasPython()).each(['assume', 'explicit'] as const)(
    'CPython decides sample events alike, guards: %s',
    (guards) => {
      const batches = rules.map(({ path, condition }) => {
        const { text, assumptions } = write(condition, guards)
        return {
          path,
          condition,
          assumptions,
          code: text,
          events: sampleEvents([condition], { limit: 30, schema: ecsSchema }),
        }
      })
      const results = runPanther(batches.map(({ code, events }) => ({ code, events })))
      const problems: string[] = []
      let compared = 0
      for (const [i, { path, condition, assumptions, events }] of batches.entries()) {
        for (const [j, event] of events.entries()) {
          const result = results[i]?.[j]
          if (typeof result !== 'boolean')
            problems.push(`${path}: ${JSON.stringify(result)} on ${JSON.stringify(event)}`)
          else if (assumptions.every((assumption) => assumptionHolds(assumption, event))) {
            const truth = evaluate(condition, event)
            if (truth === 'unknown') continue
            compared++
            if (truth !== result)
              problems.push(`${path}: Python ${result}, evaluator ${truth} on ${JSON.stringify(event)}`)
          }
        }
      }
      expect(problems.slice(0, 5)).toEqual([])
      expect(compared).toBeGreaterThan(rules.length * 10)
    },
  )

  /** RULEGLOT_BLACK: the black to check with. */
  const black = process.env['RULEGLOT_BLACK']
  test.runIf(black !== undefined)('black changes nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ruleglot-black-'))
    for (const [i, { condition }] of rules.entries()) {
      writeFileSync(join(folder, `rule_${i}.py`), write(condition, i % 2 === 0 ? 'assume' : 'explicit').text)
    }
    const done = spawnSync(black as string, ['--line-length', '100', '--check', '--quiet', folder])
    rmSync(folder, { recursive: true })
    expect(done.status).toBe(0)
  })
})
