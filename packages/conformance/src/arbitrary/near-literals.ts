import {
  type Condition,
  type Field,
  type Pattern,
  type RegexTree,
  type Scalar,
  type ValueExpression,
  visit,
} from '@ruleglot/core'

/** Values that the leaves of a condition are likely to be true or just not true of. */
export function nearLiterals(condition: Condition): readonly Scalar[] {
  const found: Scalar[] = []
  visit(condition, (node) => {
    if ('field' in node) found.push(...literalsOf(node.field))
    switch (node.kind) {
      case 'Compare':
        found.push(...nearBound(node.value, node.domain))
        break
      case 'In':
        found.push(...node.values)
        break
      case 'Match':
        found.push(...textsOf(node.pattern))
        break
      case 'Regex':
        for (const round of [0, 1, 2]) found.push(textOf(node.tree, round))
        break
      case 'Cidr':
        found.push(node.network.split('/')[0] as string, '10.0.0.1', '::1')
        break
      case 'CompareFields':
        found.push(...literalsOf(node.left), ...literalsOf(node.right), ...PAIRS)
        break
      case 'Tokens':
        found.push(
          ...(node.query.mode === 'pattern' ? textsOf(node.query.pattern) : [node.query.text, `x ${node.query.text}`]),
        )
        break
    }
  })
  return found
}

const PAIRS: readonly Scalar[] = ['a', 'A', 'ab', 1, '1', '1.0', true, '::1', '0::1', '2024-01-02']

function nearBound(bound: Scalar | { readonly now: number }, domain: string | undefined): readonly Scalar[] {
  if (domain === 'instant') {
    const instant = typeof bound === 'number' && Math.abs(bound) < FARTHEST_DATE ? bound : 1704164645678
    const iso = [instant - 1, instant, instant + 1].map((moment) => new Date(moment).toISOString())
    return [...iso, '2024-01-02', '2024-01-01']
  }
  if (typeof bound === 'object') return []
  if (typeof bound === 'number') return [bound, bound + 1, bound - 1, String(bound), `${bound}.0`, `+${bound}`]
  if (typeof bound === 'boolean') return [bound, String(bound), 1]
  return [bound, ...neighbours(bound), Number(bound) || 0]
}

/** Texts that stand close by: longer, shorter, in another letter case, with a character above and one below U+FFFF. */
function neighbours(text: string): readonly string[] {
  const upper = text.toUpperCase()
  return [`${text}a`, text.slice(0, -1), upper, upper.toLowerCase(), `${text}\uff5e`, `${text}\ud83d\ude00`]
}

const FARTHEST_DATE = 8.64e15

function literalsOf(field: Field | ValueExpression): readonly Scalar[] {
  if (!('call' in field)) return []
  const inner = field.args.flatMap((arg): readonly Scalar[] => {
    if ('literal' in arg) return typeof arg.literal === 'string' ? [arg.literal, `a${arg.literal}b`] : [arg.literal]
    return Array.isArray(arg) ? [] : literalsOf(arg as ValueExpression)
  })
  return [...inner, ...(OF_FUNCTION[field.call] ?? [])]
}

const OF_FUNCTION: { readonly [name: string]: readonly Scalar[] } = {
  base64Decode: ['YQ==', 'YWI=', 'YR==', 'gIA='],
  jsonDecode: ['{"a":{"b":1},"a.b":"a"}', '[1,["a"],null]', '"a"'],
  timestampPart: ['2024-01-02T03:04:05.006Z', '2024-01-01'],
  number: ['1', '1.50', '-0', 5],
  add: [1, 5],
  subtract: [1, 5],
  multiply: [1, 5],
  divide: [1, 5],
  modulo: [-7, 5],
}

function textsOf(pattern: Pattern): readonly string[] {
  const filled = (many: string, one: string): string =>
    pattern.map((part) => (typeof part === 'string' ? part : part.wildcard === 'many' ? many : one)).join('')
  const plain = filled('', 'a')
  return [plain, filled('b\n', '\ud83d\ude00'), ...neighbours(plain)]
}

/** A text that the tree may match: each choice made by the round. Assertions are not looked at. */
function textOf(tree: RegexTree, round: number): string {
  switch (tree.type) {
    case 'empty':
    case 'assert':
      return ''
    case 'text':
      return round === 2 ? tree.text.toUpperCase() : tree.text
    case 'set': {
      const range = tree.ranges[round % Math.max(1, tree.ranges.length)]
      return range === undefined
        ? ''
        : String.fromCodePoint(round === 0 ? Math.max(range[0], Math.min(range[1], 0x61)) : range[1])
    }
    case 'concat':
      return tree.parts.map((part) => textOf(part, round)).join('')
    case 'alternate':
      return tree.options.length === 0 ? '' : textOf(tree.options[round % tree.options.length] as RegexTree, round)
    case 'repeat': {
      const rounds = Math.min(tree.max ?? tree.min + round, tree.min + round, 3)
      return textOf(tree.part, round).repeat(rounds)
    }
  }
}
