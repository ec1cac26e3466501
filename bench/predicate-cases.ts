import { runInThisContext } from 'node:vm'
import { ANY_TEXT, and, type Condition, cidr, compare, isIn, type JsonValue, match, or, regex } from '@ruleglot/core'

/** One condition in the words of each engine, and by hand. */
export interface PredicateCase {
  readonly condition: Condition
  /** As a person would write it who knows that any field may be missing or hold a list. */
  readonly hand: (event: JsonValue) => boolean
  /** The test of one value, for engines that can be given a function. */
  readonly plain: (value: unknown) => boolean
  readonly logic?: object
  readonly cel?: string
  readonly sift?: object
  readonly liqe?: string
}

const many = { wildcard: 'many' } as const
type Fields = Readonly<Record<string, unknown>> & Readonly<Record<string, Record<string, Record<string, Fields>>>>

/** Any value of a field: the field's own, or one of a list. */
function some(value: unknown, test: (item: unknown) => boolean): boolean {
  return typeof value === 'object' && Array.isArray(value) ? value.some((item) => test(item)) : test(value)
}

function has(value: unknown, wanted: unknown): boolean {
  return value === wanted || (Array.isArray(value) && value.includes(wanted))
}

const NAMES = [
  ...['AssumeRole', 'ConsoleLogin', 'GetObject', 'CreateUser', 'DeleteTrail', 'PutBucketPolicy', 'RunInstances'],
  ...['StopLogging', 'AttachUserPolicy', 'CreateAccessKey', 'GetSessionToken', 'UpdateThing1', 'UpdateThing2'],
  ...['UpdateThing3', 'UpdateThing4', 'UpdateThing5', 'UpdateThing6', 'UpdateThing7', 'UpdateThing8', 'UpdateThing9'],
]
const NAME_SET = new Set<unknown>(NAMES)
const SOURCES = ['signin.amazonaws.com', 'iam.amazonaws.com', 's3.amazonaws.com', 'ec2.amazonaws.com']
const PAIRS = NAMES.map((name, i) => [name, SOURCES[i % 4] as string] as const)
const NETWORKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '1.1.1.0/24']
const RANGES = NETWORKS.map((network) => {
  const [address = '', bits] = network.split('/')
  const first = ipv4(address)
  return [first, first + 2 ** (32 - Number(bits)) - 1] as const
})
const PATTERN = /^(?:Put|Delete|Create|Attach)(?:User|Role|Bucket|Group|Trail).*(?:Policy|Profile|Trail)$/su

/** The number of an address, or -1. */
function ipv4(text: string): number {
  let bits = 0
  let octet = -1
  let dots = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 46) {
      if (octet === -1 || ++dots > 3) return -1
      bits = bits * 256 + octet
      octet = -1
    } else if (unit >= 48 && unit <= 57 && octet !== 0) {
      octet = octet === -1 ? unit - 48 : octet * 10 + unit - 48
      if (octet > 255) return -1
    } else return -1
  }
  return dots === 3 && octet !== -1 ? bits * 256 + octet : -1
}

function inRanges(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const address = ipv4(value)
  return address !== -1 && RANGES.some(([first, last]) => address >= first && address <= last)
}

const fitsPattern = (value: unknown): boolean => typeof value === 'string' && PATTERN.test(value)
const texts = (...options: readonly string[]) =>
  ({ type: 'alternate', options: options.map((text) => ({ type: 'text', text }) as const) }) as const
const quoted = (values: readonly string[], joint: string): string => values.map((value) => `"${value}"`).join(joint)
const none = (): boolean => false

