import { FALSE, not, TRUE } from '../ir/build.js'
import { leastOf } from '../ir/least-of.js'
import type { Condition, CountNode } from '../ir/node.js'
import { isDecided } from './decided.js'

/**
 * Negation normal form: `Not` stands on leaves and on what speaks of elements only, so that both sides of De Morgan's
 * laws look alike. `Every` becomes `Not Some Not`, a count becomes `at least n`.
 */
export function pushNegations(condition: Condition): Condition {
  return push(condition, false)
}

function push(node: Condition, negated: boolean): Condition {
  switch (node.kind) {
    case 'True':
    case 'False':
      return (node.kind === 'True') !== negated ? TRUE : FALSE
    case 'Not': {
      const child = push(node.child, !negated)
      return !negated && child.kind === 'Not' && child.child === node.child ? node : child
    }
    case 'And':
    case 'Or': {
      const children = node.children.map((child) => push(child, negated))
      if (!negated && children.every((child, i) => child === node.children[i])) return node
      return { kind: (node.kind === 'And') !== negated ? 'And' : 'Or', children }
    }
    case 'Every':
      return signed({ kind: 'Some', path: node.path, condition: push(node.condition, true) }, !negated)
    case 'Some':
    case 'Search':
      return signed({ ...node, condition: push(node.condition, false) }, negated)
    case 'Count':
      return pushCount({ ...node, condition: push(node.condition, false) }, negated)
    case 'Let':
      return { ...node, value: push(node.value, false), body: push(node.body, negated) }
    default:
      return signed(node, negated)
  }
}

function signed(node: Condition, negated: boolean): Condition {
  if (node.kind === 'False') return negated ? TRUE : FALSE
  return negated ? not(node) : node
}

/** `le n`, `lt n` and `gt n` in terms of `ge`; one or more is `Some`. A count is a whole number. */
function pushCount(node: CountNode, negated: boolean): Condition {
  const { path, condition, op, count } = node
  if (op === 'eq') {
    const impossible = count < 0 || (!Number.isInteger(count) && isDecided(condition))
    return impossible ? signed(FALSE, negated) : signed(node, negated)
  }
  const { least, negated: turned } = leastOf(op, count)
  if (least <= 0) return negated !== turned ? FALSE : TRUE
  const atLeast: Condition =
    least === 1 ? { kind: 'Some', path, condition } : { kind: 'Count', path, condition, op: 'ge', count: least }
  return signed(atLeast, negated !== turned)
}
