import { type Diagnostic, diagnostic } from '@ruleglot/core'
import { LANGUAGES } from './verbs/language-option.js'

/** A file whose content looks like no language. */
export function unknownLanguage(name: string): Diagnostic {
  return diagnostic('rule/unknown-language', `${name}: the language of the rule is not recognised.`, {
    hint: `Name it with --from, if it holds a rule: ${LANGUAGES.join(', ')}.`,
  })
}