/** The seven conditions of the measurements that the targets come from. */
export const PREDICATE_CASES: Readonly<Record<string, PredicateCase>> = {
  eq2: {
    condition: and([compare(['eventType'], 'eq', 'AwsApiCall'), compare(['eventSource'], 'eq', 'iam.amazonaws.com')]),
    hand: (event) => {
      const { eventType, eventSource } = event as Fields
      return has(eventType, 'AwsApiCall') && has(eventSource, 'iam.amazonaws.com')
    },
    plain: none,
    logic: {
      and: [{ '===': [{ var: 'eventType' }, 'AwsApiCall'] }, { '===': [{ var: 'eventSource' }, 'iam.amazonaws.com'] }],
    },
    cel: 'has(e.eventType) && e.eventType == "AwsApiCall" && has(e.eventSource) && e.eventSource == "iam.amazonaws.com"',
    sift: { eventType: 'AwsApiCall', eventSource: 'iam.amazonaws.com' },
    liqe: 'eventType:"AwsApiCall" AND eventSource:"iam.amazonaws.com"',
  },
  in20: {
    condition: isIn(['eventName'], NAMES),
    hand: (event) => {
      const { eventName } = event as Fields
      return typeof eventName === 'object' ? some(eventName, (item) => NAME_SET.has(item)) : NAME_SET.has(eventName)
    },
    plain: none,
    logic: { in: [{ var: 'eventName' }, NAMES] },
    cel: `has(e.eventName) && e.eventName in [${quoted(NAMES, ', ')}]`,
    sift: { eventName: { $in: NAMES } },
    liqe: NAMES.map((name) => `eventName:"${name}"`).join(' OR '),
  },
  wild3: {
    condition: or([
      match(['eventName'], ['Delete', many]),
      match(['userAgent'], [many, 'aws-cli', many]),
      match(['eventSource'], [many, 'signin.amazonaws.com']),
    ]),
    hand: (event) => {
      const { eventName, userAgent, eventSource } = event as Fields
      return (
        (typeof eventName === 'string'
          ? eventName.startsWith('Delete')
          : some(eventName, (item) => typeof item === 'string' && item.startsWith('Delete'))) ||
        (typeof userAgent === 'string'
          ? userAgent.includes('aws-cli')
          : some(userAgent, (item) => typeof item === 'string' && item.includes('aws-cli'))) ||
        (typeof eventSource === 'string'
          ? eventSource.endsWith('signin.amazonaws.com')
          : some(eventSource, (item) => typeof item === 'string' && item.endsWith('signin.amazonaws.com')))
      )
    },
    plain: none,
    logic: {
      or: [
        { startsWith: [{ var: 'eventName' }, 'Delete'] },
        { contains: [{ var: 'userAgent' }, 'aws-cli'] },
        { endsWith: [{ var: 'eventSource' }, 'signin.amazonaws.com'] },
      ],
    },
    cel: '(has(e.eventName) && string(e.eventName).startsWith("Delete")) || (has(e.userAgent) && string(e.userAgent).contains("aws-cli")) || (has(e.eventSource) && string(e.eventSource).endsWith("signin.amazonaws.com"))',
    sift: { $or: [{ eventName: /^Delete/ }, { userAgent: /aws-cli/ }, { eventSource: /signin\.amazonaws\.com$/ }] },
    liqe: 'eventName:Delete* OR userAgent:*aws-cli* OR eventSource:*signin.amazonaws.com',
  },
  nested4: {
    condition: compare(['userIdentity', 'sessionContext', 'sessionIssuer', 'type'], 'eq', 'Role'),
    hand: (event) => {
      const identity = (event as Fields)['userIdentity']
      if (typeof identity !== 'object' || identity === null) return false
      const context = identity['sessionContext']
      if (typeof context !== 'object' || context === null)
        return Array.isArray(identity) && deepHas(identity, ['sessionContext', 'sessionIssuer', 'type'], 'Role')
      const issuer = context['sessionIssuer']
      if (typeof issuer !== 'object' || issuer === null)
        return Array.isArray(context) && deepHas(context, ['sessionIssuer', 'type'], 'Role')
      return Array.isArray(issuer) ? deepHas(issuer, ['type'], 'Role') : has(issuer['type'], 'Role')
    },
    plain: none,
    logic: { '===': [{ var: 'userIdentity.sessionContext.sessionIssuer.type' }, 'Role'] },
    cel: 'e.?userIdentity.?sessionContext.?sessionIssuer.?type.orValue("") == "Role"',
    sift: { 'userIdentity.sessionContext.sessionIssuer.type': 'Role' },
    liqe: 'userIdentity.sessionContext.sessionIssuer.type:"Role"',
  },
  cidr4: {
    condition: or(NETWORKS.map((network) => cidr(['sourceIPAddress'], network))),
    hand: (event) => {
      const { sourceIPAddress } = event as Fields
      return typeof sourceIPAddress === 'object' ? some(sourceIPAddress, inRanges) : inRanges(sourceIPAddress)
    },
    plain: inRanges,
    logic: { cidr: [{ var: 'sourceIPAddress' }, ''] },
    cel: 'has(e.sourceIPAddress) && cidr(e.sourceIPAddress)',
  },
  regex: {
    condition: regex(['eventName'], {
      type: 'concat',
      parts: [
        texts('Put', 'Delete', 'Create', 'Attach'),
        texts('User', 'Role', 'Bucket', 'Group', 'Trail'),
        ANY_TEXT,
        texts('Policy', 'Profile', 'Trail'),
      ],
    }),
    hand: (event) => {
      const { eventName } = event as Fields
      return typeof eventName === 'object' ? some(eventName, fitsPattern) : fitsPattern(eventName)
    },
    plain: fitsPattern,
    logic: { regex: [{ var: 'eventName' }, ''] },
    cel: `has(e.eventName) && string(e.eventName).matches("${PATTERN.source}")`,
    sift: { eventName: new RegExp(PATTERN.source) },
    liqe: `eventName:/${PATTERN.source}/`,
  },
  deep40: {
    condition: or(
      PAIRS.map(([name, source]) => and([compare(['eventName'], 'eq', name), compare(['eventSource'], 'eq', source)])),
    ),
    hand: handWrittenPairs(),
    plain: none,
    logic: {
      or: PAIRS.map(([name, source]) => ({
        and: [{ '===': [{ var: 'eventName' }, name] }, { '===': [{ var: 'eventSource' }, source] }],
      })),
    },
    cel: `has(e.eventName) && has(e.eventSource) && (${PAIRS.map(([name, source]) => `(e.eventName == "${name}" && e.eventSource == "${source}")`).join(' || ')})`,
    sift: { $or: PAIRS.map(([eventName, eventSource]) => ({ eventName, eventSource })) },
    liqe: PAIRS.map(([name, source]) => `(eventName:"${name}" AND eventSource:"${source}")`).join(' OR '),
  },
}

/** Forty comparisons in a row, as a person would type them: lists, which hardly occur, are looked into elsewhere. */
function handWrittenPairs(): (event: JsonValue) => boolean {
  const terms = PAIRS.map(([name, source]) => `(n === "${name}" && s === "${source}")`).join(' ||\n    ')
  const lists = PAIRS.map(([name, source]) => `(has(n, "${name}") && has(s, "${source}"))`).join(' ||\n    ')
  const text = `(has) => (event) => {
  const { eventName: n, eventSource: s } = event
  if (Array.isArray(n) || Array.isArray(s)) return ${lists}
  return ${terms}
}`
  return (runInThisContext(text) as (helper: typeof has) => (event: JsonValue) => boolean)(has)
}

function deepHas(from: unknown, keys: readonly string[], wanted: unknown): boolean {
  let values = [from].flat()
  for (const key of keys) values = values.flatMap((item) => (item as Fields | null)?.[key] ?? [])
  return values.includes(wanted)
}
