import { type Diagnostic, diagnostic } from '@ruleglot/core'
import { KNOWN_HELPERS, type LiftSource } from './lift/index.js'

/** Helpers that were read as panther-analysis has them, because the rule's own are not among the files. */
export function knownHelperNotes({ body, file, modules }: LiftSource): readonly Diagnostic[] {
  return [...body.matchAll(/^from (\w+) import (?:\(([^)]*)\)|([^\n(]*))/gm)].flatMap((found) => {
    const [whole, module = '', several, one = ''] = found
    if (Object.hasOwn(modules, module) || !Object.hasOwn(KNOWN_HELPERS, module)) return []
    const known = KNOWN_HELPERS[module] ?? ''
    const names = ((several ?? one).match(/\w+(?: as \w+)?/g) ?? []).map((name) => name.replace(/ as .*/, ''))
    const used = names.filter((name) => known.includes(`def ${name}(`))
    if (used.length === 0) return []
    const start = found.index
    const said = used.map((name) => `${name}()`).join(', ')
    return [
      diagnostic(
        'panther/known-helper',
        `${said}: read as panther-analysis has it, ${module} is not among the files.`,
        {
          span: { start, end: start + whole.length, file },
          hint: 'Give the helper modules together with the rule if yours differ.',
        },
      ),
    ]
  })
}
