import { match, type Path } from '@ruleglot/core'
import { parseRegex } from '../../regex/index.js'
import { each } from './access.js'
import type { Arguments } from './call.js'
import { type Formula, KIND } from './formula-node.js'
import { type isIn, test } from './literals.js'
import { byKind, constant, decided, type Machine, one, raise, restrict, truthValues, unknownValues } from './machine.js'
import { constantFits } from './regex-search.js'
import type { CallExpression as Call } from './syntax.js'
import { regexFits, textFits } from './text-test.js'
import type { Values } from './value.js'

/** fnmatch: a pattern where it has no sets, else an expression. */
export function glob(m: Machine, args: Arguments, live: Formula, call: Call): Values {
  const [text, pattern] = args.plain
  if (text === undefined || pattern === undefined) return unknownValues(m, live, 'this use of fnmatch()', call.span)
  return each(restrict(m, pattern, live), (wanted, outer) => {
    if (wanted.type !== 'constant' || typeof wanted.value !== 'string')
      return unknownValues(m, outer, 'a pattern that is not constant', call.span)
    const parsed = parseRegex(globRegex(wanted.value), 'python', { dotAll: true }, 'whole')
    if (!parsed.ok) return unknownValues(m, outer, 'a pattern that is not read', call.span)
    const source = wanted.value
    return each(restrict(m, text, outer), (value, when) => {
      const found = (node: Parameters<typeof isIn>[1]): Formula =>
        /[[\]]/.test(source)
          ? regexFits(m, { node, steps: [] }, parsed, source, call.span)
          : globFits(m, node, source, call)
      switch (value.type) {
        case 'node': {
          const [string, other] = byKind(m, when, value.node, value.mask, [KIND.string, ~KIND.string]) as [
            Formula,
            Formula,
          ]
          raise(m, other, 'TypeError', call.span)
          return truthValues(decided(m, string, found(value.node)))
        }
        case 'text':
          return truthValues(decided(m, when, regexFits(m, value, parsed, source, call.span)))
        case 'constant':
          if (value.value === '') return one(when, constant(/^\**$/.test(source)))
          if (typeof value.value === 'string') return one(when, constant(constantFits(parsed, value.value)))
          raise(m, when, 'TypeError', call.span)
          return []
        case 'unknown':
          return unknownValues(m, when, value.reason, call.span, value.raises)
        default:
          return unknownValues(m, when, `fnmatch() of ${value.type}`, call.span)
      }
    })
  })
}

function globRegex(pattern: string): string {
  // Behind the last closing bracket none closes: looking for it from each opening one would take their square.
  const end = pattern.lastIndexOf(']') + 1
  const pieces = [...(pattern.slice(0, end).match(/\[!?[^\]]*\]|[\s\S]/gu) ?? []), ...pattern.slice(end)]
  return pieces.map(pieceRegex).join('')

  function pieceRegex(piece: string): string {
    if (piece === '*') return '.*'
    if (piece === '?') return '.'
    if (piece.length > 1 && piece.startsWith('[')) return piece.startsWith('[!') ? `[^${piece.slice(2)}` : piece
    return piece.replace(/[\\^$.|+(){}[\]]/g, '\\$&')
  }
}

function globFits(m: Machine, node: Parameters<typeof isIn>[1], pattern: string, call: Call): Formula {
  if (!/[*?]/.test(pattern)) return textFits(m, { node, steps: [] }, pattern, 'whole', call.span)
  const parts = [...pattern].map((char) =>
    char === '*' ? ({ wildcard: 'many' } as const) : char === '?' ? ({ wildcard: 'one' } as const) : char,
  )
  return test(m.store, {
    key: `glob ${pattern}`,
    nodes: [node],
    mask: KIND.string,
    leaf: ([path]) => match(path as Path, parts, { span: call.span }),
    needs: [],
    span: call.span,
  })
}
