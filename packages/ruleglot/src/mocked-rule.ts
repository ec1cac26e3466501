import type { JsonValue, Rule } from '@ruleglot/core'
import { type LanguageId, parseRules } from './index.js'

/** What a test replaces: a name of the rule's module, and what a call of it gives then. */
export interface Mock {
  readonly name: string
  readonly returns: JsonValue | undefined
}

/**
 * A Panther rule as one of its tests has it, with functions that give a constant: Panther binds the names of the rule's
 * module anew, which a definition at the end of the module does as well. A text: why that cannot be done.
 */
export function mockedRule(
  rule: Rule,
  mocks: readonly Mock[],
  files: Readonly<Record<string, string>>,
  { language, options }: { readonly language: LanguageId; readonly options: Parameters<typeof parseRules>[2] },
): Rule | string {
  const python = rule.vendor['python']
  const file = Object.keys(files).find((name) => name.endsWith('.py') && files[name] === python)
  if (typeof python !== 'string' || file === undefined) return 'only Python has functions to replace'
  const definitions: string[] = []
  for (const { name, returns } of mocks) {
    const problem = problemOf(name, returns, python)
    if (problem !== undefined) return problem
    definitions.push(`\n\n\ndef ${name}(*_args, **_kwargs):\n    return ${literal(returns)}\n`)
  }
  const parsed = parseRules(language, { ...files, [file]: python + definitions.join('') }, options)
  const found = parsed.ok ? parsed.value.find(({ id }) => id === rule.id) : undefined
  return found ?? 'the rule cannot be read with them'
}

/** A name that is called and nothing else is as well another function. */
function problemOf(name: string, returns: JsonValue | undefined, python: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${name} is no name`
  if (typeof returns !== 'string' && typeof returns !== 'boolean') return `what ${name}() returns is no constant`
  const statement = `(?:def ${name}\\(|from [\\w.]+ import (?:\\([^)]*|[^\\n(]*)\\b${name}\\b[^\\n)]*\\)?)`
  const bound = new RegExp(`^${statement}`, 'm')
  if (!bound.test(python)) return `${name} is no function of the rule's module`
  if (/\b(?:globals|getattr|eval|exec)\b/.test(python)) return 'the module looks names up by text'
  const uses = python.replace(new RegExp(`^${statement}`, 'gm'), '').replace(WORDS, '')
  return new RegExp(`\\b${name}\\b(?!\\()`).test(uses) ? `${name} is more than a function that is called` : undefined
}

/** Comments, and texts other than f-strings, in which names stand too. */
const WORDS = /(?<![fF])(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|#[^\n]*/g

/** JSON's texts are Python's. */
function literal(value: JsonValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return JSON.stringify(value)
}
