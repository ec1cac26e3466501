import { evaluate as evaluateCondition, regex as regexNode } from '@ruleglot/core'
import { parseRegex } from '../../regex/index.js'
import { each } from './access.js'
import type { Arguments } from './call.js'
import { FALSE, type Formula, KIND, TRUE } from './formula-node.js'
import { byKind, decided, type Machine, NONE, one, raise, restrict, unknownValues } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import { regexFits } from './text-test.js'
import type { Value, Values } from './value.js'

/** `pattern.search(text)` and its like. */
export function regexMethod(
  m: Machine,
  object: Value & { type: 'regex' },
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const [text] = args.plain
  if (text === undefined || args.plain.length > 1)
    return unknownValues(m, live, 'this use of a regular expression', call.span)
  return searched(m, name, object, text, live, call)
}

const ANCHORING: Readonly<Record<string, 'search' | 'prefix' | 'whole' | undefined>> = {
  search: 'search',
  match: 'prefix',
  fullmatch: 'whole',
}

/** re.search and its like: a match, or None. */
export function searched(
  m: Machine,
  name: string,
  regex: Value & { type: 'regex' },
  text: Values,
  live: Formula,
  call: Call,
): Values {
  const { span } = call
  const anchoring = ANCHORING[name]
  if (anchoring === undefined) return unknownValues(m, live, `re.${name}()`, span)
  const parsed = parseRegex(
    regex.pattern,
    'python',
    { ignoreCase: (regex.flags & 2) !== 0, multiline: (regex.flags & 8) !== 0, dotAll: (regex.flags & 16) !== 0 },
    anchoring,
  )
  if (!parsed.ok || (regex.flags & ~26) !== 0) {
    return unknownValues(
      m,
      live,
      `a regular expression that is not read${parsed.ok ? '' : ` (${parsed.problem.message})`}`,
      span,
    )
  }
  const found = (when: Formula, formula: Formula): Values => {
    const truth = decided(m, when, formula)
    return [...one(truth.yes, { type: 'object', what: 'a match', raises: [], span }), ...one(truth.no, NONE)]
  }
  return each(restrict(m, text, live), (value, when) => {
    switch (value.type) {
      case 'node': {
        const [string, other] = byKind(m, when, value.node, value.mask, [KIND.string, ~KIND.string]) as [
          Formula,
          Formula,
        ]
        raise(m, other, 'TypeError', span)
        return found(string, regexFits(m, { node: value.node, steps: [] }, parsed, regex.pattern, span))
      }
      case 'text':
        return found(when, regexFits(m, value, parsed, regex.pattern, span))
      case 'constant': {
        if (typeof value.value !== 'string') {
          raise(m, when, 'TypeError', span)
          return []
        }
        return found(when, constantFits(parsed, value.value) ? TRUE : FALSE)
      }
      case 'unknown':
        return unknownValues(m, when, value.reason, span, value.raises)
      default:
        return unknownValues(m, when, `a regular expression on ${value.type}`, span)
    }
  })
}

export function constantFits(
  parsed: { readonly tree: Parameters<typeof regexNode>[1]; readonly ignoreCase: boolean },
  text: string,
): boolean {
  return evaluateCondition(regexNode(['v'], parsed.tree, { ignoreCase: parsed.ignoreCase }), { v: text }) === true
}

export function flagsOf(values: Values | undefined): number | undefined {
  if (values === undefined) return 0
  const only = values.length === 1 ? values[0]?.value : undefined
  if (only?.type === 'constant' && typeof only.value === 'number') return only.value
  if (only?.type !== 'builtin') return undefined
  return FLAGS[only.name]
}

const FLAGS: Readonly<Record<string, number | undefined>> = {
  're.IGNORECASE': 2,
  're.I': 2,
  're.MULTILINE': 8,
  're.M': 8,
  're.DOTALL': 16,
  're.S': 16,
}

export function search(m: Machine, name: string, args: Arguments, live: Formula, call: Call): Values {
  const [pattern, text] = args.plain
  const flags = flagsOf(args.plain[2] ?? args.named.get('flags'))
  if (pattern === undefined || text === undefined || flags === undefined)
    return unknownValues(m, live, `this use of re.${name}()`, call.span)
  return each(restrict(m, pattern, live), (value, when) => {
    if (value.type === 'regex') return searched(m, name, value, text, when, call)
    if (value.type === 'constant' && typeof value.value === 'string')
      return searched(m, name, { type: 'regex', pattern: value.value, flags }, text, when, call)
    if (value.type === 'unknown') return unknownValues(m, when, value.reason, call.span, value.raises)
    return unknownValues(m, when, 'a regular expression that is not constant', call.span)
  })
}
