import { type Diagnostic, diagnostic, type Result, type Rule, success, type Translation } from '@ruleglot/core'
import { emitModule as writeModule } from '@ruleglot/emitters/javascript'
import type { TranslateOptions } from './create-ruleglot.js'

/** Many rules in one text. */
export interface ModuleEmission {
  readonly text: string
  /** `<stem>.mjs`, and its types as `<stem>.d.mts`. */
  readonly files: Readonly<Record<string, string>>
  /** What is in it, in order. The verdict is that of the rule written alone: its function is the same. */
  readonly rules: readonly {
    readonly id: string | undefined
    readonly fields: readonly string[]
    readonly verdict: Translation['verdict']
    readonly assumptions: Translation['assumptions']
  }[]
  /** Why others are not. */
  readonly diagnostics: readonly Diagnostic[]
}

/** How the functions are written, and whose field names they read. */
export type ModuleOptions = Pick<
  TranslateOptions<'javascript'>,
  'events' | 'arrays' | 'fileStem' | 'schema' | 'mapping' | 'unmapped'
>

type TranslateToJavaScript = (rule: Rule, options: ModuleOptions & { readonly to: 'javascript' }) => Result<Translation>

/** See `moduleEmitter`. A rule that cannot be written is left out, and a diagnostic says why. */
export type ModuleEmitter = (
  language: 'javascript',
  rules: readonly Rule[],
  options?: ModuleOptions,
) => Result<ModuleEmission>

/**
 * Many rules as one JavaScript module over one small shared runtime: `rules` and a typed `matches(event)`. Names stay as
 * they are without a mapping; with `auto` or a pack the functions read events as the vendor sends them.
 */
export function moduleEmitter(translate: TranslateToJavaScript): ModuleEmitter {
  return (language, rules, options = {}) => {
    if (language !== 'javascript') throw new TypeError(`No module is written in ${String(language)}`)
    const translations: Translation[] = []
    const refused: Diagnostic[] = []
    for (const [i, rule] of rules.entries()) {
      const translated = translate(rule, { mapping: 'none', ...options, to: 'javascript' })
      if (translated.ok) translations.push(translated.value)
      else refused.push(leftOut(rule, i, translated.diagnostics), ...translated.diagnostics)
    }
    const module = moduleOf(translations, options)
    return module.ok
      ? success({ ...module.value, diagnostics: [...refused, ...module.value.diagnostics] }, module.diagnostics)
      : { ...module, diagnostics: [...refused, ...module.diagnostics] }
  }
}

/** The same of rules that were translated one by one. */
export function moduleOf(translations: readonly Translation[], options: ModuleOptions): Result<ModuleEmission> {
  const { events, arrays, fileStem } = options
  const written = writeModule(
    translations.map(({ target, verdict, cause, witness }) => ({
      rule: target,
      verdict: {
        condition: verdict,
        ...(cause === undefined ? {} : { cause }),
        ...(witness === undefined ? {} : { witness }),
      },
    })),
    {
      ...(events === undefined ? {} : { events }),
      ...(arrays === undefined ? {} : { arrays }),
      ...(fileStem === undefined ? {} : { fileStem }),
    },
  )
  if (!written.ok) return written
  const byTarget = new Map(translations.map((translation) => [translation.target, translation]))
  const rules = written.value.rules.flatMap(({ rule, fields }) => {
    const translation = byTarget.get(rule)
    if (translation === undefined) return []
    const { verdict, assumptions } = translation
    return [{ id: rule.id, fields, verdict, assumptions }]
  })
  return success({ ...written.value, rules }, written.diagnostics)
}

function leftOut({ title, id }: Rule, i: number, [first]: readonly Diagnostic[]): Diagnostic {
  const name = title ?? id ?? `Rule ${i + 1}`
  return diagnostic('rule/not-writable', `${name} is not in the module: ${first?.message ?? 'it cannot be written.'}`)
}
