import type { Path } from '../ir/path.js'

/** What each alert is called, where that depends on the event: text, and the text of fields. */
export type AlertTitle = readonly (string | TitleField)[]

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

/** The fields of a title in the order they are asked for, each once. */
export function titlePaths(title: AlertTitle): readonly Path[] {
  const paths = title.flatMap((part) => (typeof part === 'string' ? [] : askedFields(part).map(({ path }) => path)))
  return paths.filter((path, i) => paths.findIndex((other) => JSON.stringify(other) === JSON.stringify(path)) === i)
}

export function askedFields({ path, missingWhen, instead = [] }: TitleField): readonly AskedField[] {
  return [{ path, ...(missingWhen === undefined ? {} : { missingWhen }) }, ...instead]
}

/** Whether some part takes the first of several fields. */
export function takesFirstOf(title: AlertTitle): boolean {
  return title.some((part) => typeof part !== 'string' && part.instead !== undefined)
}

/** The title with other names for its fields; undefined where one of them has none: it would say less than no title. */
export function renameTitle(title: AlertTitle, name: (path: Path) => Path | undefined): AlertTitle | undefined {
  const rename = <T extends AskedField>(field: T): T | undefined => {
    const path = name(field.path)
    return path === undefined ? undefined : { ...field, path }
  }
  const parts = title.map((part) => {
    if (typeof part === 'string' || part.instead === undefined) return typeof part === 'string' ? part : rename(part)
    const instead = part.instead.map(rename)
    return instead.every((field) => field !== undefined) ? rename({ ...part, instead }) : undefined
  })
  return parts.every((part) => part !== undefined) ? parts : undefined
}
