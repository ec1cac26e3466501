import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { panther } from './index.js'

const file = fileURLToPath(new URL('../../../../spec/gaps/panther.yaml', import.meta.url))
const { examples } = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as {
  readonly examples: readonly { readonly what: string; readonly python: string }[]
}

describe('spec/gaps/panther.yaml, examples', () => {
  test.each(examples)('$what', ({ python }) => {
    const text = `def rule(event):\n    ${python}\n`
    const parsed = panther.parseCondition?.(text, {})
    expect(JSON.stringify(parsed?.ok && parsed.value.condition)).toContain(
      '"kind":"Opaque","language":"panther-python"',
    )
    expect(new Set(parsed?.diagnostics.map(({ code }) => code))).toEqual(new Set(['panther/unread-python']))
  })
})
