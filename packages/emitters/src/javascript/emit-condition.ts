import {
  type Condition,
  checkCapabilities,
  type Diagnostic,
  depthOf,
  diagnostic,
  type EmitOptions,
  type EmittedCondition,
  failure,
  inlineLets,
  MAX_DEPTH,
  mergeAssumptions,
  type Result,
  success,
} from '@ruleglot/core'
import { type Assembled, assemble } from './assemble.js'
import { CAPABILITIES } from './capabilities.js'
import type { Constants } from './writer.js'

/** The condition as JavaScript: an expression over `event`, a function (default) or a module. */
export function emitCondition(condition: Condition, options: EmitOptions): Result<EmittedCondition> {
  const prepared = prepare(condition, options)
  if (!prepared.ok) return prepared
  const { assembled, diagnostics } = prepared.value
  const assumptions = mergeAssumptions([assembled.writer.assumptions])
  return success({ text: TEXTS[options.as ?? 'function'](assembled), assumptions, diagnostics })
}

export interface Prepared {
  readonly assembled: Assembled
  readonly diagnostics: readonly Diagnostic[]
}

export function prepare(condition: Condition, options: EmitOptions, shared?: Constants): Result<Prepared> {
  if (depthOf(condition) > MAX_DEPTH) {
    return failure([
      diagnostic('limit/nesting', `The condition is nested more than ${MAX_DEPTH} deep.`, { hint: 'Split the rule.' }),
    ])
  }
  const inlined = inlineLets(condition)
  const problems = checkCapabilities(inlined, CAPABILITIES, 'javascript')
  if (problems.length > 0) return failure(problems)
  return success({ assembled: assemble(inlined, options, shared), diagnostics: [] })
}

const TEXTS: { readonly [A in NonNullable<EmitOptions['as']>]: (parts: Assembled) => string } = {
  expression: expressionText,
  function: (parts) => functionText(parts, ''),
  module: (parts) => functionText(parts, 'export '),
}

/** Bare where it can be; with helpers or constants, a function that is called at once. */
function expressionText(parts: Assembled): string {
  const clock = parts.usesNow ? ['const now = Date.now();'] : []
  const before = [...parts.helpers, ...parts.constants, ...clock, ...parts.locals]
  if (before.length === 0) return parts.expression
  const lines = [...before, `return ${parts.expression};`].join('\n')
  return `(() => {\n${indent(lines)}\n})()`
}

export function functionText(parts: Assembled, prefix: string, documentation = ''): string {
  const after = [parts.constants.join('\n'), ...parts.helpers].filter((text) => text !== '')
  return `${[...functionsText(parts, 'matches', prefix, documentation), ...after].join('\n\n')}\n`
}

/** The function, and the one for fields that hold lists where there is one. */
export function functionsText(parts: Assembled, name: string, prefix = '', documentation = ''): readonly string[] {
  const { listFree, locals } = parts
  const lists = listsText(parts, name === 'matches' ? 'matchesLists' : `${name}_LISTS`)
  const body = [
    ...locals,
    ...(lists === undefined ? [] : [lists.check]),
    `return ${listFree?.expression ?? parts.expression};`,
  ]
    .map((line) => `  ${line}`)
    .join('\n')
  const main = `${documentation}${prefix}function ${name}(${parts.usesNow ? CLOCK_PARAMETERS : 'event'}) {\n${body}\n}`
  return lists === undefined ? [main] : [main, lists.text]
}

/** Where fields hold lists, which is rare, any element may do: a function of its own keeps the other one short. */
function listsText(
  { listFree, writer, expression }: Assembled,
  name: string,
): { readonly check: string; readonly text: string } | undefined {
  if (listFree === undefined) return undefined
  const parameters = ['event', ...writer.locals.values()].join(', ')
  const check = listFree.names.map((local) => `Array.isArray(${local})`).join(' || ')
  return {
    check: `if (${check}) return ${name}(${parameters});`,
    text: `// Some field holds a list: any element may do.\nfunction ${name}(${parameters}) {\n  return ${expression};\n}`,
  }
}

/** The clock can be set, in milliseconds since 1970, to decide about an event of another time. */
const CLOCK_PARAMETERS = 'event, { now = Date.now() } = {}'

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n')
}
