import {
  type AlertTitle,
  type Condition,
  type EmitOptions,
  fieldsRead,
  isChoice,
  type Path,
  type TitleChoice,
  type TitleField,
  textsOf,
  titleConditions,
  titlePaths,
} from '@ruleglot/core'
import { conditionProblems } from './emit-condition.js'
import { pythonString } from './escape.js'
import { type FormatPart, formatLines, readField } from './format-lines.js'
import { LINE_WIDTH, layoutStatement } from './layout.js'
import { localName } from './names.js'

/** How the conditions of a function read in Python: the lines before them, and each as a test. */
export type WriteTests = (conditions: readonly Condition[]) => {
  readonly locals: readonly string[]
  /** The names of those locals, and of all that the tests bind. */
  readonly names: ReadonlySet<string>
  readonly tests: readonly string[]
}

/** Whether every condition that chooses a text can be said in Python. */
export function canWriteText(template: AlertTitle, options: EmitOptions): boolean {
  return titleConditions(template).every((condition) => conditionProblems(condition, options).length === 0)
}

/** title() or dedup(): fields as locals, then the text they are put into; where a condition chooses, ifs. */
export function textFunction(called: 'title' | 'dedup', template: AlertTitle, write: WriteTests): readonly string[] {
  const conditions = titleConditions(template)
  const { locals, names, tests } =
    conditions.length === 0 ? { locals: [], names: new Set<string>(), tests: [] } : write(conditions)
  const scope: Scope = {
    tests: new Map(conditions.map((condition, i) => [condition, tests[i] as string])),
    taken: new Set(names),
    known: new Map(),
    depth: 1,
  }
  const event = titlePaths(template).length === 0 ? '_' : 'event'
  return [`def ${called}(${event}):`, ...locals, ...written(template, 'return ', scope)]
}

interface Scope {
  readonly tests: ReadonlyMap<Condition, string>
  /** Names of the function. */
  readonly taken: Set<string>
  /** What has a name here, by how it reads. */
  readonly known: Map<string, string>
  readonly depth: number
}

/** Lines that return a text, or give it to a local. */
function written(template: AlertTitle, prefix: string, scope: Scope): readonly string[] {
  const [only] = template
  if (only !== undefined && template.length === 1 && typeof only !== 'string') {
    if (isChoice(only)) return chosen(only, prefix, scope)
    const read = readField(only)
    // A local takes a field as it stands: the text that it is put into makes text of it.
    if (prefix !== 'return ') return layoutStatement(prefix, scope.known.get(read) ?? read, scope.depth)
  }
  const lines: string[] = []
  const parts = template.map((part): FormatPart => {
    if (typeof part === 'string') return part
    lines.push(...local(part, scope))
    return { name: scope.known.get(readOf(part)) as string }
  })
  return [...lines, ...formatLines(parts, scope.depth, prefix)]
}

/** The lines that give a part its name, unless it has one. */
function local(part: TitleField | TitleChoice, scope: Scope): readonly string[] {
  const read = readOf(part)
  if (scope.known.has(read)) return []
  const name = named(part, scope)
  const lines = isChoice(part) ? chosen(part, `${name} = `, scope) : layoutStatement(`${name} = `, read, scope.depth)
  scope.known.set(read, name)
  return lines
}

function readOf(part: TitleField | TitleChoice): string {
  return isChoice(part) ? JSON.stringify(part) : readField(part)
}

/** A conditional expression where it is short, else ifs; what several texts show is read before. */
function chosen(choice: TitleChoice, prefix: string, scope: Scope): readonly string[] {
  const inline = conditional(choice, prefix, scope)
  if (inline !== undefined) return [inline]
  const shared = sharedParts(choice).flatMap((part) => local(part, scope))
  const inner = (): Scope => ({ ...scope, known: new Map(scope.known), depth: scope.depth + 1 })
  const returns = prefix === 'return '
  const ways = choice.ways.flatMap(({ when, text }, i) => [
    ...layoutStatement(returns || i === 0 ? 'if ' : 'elif ', testOf(when, scope), scope.depth, ':'),
    ...written(text, prefix, inner()),
  ])
  if (returns) return [...shared, ...ways, ...written(choice.otherwise, prefix, scope)]
  const otherwise = `${'    '.repeat(scope.depth)}else:`
  return [...shared, ...ways, otherwise, ...written(choice.otherwise, prefix, inner())]
}

/** `name = "deleted" if test else "changed"`. A whole text is returned by ifs. */
function conditional({ ways, otherwise }: TitleChoice, prefix: string, scope: Scope): string | undefined {
  const [only, ...more] = ways
  if (only === undefined || more.length > 0 || prefix === 'return ') return undefined
  const [yes, no] = [plainText(only.text), plainText(otherwise)]
  if (yes === undefined || no === undefined) return undefined
  const line = `${'    '.repeat(scope.depth)}${prefix}${yes} if ${testOf(only.when, scope)} else ${no}`
  return line.length <= LINE_WIDTH ? line : undefined
}

function plainText(text: AlertTitle): string | undefined {
  return text.every((part) => typeof part === 'string') ? pythonString(text.join('')) : undefined
}

function testOf(condition: Condition, { tests }: Scope): string {
  return tests.get(condition) as string
}

/** The parts that more than one of the texts shows: fields, then the choices that may show them. */
function sharedParts(choice: TitleChoice): readonly (TitleField | TitleChoice)[] {
  const times = new Map<string, { readonly part: TitleField | TitleChoice; readonly times: number }>()
  for (const text of textsOf(choice)) {
    for (const [read, part] of new Map(partsOf(text).map((one) => [readOf(one), one]))) {
      const before = times.get(read)
      times.set(read, { part: before?.part ?? part, times: (before?.times ?? 0) + 1 })
    }
  }
  const shared = [...times.values()].flatMap(({ part, times: count }) => (count > 1 ? [part] : []))
  return [...shared.filter((part) => !isChoice(part)), ...shared.filter(isChoice)]
}

/** Fields and choices, and the fields inside those. */
function partsOf(text: AlertTitle): readonly (TitleField | TitleChoice)[] {
  return text.flatMap((part): readonly (TitleField | TitleChoice)[] => {
    if (typeof part === 'string') return []
    return isChoice(part) ? [part, ...textsOf(part).flatMap(partsOf)] : [part]
  })
}

function fieldsOf(text: AlertTitle): readonly TitleField[] {
  return text.flatMap((part) => {
    if (typeof part === 'string') return []
    return isChoice(part) ? textsOf(part).flatMap(fieldsOf) : [part]
  })
}

/** A local is named after the field that it shows; a choice of words after the field that chooses. */
function named(part: TitleField | TitleChoice, { taken }: Scope): string {
  const path = isChoice(part) ? nameOfChoice(part) : part.path
  const name = localName(path, taken)
  taken.add(name)
  return name
}

function nameOfChoice(choice: TitleChoice): Path {
  const [shown] = textsOf(choice).flatMap(fieldsOf)
  if (shown !== undefined) return shown.path
  const [chooses] = choice.ways.flatMap(({ when }) => fieldsRead(when))
  return chooses === undefined ? ['text'] : [...chooses, 'text']
}
