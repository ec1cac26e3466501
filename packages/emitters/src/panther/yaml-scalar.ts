import { hasHidden } from './escape.js'

/**
 * The one way a text of a rule gets into a Panther YAML file. Plain where YAML 1.1 (PyYAML) and 1.2 (ruamel.yaml, which
 * Panther's tool uses) both read it as this text; else in double quotes, or in single ones where those need escapes and
 * these do not.
 */
export function yamlScalar(text: string): string {
  if (isPlain(text)) return text
  if (ESCAPED.test(text) && !text.includes("'") && PRINTED.test(text)) return `'${text}'`
  return `"${[...JSON.stringify(text).slice(1, -1)].map(visible).join('')}"`
}

const ESCAPED = /["\\]/
const PRINTED = /^[\x20-\x7e]+$/

/** JSON leaves hidden characters as they are; YAML readers refuse them or show something else. */
function visible(character: string): string {
  if (!hasHidden(character)) return character
  const point = character.codePointAt(0) as number
  return point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`
}

function isPlain(text: string): boolean {
  if (text === '' || text !== text.trim() || hasHidden(text)) return false
  if (!FIRST.test(text)) return false
  if (/:(?:\s|$)|\s#/.test(text)) return false
  return !READ_OTHERWISE.some((pattern) => pattern.test(text))
}

/** No indicator, quote or document mark at the start. A hyphen is text when something follows it directly. */
const FIRST = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`=<~.]|[.-][^\s.-])/

/** What one of the two versions takes for null, a boolean, a number, a time or a merge. */
const READ_OTHERWISE = [
  /^(?:null|true|false|yes|no|on|off|y|n)$/i,
  /^[-+]?[.\d][\d_.,:eExXoOa-fA-F+-]*$/,
  /^[-+]?\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?/,
]
