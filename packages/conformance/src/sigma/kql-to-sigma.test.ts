import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { ecsSchema, emitVerifiedRule, type Rule } from '@ruleglot/core'
import { sigma as emitter } from '@ruleglot/emitters/sigma'
import { elastic } from '@ruleglot/parsers/elastic'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { Ajv } from 'ajv'
import { CORE_SCHEMA, loadAll } from 'js-yaml'
import { beforeAll, describe, expect, test } from 'vitest'
import { sharedData } from '../shared-data.js'

/**
 * Elastic's KQL rules as Sigma: every rule that is not refused is valid, loads and converts in pySigma, and means the
 * same. Set SIGMA_PYTHON to a Python that has pysigma with its Elasticsearch and Splunk backends.
 */
const corpus = sharedData('corpora/elastic-rules.jsonl.gz')

const python = process.env['SIGMA_PYTHON'] ?? 'python3'
const hasPySigma = spawnSync(python, ['-c', 'import sigma.backends.elasticsearch, sigma.backends.splunk']).status === 0

/** Every how-manieth rule is taken: the whole corpus takes minutes. RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 6

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../../spec/schemas/${name}`, import.meta.url)), 'utf8'))

interface Written {
  readonly name: string
  /** With plain values, as it is written by default. */
  readonly text: string
  /** Of the rule written with letter case kept. */
  readonly verdict: string
}

describe.skipIf(corpus === undefined)('KQL rules of Elastic in Sigma', () => {
  const written: Written[] = []
  let refused = 0

  beforeAll(() => {
    const rows = gunzipSync(readFileSync(corpus as string))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly path: string; readonly text: string })
      .filter(({ text }) => /^language = "kuery"/m.test(text))
      .filter((_, i) => i % STEP === 0)
    const target = { logsource: { product: 'elastic' } }
    const schema = ecsSchema
    for (const { path, text } of rows) {
      const parsed = elastic.parseRules?.({ [path]: text }, { schema })
      const rule: Rule | undefined = parsed?.ok ? parsed.value[0] : undefined
      if (rule === undefined) throw new Error(`not read: ${path}`)
      const exact = emitVerifiedRule(rule, { emitter, reader: parser }, { case: 'exact', target, schema })
      const plain = emitter.emitRule?.(rule, { target, schema })
      if (exact.ok && plain?.ok) written.push({ name: path, text: plain.value.text, verdict: exact.value.verdict })
      else refused++
    }
    console.log(`${rows.length} rules, ${refused} refused`)
  }, 600_000)

  test('mean the same when letter case is kept', () => {
    expect(written.filter(({ verdict }) => verdict !== 'exact').map(({ name }) => name)).toEqual([])
    expect(refused).toBeLessThan(written.length / 10)
  })

  test('fit the schemas', () => {
    const ajv = new Ajv({ schemas: [schemaOf('sigma-detection.schema.json')], strict: false })
    const validate = ajv.compile(schemaOf('sigma-rule.schema.json'))
    for (const { name, text } of written) {
      for (const document of loadAll(text, null, { schema: CORE_SCHEMA })) {
        expect(validate(document), `${name}: ${JSON.stringify(validate.errors)}\n${text}`).toBe(true)
      }
    }
  })

  test.skipIf(!hasPySigma)('load in pySigma and convert with two backends', () => {
    const output = execFileSync(python, [fileURLToPath(new URL('../../python/check_sigma.py', import.meta.url))], {
      input: written.map((one) => JSON.stringify(one)).join('\n'),
      maxBuffer: 1 << 28,
    })
    const results = output
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly name: string; readonly errors: readonly string[] })
    expect(results.length).toBe(written.length)
    expect(results.filter(({ errors }) => errors.length > 0)).toEqual([])
  })
})
