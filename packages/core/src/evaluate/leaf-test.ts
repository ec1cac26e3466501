import type {
  CidrNode,
  CompareNode,
  InNode,
  MatchNode,
  ReadAs,
  RegexNode,
  RelativeInstant,
  Scalar,
} from '../ir/node.js'
import { networkContains, parseAddress, parseNetwork } from './address.js'
import { canonicalText } from './canonical-text.js'
import { boundTest, inDomain } from './compare-values.js'
import { resolveInstant } from './instant.js'
import type { Truth } from './kleene.js'
import { patternTest } from './match-pattern.js'
import { regexTest } from './regex-test.js'

/** The leaves that ask whether some value satisfies a matcher with literals only. */
export type MatcherNode = CompareNode | InNode | MatchNode | RegexNode | CidrNode

/** The matcher of a leaf as a test of one value. Only a bound relative to `now` needs the clock. */
export function leafTest(node: MatcherNode): (value: Scalar, now: number | undefined) => Truth {
  switch (node.kind) {
    case 'Compare':
      return compareTest(node)
    case 'In': {
      const values = new Set(node.values)
      return (value) => values.has(value)
    }
    case 'Match':
      return textTest(node.on, patternTest(node.pattern, node.ignoreCase))
    case 'Regex':
      return textTest(node.on, regexTest(node.tree, node.ignoreCase))
    case 'Cidr':
      return cidrTest(node.network)
  }
}

function compareTest({ value: bound, op, domain }: CompareNode): (value: Scalar, now: number | undefined) => Truth {
  if (typeof bound === 'object') return relativeTest(bound, op, domain)
  if (domain !== undefined) return boundTest(domain, op, bound)
  if (op !== 'eq') throw new TypeError('An order comparison names its domain')
  return (value) => value === bound
}

function relativeTest(
  bound: RelativeInstant,
  op: CompareNode['op'],
  domain: CompareNode['domain'],
): (value: Scalar, now: number | undefined) => Truth {
  if (domain !== 'instant') throw new TypeError('A bound relative to now is compared in the domain instant')
  return (value, now) => {
    if (!inDomain('instant', value)) return false
    return now === undefined ? 'unknown' : boundTest('instant', op, resolveInstant(bound, now))(value)
  }
}

function cidrTest(text: string): (value: Scalar) => boolean {
  const network = parseNetwork(text)
  if (network === undefined) return () => false
  return (value) => {
    const address = typeof value === 'string' ? parseAddress(value) : undefined
    return address !== undefined && networkContains(network, address)
  }
}

function textTest(on: ReadAs, test: (text: string) => boolean): (value: Scalar) => boolean {
  return on === 'scalar' ? (value) => test(canonicalText(value)) : (value) => typeof value === 'string' && test(value)
}
