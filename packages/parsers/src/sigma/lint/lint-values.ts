import { foldText } from '@ruleglot/core'
import type { YamlNode, YamlScalar } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import { readPattern } from '../value.js'
import { type DetectionItem, detectionItems, sectionOf } from './detection-items.js'
import type { Looked } from './lint-rules.js'

/** Items and their values: what is read, but seldom meant. */
export function lintValues(looked: Looked): void {
  const section = sectionOf(looked)
  if (section === undefined) return
  for (const item of detectionItems(section)) {
    lintBrackets(item, looked)
    lintDuplicates(item, looked)
    for (const value of item.values) {
      if (value.type !== 'scalar') continue
      for (const check of CHECKS) check(item, value, looked)
    }
  }
}

type ValueCheck = (item: DetectionItem, value: YamlScalar, looked: Looked) => void

const TEXT_MODIFIERS: ReadonlySet<string> = new Set(
  'contains startswith endswith all cased neq windash expand'.split(' '),
)

/** Values that are Sigma text with wildcards and escapes, as they stand. */
const isText = ({ modifiers }: DetectionItem): boolean => modifiers.every((name) => TEXT_MODIFIERS.has(name))

const isNumber = ({ plain, text }: YamlScalar): boolean => plain && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)

const lintLoneStar: ValueCheck = (item, { text, span }, { reading }) => {
  if (!isText(item) || item.key === undefined || !/^\*+$/.test(text)) return
  report(reading, 'sigma/lone-wildcard', span, 'The value is any text: the field has some value.', {
    hint: `"${item.field}|exists: true" asks for the key alone, be it null or empty; engines disagree about "*".`,
    effect: 'none',
  })
}

const lintRedundantWildcard: ValueCheck = (item, { text, span }, { reading }) => {
  if (!isText(item) || text.length < 2) return
  const pattern = readPattern(text)
  const isStar = (part: (typeof pattern)[number] | undefined): boolean =>
    typeof part === 'object' && part.wildcard === 'many'
  const names = item.modifiers
  const first =
    isStar(pattern[0]) && (names.includes('contains') || names.includes('endswith') || item.key === undefined)
  const last =
    isStar(pattern.at(-1)) && (names.includes('contains') || names.includes('startswith') || item.key === undefined)
  if (pattern.length < 2 || (!first && !last)) return
  report(reading, 'sigma/redundant-wildcard', span, 'The wildcard at the end of this value adds nothing.', {
    hint: item.key === undefined ? 'Keywords are found anywhere.' : 'The modifier adds it.',
    effect: 'none',
  })
}

const lintEscapedStar: ValueCheck = (item, { text, span }, { reading }) => {
  // Between two folders; `\\*\share` and words between stars are meant as they stand.
  if (!isText(item) || !/[A-Za-z0-9)%}]\\[*?]\\/.test(text)) return
  report(reading, 'sigma/escaped-wildcard', span, 'The backslash before the wildcard makes it a plain character.', {
    hint: 'Write two backslashes before a wildcard that follows a backslash: C:\\Users\\\\*\\x.',
    effect: 'none',
  })
}

const lintUnc: ValueCheck = (item, { text, span }, { reading }) => {
  const anchored = !item.modifiers.includes('contains') && !item.modifiers.includes('endswith')
  if (!isText(item) || item.key === undefined || !anchored || !/^\\\\[A-Za-z0-9]/.test(text)) return
  report(
    reading,
    'sigma/single-backslash',
    span,
    'Two backslashes are one: this does not fit a path of the form \\\\server.',
    {
      hint: 'Write four backslashes, or three.',
      effect: 'none',
    },
  )
}

const lintNumber: ValueCheck = (item, value, { reading }) => {
  const changesText = item.modifiers.some((name) => ['contains', 'startswith', 'endswith'].includes(name))
  if (!isText(item) || !changesText || !isNumber(value)) return
  report(reading, 'sigma/number-with-modifier', value.span, 'Some tools refuse a number behind a modifier of texts.', {
    hint: `Write '${value.text}' in quotes.`,
    effect: 'none',
  })
}

const lintHostBits: ValueCheck = ({ modifiers }, { text, span }, { reading }) => {
  if (!modifiers.includes('cidr')) return
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text)
  if (parts === null) return
  const [a = 0, b = 0, c = 0, d = 0, length = 32] = parts.slice(1).map(Number)
  const bits = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  if (length >= 32 || bits % 2 ** (32 - length) === 0) return
  report(
    reading,
    'sigma/network-host-bits',
    span,
    `The address of ${text} has bits behind the network, which pySigma refuses.`,
    {
      hint: 'Write the address of the network itself.',
      effect: 'none',
    },
  )
}

/** The specification names a subset of PCRE; what is beyond it is not the same in every engine. */
const lintRegex: ValueCheck = ({ modifiers }, { text, span }, { reading }) => {
  if (!modifiers.includes('re')) return
  const beyond = /\\[A-Za-z0-9]|\(\?|[*+?}][?+]/.exec(text.replace(/\\\\/g, ''))?.[0]
  if (beyond === undefined) return
  report(reading, 'sigma/regex-flavour', span, `"${beyond}" is beyond the expressions that the specification names.`, {
    hint: 'They are . ^ $ * + ? {n,m} [] () and |.',
    effect: 'none',
  })
}

const CHECKS: readonly ValueCheck[] = [
  lintLoneStar,
  lintRedundantWildcard,
  lintEscapedStar,
  lintUnc,
  lintNumber,
  lintHostBits,
  lintRegex,
]

/** Without sigma-version 3 brackets are letters of a field's name. */
function lintBrackets({ key, field }: DetectionItem, { reading }: Looked): void {
  if (key === undefined || !/\[(?:any|all|all_or_empty|none|-?\d+)\]/.test(field)) return
  report(reading, 'sigma/array-brackets', key.span, `The brackets are part of the name "${field}".`, {
    hint: 'Elements of arrays come with sigma-version 3, which few tools read.',
    effect: 'none',
  })
}

function lintDuplicates({ modifiers, values }: DetectionItem, { reading }: Looked): void {
  const exact = modifiers.some((name) => ['cased', 're', 'base64', 'base64offset', 'fieldref'].includes(name))
  const known = new Set<string>()
  for (const value of values) {
    const text = textOf(value)
    if (text === undefined) continue
    const key = exact ? text : foldText(text)
    if (known.has(key)) {
      report(reading, 'sigma/duplicate-value', value.span, `The list has "${text}" already.`, {
        hint: exact ? 'Remove one of them.' : 'Letter case does not count. Remove one of them.',
        effect: 'none',
      })
    }
    known.add(key)
  }
}

const textOf = (node: YamlNode): string | undefined => (node.type === 'scalar' ? node.text : undefined)
