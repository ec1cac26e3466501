import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SOURCE_TEXT } from '@ruleglot/core'
import { sigma as emitter } from '@ruleglot/emitters/sigma'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { Ajv } from 'ajv'
import { CORE_SCHEMA, loadAll } from 'js-yaml'
import { expect, test } from 'vitest'
import { readSigmaCorpus } from './sigma-corpus.js'

/** Every how-manieth rule is taken; RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 6
const corpus = readSigmaCorpus()?.filter((_, i) => i % STEP === 0)

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../../spec/schemas/${name}`, import.meta.url)), 'utf8'))

/** SigmaHQ's rules written anew, not from the text that they were read from. */
test.skipIf(corpus === undefined)(
  'SigmaHQ rules that are written anew fit the schemas',
  () => {
    const ajv = new Ajv({ schemas: [schemaOf('sigma-detection.schema.json')], strict: false })
    const validate = ajv.compile(schemaOf('sigma-rule.schema.json'))
    for (const { path, text } of corpus ?? []) {
      const parsed = parser.parseRules?.({ [path]: text }, {})
      if (!parsed?.ok) throw new Error(path)
      for (const rule of parsed.value) {
        const { [SOURCE_TEXT]: _, ...vendor } = rule.vendor
        const emitted = emitter.emitRule?.({ ...rule, vendor }, {})
        if (!emitted?.ok) throw new Error(`${path}: ${JSON.stringify(emitted?.diagnostics)}`)
        for (const document of loadAll(emitted.value.text, null, { schema: CORE_SCHEMA })) {
          expect(validate(document), `${path}: ${JSON.stringify(validate.errors)}\n${emitted.value.text}`).toBe(true)
        }
      }
    }
  },
  900_000,
)
