import { type Path, type RegexTree, regex as regexNode } from '@ruleglot/core'
import { each } from './access.js'
import type { Arguments } from './call.js'
import { and, not, or } from './formula.js'
import { type Formula, KIND, LISTS, OBJECTS } from './formula-node.js'
import { isIn, test } from './literals.js'
import { byKind, constant, type Machine, one, raise, restrict, unknownValues, use } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import type { Values } from './value.js'

const DIGITS: RegexTree = { type: 'repeat', part: { type: 'set', ranges: [[0x30, 0x39]] }, min: 1, max: null }
const MINUS: RegexTree = { type: 'repeat', part: { type: 'text', text: '-' }, min: 0, max: 1 }
const INTEGER: RegexTree = { type: 'concat', parts: [MINUS, DIGITS] }
const DECIMAL: RegexTree = {
  type: 'concat',
  parts: [
    MINUS,
    DIGITS,
    { type: 'repeat', part: { type: 'concat', parts: [{ type: 'text', text: '.' }, DIGITS] }, min: 0, max: 1 },
  ],
}

/** int() and float(): the plain forms are read; text that has no digit raises; other spellings are not known. */
export function asNumber(m: Machine, op: 'int' | 'float', args: Arguments, live: Formula, call: Call): Values {
  const [only, ...more] = args.plain
  if (only === undefined || more.length > 0) return unknownValues(m, live, `this use of ${op}()`, call.span)
  return each(restrict(m, only, live), (value, when): Values => {
    switch (value.type) {
      case 'constant':
        if (typeof value.value === 'number')
          return one(when, op === 'int' ? constant(Math.trunc(value.value)) : constant(value.value, true))
        if (typeof value.value === 'boolean') return one(when, constant(Number(value.value), op === 'float'))
        if (typeof value.value === 'string' && /^-?\d{1,15}$/.test(value.value))
          return one(when, constant(Number(value.value), op === 'float'))
        if (typeof value.value === 'string' && /^-?\d{1,15}\.\d{1,6}$/.test(value.value) && op === 'float')
          return one(when, constant(Number(value.value), true))
        if (typeof value.value === 'string' && /\d|inf|nan/i.test(value.value))
          return unknownValues(m, when, `${op}() of this text`, call.span)
        raise(m, when, value.value === null ? 'TypeError' : 'ValueError', call.span)
        return []
      case 'node': {
        const [text, number, boolean, other] = byKind(m, when, value.node, value.mask, [
          KIND.string,
          KIND.number,
          KIND.boolean,
          LISTS | OBJECTS,
        ]) as [Formula, Formula, Formula, Formula]
        raise(m, other, 'TypeError', call.span)
        use(m, value.node, 'number')
        const { store } = m
        const plain = fits(m, value.node, op === 'int' ? INTEGER : DECIMAL, op, call)
        const odd = fits(m, value.node, ODD, `odd ${op}`, call)
        raise(m, and(store, [text, not(store, or(store, [plain, odd]))]), 'ValueError', call.span)
        return [
          ...one(or(store, [number, and(store, [text, plain])]), { type: 'number', of: { op, node: value.node } }),
          ...one(and(store, [boolean, isIn(store, value.node, [true])]), constant(1)),
          ...one(and(store, [boolean, not(store, isIn(store, value.node, [true]))]), constant(0)),
          ...unknownValues(m, and(store, [text, odd, not(store, plain)]), `an unusual number for ${op}()`, call.span),
        ]
      }
      case 'number':
        return value.of.op === 'length' || value.of.op === 'size' || value.of.op === 'pieces' || value.of.op === op
          ? one(when, value)
          : unknownValues(m, when, `${op}() of a number`, call.span)
      case 'unknown':
        return unknownValues(m, when, value.reason, call.span, value.raises)
      default:
        return unknownValues(m, when, `${op}() of ${value.type}`, call.span)
    }
  })
}

/** Text that Python might still take for a number: a digit of any script, or the words for infinity and none. */
const ODD: RegexTree = {
  type: 'alternate',
  options: [
    {
      type: 'concat',
      parts: [
        anyText(),
        {
          type: 'set',
          ranges: [
            [0x30, 0x39],
            [0x80, 0x10ffff],
          ],
        },
        anyText(),
      ],
    },
    {
      type: 'concat',
      parts: [
        anyText(),
        {
          type: 'set',
          ranges: [
            [0x4e, 0x4e],
            [0x6e, 0x6e],
          ],
        },
        anyText(),
      ],
    },
  ],
}

function anyText(): RegexTree {
  return { type: 'repeat', part: { type: 'set', ranges: [[0, 0x10ffff]] }, min: 0, max: null }
}

function fits(m: Machine, node: Parameters<typeof isIn>[1], tree: RegexTree, key: string, call: Call): Formula {
  return test(m.store, {
    key: `fits ${key}`,
    nodes: [node],
    mask: KIND.string,
    leaf: ([path]) => regexNode(path as Path, tree, { span: call.span }),
    needs: [],
    span: call.span,
  })
}
