import {
  type Diagnostic,
  diagnostic,
  dotted,
  type EmitOptions,
  failure,
  fieldsRead,
  type Result,
  type Rule,
  success,
  wholeCondition,
} from '@ruleglot/core'
import { helperTexts } from '@ruleglot/core/dialect'
import { constantLines } from './assemble.js'
import { functionsText, prepare } from './emit-condition.js'
import { commentText, quoteText } from './escape.js'
import { provenance } from './provenance.js'
import { noConstants } from './writer.js'

/** A rule and, once it was judged alone, how it fared: its comment says so. */
export interface ModuleRule {
  readonly rule: Rule
  readonly verdict?: EmitOptions['verdict']
}

/** Many rules as one module without dependencies. */
export interface EmittedModule {
  readonly text: string
  /** `<stem>.mjs` and its declarations, `<stem>.d.mts`. */
  readonly files: Readonly<Record<string, string>>
  /** The rules that are in it, in order, with the fields they read. */
  readonly rules: readonly { readonly rule: Rule; readonly fields: readonly string[] }[]
  /** Why others are not. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * A module that exports `rules` (id, title, fields and test of each) and `matches(event)`, the ids of the rules that an
 * event matches. Each rule is a small function, which engines optimise; helpers and constants stand once for all.
 */
export function emitModule(rules: readonly ModuleRule[], options: EmitOptions = {}): Result<EmittedModule> {
  const constants = noConstants()
  const helpers = new Set<string>()
  const functions: string[] = []
  const entries: string[] = []
  const written: { rule: Rule; fields: readonly string[] }[] = []
  const diagnostics: Diagnostic[] = []
  for (const [i, { rule, verdict }] of rules.entries()) {
    const condition = wholeCondition(rule)
    const prepared = prepare(condition, options, constants)
    if (!prepared.ok) {
      const name = rule.title ?? rule.id ?? `Rule ${i + 1}`
      const message = `${name} is not in the module: ${prepared.diagnostics[0]?.message ?? 'it cannot be written.'}`
      diagnostics.push(diagnostic('rule/not-writable', message), ...prepared.diagnostics)
      continue
    }
    const { assembled } = prepared.value
    for (const helper of assembled.writer.helpers) helpers.add(helper)
    const name = `RULE_${i + 1}`
    const header = provenance(rule, verdict).map((line) => `// ${commentText(line)}\n`)
    functions.push(...functionsText(assembled, name, '', header.join('')))
    const fields = fieldsRead(condition).map(dotted)
    const facts = [
      `id: ${quoteText(rule.id ?? name)}`,
      ...(rule.title === undefined ? [] : [`title: ${quoteText(rule.title)}`]),
      `fields: [${fields.map(quoteText).join(', ')}]`,
      `matches: ${name}`,
    ]
    entries.push(`  { ${facts.join(', ')} },\n`)
    written.push({ rule, fields })
  }
  if (written.length === 0) return failure(diagnostics)
  const text = [
    `export const rules = [\n${entries.join('')}];`,
    MATCHES,
    ...functions,
    ...(constants.names.size === 0 ? [] : [constantLines(constants).join('\n')]),
    ...helperTexts(helpers),
  ].join('\n\n')
  const stem = options.fileStem ?? 'rules'
  return success({
    text: `${text}\n`,
    files: { [`${stem}.mjs`]: `${text}\n`, [`${stem}.d.mts`]: DECLARATIONS },
    rules: written,
    diagnostics,
  })
}

const MATCHES = `/** The ids of the rules that the event matches. @param {unknown} event @returns {string[]} */
export function matches(event) {
  const found = [];
  for (const rule of rules) if (rule.matches(event)) found.push(rule.id);
  return found;
}`

const DECLARATIONS = `export interface MatchedRule {
  readonly id: string;
  readonly title?: string;
  /** The fields it reads. */
  readonly fields: readonly string[];
  /** Whether an event matches; \`now\` is the clock of rules that ask for it, in milliseconds since 1970. */
  readonly matches: (event: unknown, options?: { readonly now?: number }) => boolean;
}

export declare const rules: readonly MatchedRule[];

/** The ids of the rules that the event matches. */
export declare function matches(event: unknown): string[];
`
