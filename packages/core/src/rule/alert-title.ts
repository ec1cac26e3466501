import type { Assumption } from '../assumptions/assumption.js'
import { fieldsRead } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'

/** What each alert is called, where that depends on the event: text, the text of fields, and texts that a condition chooses. */
export type AlertTitle = readonly TitlePart[]

export type TitlePart = string | TitleField | TitleChoice

/** The text of a field, or of what stands in for it. */
export interface TitleField extends AskedField {
  /** The fields asked next, one after the other, where it is missing. */
  readonly instead?: readonly AskedField[]
  /** The text where all are missing. Absent: the last one's text, or Python's "None". */
  readonly missing?: string
}

export interface AskedField {
  readonly path: Path
  /**
   * What counts as missing. By default a missing key and null; `absent`: the key alone, null is "None"; `empty`: also
   * "", 0, false, and a list or object that holds nothing.
   */
  readonly missingWhen?: 'absent' | 'empty'
}

/** One text of several: that of the first way whose condition holds. It stands in another choice at most once. */
export interface TitleChoice {
  readonly ways: readonly TitleWay[]
  readonly otherwise: AlertTitle
  /** What reading the conditions relied on. It concerns the text alone, so the rule does not name it. */
  readonly assumptions?: readonly Assumption[]
}

export interface TitleWay {
  readonly when: Condition
  readonly text: AlertTitle
}

export function isChoice(part: TitlePart): part is TitleChoice {
  return typeof part !== 'string' && 'ways' in part
}

/** The fields that a title depends on, each once: those of its texts in the order they are asked for, then those that choose. */
export function titlePaths(title: AlertTitle): readonly Path[] {
  const paths = [...shownPaths(title), ...titleConditions(title).flatMap((condition) => fieldsRead(condition))]
  return paths.filter((path, i) => paths.findIndex((other) => JSON.stringify(other) === JSON.stringify(path)) === i)
}

function shownPaths(title: AlertTitle): readonly Path[] {
  return title.flatMap((part): readonly Path[] => {
    if (typeof part === 'string') return []
    if (isChoice(part)) return textsOf(part).flatMap(shownPaths)
    return askedFields(part).map(({ path }) => path)
  })
}

/** The texts of a choice, the last where no condition holds. */
export function textsOf({ ways, otherwise }: TitleChoice): readonly AlertTitle[] {
  return [...ways.map(({ text }) => text), otherwise]
}

/** Every condition that chooses a text. */
export function titleConditions(title: AlertTitle): readonly Condition[] {
  return title
    .filter(isChoice)
    .flatMap((part) => [...part.ways.map(({ when }) => when), ...textsOf(part).flatMap(titleConditions)])
}

export function askedFields({ path, missingWhen, instead = [] }: TitleField): readonly AskedField[] {
  return [{ path, ...(missingWhen === undefined ? {} : { missingWhen }) }, ...instead]
}

/** Whether some part takes the first of several fields, or one of several texts: more than the fields tell decides. */
export function takesFirstOf(title: AlertTitle): boolean {
  return title.some((part) => typeof part !== 'string' && (isChoice(part) || part.instead !== undefined))
}

/** Other names for what a title reads; undefined where there is none. */
export interface TitleNames {
  readonly path: (path: Path) => Path | undefined
  readonly condition: (condition: Condition) => Condition | undefined
}

/** The title with other names for its fields; undefined where one of them has none: it would say less than no title. */
export function renameTitle(title: AlertTitle, names: TitleNames): AlertTitle | undefined {
  const parts = title.map((part) => {
    if (typeof part === 'string') return part
    return isChoice(part) ? renameChoice(part, names) : renameField(part, names)
  })
  return parts.every((part) => part !== undefined) ? parts : undefined
}

function renameField(part: TitleField, names: TitleNames): TitleField | undefined {
  const rename = <T extends AskedField>(field: T): T | undefined => {
    const path = names.path(field.path)
    return path === undefined ? undefined : { ...field, path }
  }
  if (part.instead === undefined) return rename(part)
  const instead = part.instead.map(rename)
  return instead.every((field) => field !== undefined) ? rename({ ...part, instead }) : undefined
}

/** What reading its conditions relied on speaks of the names before. */
function renameChoice({ ways, otherwise }: TitleChoice, names: TitleNames): TitleChoice | undefined {
  const renamed = ways.map(({ when, text }) => {
    const [condition, own] = [names.condition(when), renameTitle(text, names)]
    return condition === undefined || own === undefined ? undefined : { when: condition, text: own }
  })
  const rest = renameTitle(otherwise, names)
  if (rest === undefined || !renamed.every((way) => way !== undefined)) return undefined
  return { ways: renamed, otherwise: rest }
}
