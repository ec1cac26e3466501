import { visibleText } from '@ruleglot/core'

/**
 * What may go to a terminal: rules bring titles, paths and events, and nothing in them moves the cursor, hides text or
 * turns its direction. Lines and, where there is colour, our own few colours stay.
 */
export function terminalText(text: string, color: boolean): string {
  if (PLAIN.test(text)) return withoutCommands(text)
  const shown = text
    .split('\n')
    .map((line) => (color ? line.split(COLORS).map(shownPart).join('') : visibleText(line)))
    .join('\n')
  return withoutCommands(shown)
}

/** What begins a line as `::error::` or `##[error]` is an order to GitHub Actions, whose log this may be. */
function withoutCommands(text: string): string {
  return text.replace(COMMANDS, (_, before: string, sign: string) => `${before}\\${sign}`)
}

const COMMANDS = /^([^\S\n\r\u2028\u2029]*)(::(?=[\w-][^\n]*::)|##\[)/gm

/** Every second part is a colour. */
function shownPart(part: string, i: number): string {
  return i % 2 === 1 ? part : visibleText(part)
}

const PLAIN = /^[\n -~]*$/

/** What styleText and the renderer of diagnostics write. */
const COLORS = new RegExp(`(${String.fromCharCode(27)}\\[(?:0|1|1;3[136]|22?|3[1-69])m)`)

/** A name on one line. */
export function oneLineName(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
