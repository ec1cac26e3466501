import type { JsonObject, JsonValue } from '@ruleglot/core'
import { hasHidden } from './escape.js'
import { yamlScalar } from './yaml-scalar.js'

export type YamlValue = JsonValue | YamlText | YamlRemark | readonly YamlValue[] | { readonly [key: string]: YamlValue }

/** Prose: `folded` into lines (`>`), or kept line by line (`|`). A no-break space keeps words on one line. */
export interface YamlText {
  readonly [MARK]: 'folded' | 'literal'
  readonly paragraphs: readonly string[]
}

/** A scalar with a comment behind it. */
export interface YamlRemark {
  readonly [MARK]: 'remark'
  readonly scalar: string
  readonly remark: string
}

/** A symbol, so that no key of an event looks like one of these. */
const MARK = Symbol('yaml')

export function yamlText(block: 'folded' | 'literal', paragraphs: readonly string[]): YamlText {
  return { [MARK]: block, paragraphs }
}

export function yamlRemark(scalar: string, remark: string): YamlRemark {
  return { [MARK]: 'remark', scalar, remark }
}

/** Deeper values are left out by the caller: YAML readers call themselves for each level. */
export const DEEPEST_YAML = 100

export function depthOfJson(value: JsonValue): number {
  let deepest = 0
  const stack: [JsonValue, number][] = [[value, 1]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, depth] = top
    deepest = Math.max(deepest, depth)
    if (typeof node === 'object' && node !== null)
      for (const inner of Object.values(node)) stack.push([inner, depth + 1])
  }
  return deepest
}

/** The lines of a mapping: two spaces a level, list items indented under their key. */
export function yamlLines(entries: readonly (readonly [string, YamlValue])[], indent = 0): readonly string[] {
  const pad = ' '.repeat(indent)
  return entries.flatMap(([key, value]) => {
    const head = `${pad}${yamlScalar(key)}:`
    const inline = inlineOf(value)
    if (inline !== undefined) return [`${head} ${inline}`, ...blockLines(value, indent + 2)]
    return [head, ...nestedLines(value, indent + 2)]
  })
}

function nestedLines(value: YamlValue, indent: number): readonly string[] {
  if (isList(value)) return value.flatMap((item) => itemLines(item, indent))
  return yamlLines(Object.entries(value as JsonObject), indent)
}

function itemLines(item: YamlValue, indent: number): readonly string[] {
  const pad = ' '.repeat(indent)
  const inline = inlineOf(item)
  if (inline !== undefined) return [`${pad}- ${inline}`, ...blockLines(item, indent + 2)]
  const [first = '', ...rest] = nestedLines(item, indent + 2)
  return [`${pad}- ${first.slice(indent + 2)}`, ...rest]
}

/** What stands on the line of the key or dash; undefined for what needs lines of its own. */
function inlineOf(value: YamlValue): string | undefined {
  if (value === null) return 'null'
  if (typeof value === 'string') return yamlScalar(value)
  if (typeof value === 'number') return yamlNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (isList(value)) return value.length === 0 ? '[]' : undefined
  if (isText(value)) {
    if (canBlock(value)) return value[MARK] === 'folded' ? '>' : '|'
    return yamlScalar(value.paragraphs.join(value[MARK] === 'folded' ? ' ' : '\n'))
  }
  if (isRemark(value))
    return value.remark === '' ? yamlScalar(value.scalar) : `${yamlScalar(value.scalar)} # ${value.remark}`
  return Object.keys(value).length > 0 ? undefined : '{}'
}

function blockLines(value: YamlValue, indent: number): readonly string[] {
  if (typeof value !== 'object' || value === null || isList(value) || !isText(value) || !canBlock(value)) return []
  const pad = ' '.repeat(indent)
  const lines =
    value[MARK] === 'literal' ? value.paragraphs : value.paragraphs.flatMap((text) => fold(text, WIDTH - indent))
  return lines.map((line) => (line === '' ? '' : pad + line))
}

const WIDTH = 100

/** Lines of at most `width`; a no-break space keeps words together and is written as a space. */
function fold(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line) => line.replaceAll('\u00a0', ' '))
}

/** A block cannot escape: hidden characters and a blank at the start of the text need quotes. */
function canBlock({ paragraphs, [MARK]: block }: YamlText): boolean {
  if (paragraphs.length === 0 || /^\s|^$/.test(paragraphs[0] as string)) return false
  if (block === 'folded' && paragraphs.some((text) => /^\s/.test(text))) return false
  return paragraphs.every((text) => !hasHidden(block === 'folded' ? text.replaceAll('\u00a0', '') : text))
}

/** YAML 1.1 wants a dot and a sign in numbers with an exponent. */
function yamlNumber(value: number): string {
  const text = String(value)
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : value < 0 ? '-.inf' : '.nan'
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value)
}

function isText(value: object): value is YamlText {
  return MARK in value && value[MARK] !== 'remark'
}

function isRemark(value: object): value is YamlRemark {
  return MARK in value && value[MARK] === 'remark'
}
