import { existsSync } from 'node:fs'
import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import type { LanguageId } from 'ruleglot'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../src/cli/verbs/language-option.js'

// Its options are read before any language is loaded, so the command has a list of its own; types cannot be asked.
test('the command, the types and the pages know the languages that there are', () => {
  const ids = parsers.map(({ id }) => id)
  expect(emitters.map(({ id }) => id)).toEqual(ids)
  expect(LANGUAGES).toEqual(ids)
  const typed: readonly LanguageId[] = LANGUAGES
  expect(typed.map((id) => [id, existsSync(new URL(`../../../spec/languages/${id}.md`, import.meta.url))])).toEqual(
    ids.map((id) => [id, true]),
  )
})
