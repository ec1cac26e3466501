import type { Span } from '@ruleglot/core'
import type { YamlNode } from '../yaml/yaml-node.js'
import { type Reading, report } from './reading.js'

/** A scalar of a detection as Sigma sees it. Numbers keep the text they were written with. */
export type SigmaScalar =
  | { readonly type: 'text'; readonly text: string; readonly span: Span }
  | { readonly type: 'number'; readonly text: string; readonly value: number; readonly span: Span }
  | { readonly type: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly type: 'null'; readonly span: Span }

/**
 * What a scalar is, from its source text. Only what YAML 1.1 and 1.2 agree on is a number or a boolean; where they
 * differ (`on`, `010`, `1_000`, a date) the text counts, with a warning: that is what the author sees.
 */
export function readScalar(node: YamlNode, reading: Reading): SigmaScalar | undefined {
  if (node.type === 'empty') return { type: 'null', span: node.span }
  if (node.type !== 'scalar') return undefined
  const { text, span } = node
  if (!node.plain) return { type: 'text', text, span }
  if (text === '' || /^(?:~|null|Null|NULL)$/.test(text)) return { type: 'null', span }
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return { type: 'boolean', value: /^t/i.test(text), span }
  if (PLAIN_NUMBER.test(text)) return { type: 'number', text, value: Number(text), span }
  if (READ_DIFFERENTLY.some((pattern) => pattern.test(text))) {
    report(reading, 'sigma/yaml-versions', span, `Readers of YAML 1.1 and 1.2 take ${text} for different things.`, {
      hint: `Write '${text}' in quotes if the text is meant.`,
      effect: 'unknown',
    })
  }
  return { type: 'text', text, span }
}

/** Decimal, without a leading zero or a sign that means nothing. */
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]\d+)?$/

const READ_DIFFERENTLY = [
  /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N)$/,
  // Octal, hexadecimal, binary, underscores, sexagesimal, exponents without a sign.
  /^[-+]?(?:0[0-7_]+|0o[0-7]+|0x[0-9a-fA-F_]+|0b[01_]+|[0-9]+_[0-9_]*|[0-9]+(?::[0-5]?[0-9])+|\d+(?:\.\d*)?[eE]\d+)$/,
  /^[-+]?0\d+$/,
  /^\+\d+$/,
]
