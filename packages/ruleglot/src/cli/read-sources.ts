import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'
import { TextDecoder } from 'node:util'
import { type Diagnostic, diagnostic } from '@ruleglot/core'
import { companionFinder } from './companion-files.js'
import { isAbsent, reasonOf } from './file-problem.js'

/** A rule as found on disk or on standard input: one text, or several files that belong together. */
export interface Source {
  /** What messages call it: the path as given, or `<stdin>`. */
  readonly name: string
  /** Its place below the folder that was given, for mirroring the tree. */
  readonly folder: string
  /** File name without extension. */
  readonly stem: string
  /** It was found in a folder, where other things lie beside rules; nobody named it. */
  readonly isFound?: true
  /** It holds no rule, only a Sigma filter for all rules of its log source that lie beside it. */
  readonly isPart?: true
  /** Read anew when another source was looked at in between: of a folder, one source is held at a time. */
  readonly files: Readonly<Record<string, string>>
}

export interface Sources {
  readonly sources: readonly Source[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Extensions that hold rules when a folder is searched. */
const RULE_EXTENSIONS: readonly string[] = ['.toml', '.yml', '.yaml', '.ndjson', '.kql', '.kuery', '.mjs', '.condition']

/** Reads every path given; a folder gives all rule files below it, in name order. `-` is standard input. */
export function readSources(paths: readonly string[], stdinName = '<stdin>'): Sources {
  const sources: Source[] = []
  const diagnostics: Diagnostic[] = []
  const companions = companionFinder()
  let held: { readonly name: string; readonly files: Source['files'] } | undefined
  for (const path of paths) {
    if (path === '-') addText(stdinName, '', 'rule', readFileSync(0))
    else addPath(path)
  }
  return { sources, diagnostics }

  function addPath(path: string): void {
    let isFolder: boolean
    try {
      isFolder = statSync(path).isDirectory()
    } catch (error) {
      diagnostics.push(unreadable(path, error))
      return
    }
    for (const file of isFolder ? rulesBelow(path) : [path]) {
      const folder = isFolder ? relative(path, dirname(file)) : ''
      try {
        addFile(file, folder, basename(file, extname(file)), isFolder ? path : undefined)
      } catch (error) {
        diagnostics.push(unreadable(file, error))
      }
    }
  }

  function addFile(name: string, folder: string, stem: string, within: string | undefined): void {
    if (decode(readFileSync(name)) === undefined) {
      diagnostics.push(notUtf8(name))
      return
    }
    sources.push({
      name,
      folder,
      stem,
      ...(within === undefined ? {} : { isFound: true }),
      get files() {
        if (held?.name === name) return held.files
        // What went away since is empty.
        const text = textOf(name) ?? ''
        held = { name, files: { [name]: text, ...companions(name, text, within) } }
        return held.files
      },
    })
  }

  function addText(name: string, folder: string, stem: string, bytes: Uint8Array): void {
    const text = decode(bytes)
    if (text === undefined) diagnostics.push(notUtf8(name))
    else sources.push({ name, folder, stem, files: { [name]: text, ...companions(name, text) } })
  }
}

function rulesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      // Settings of tools stand in files and folders that begin with a dot.
      if (entry.name.startsWith('.')) return []
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : rulesBelow(path)
      return entry.isFile() && RULE_EXTENSIONS.includes(extname(entry.name)) ? [path] : []
    })
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function notUtf8(name: string): Diagnostic {
  return diagnostic('syntax/encoding', `${name} is not UTF-8.`, {
    span: { start: 0, end: 0, file: name },
    hint: 'Save the file as UTF-8.',
  })
}

function textOf(name: string): string | undefined {
  try {
    return decode(readFileSync(name))
  } catch {
    return undefined
  }
}

function unreadable(path: string, error: unknown): Diagnostic {
  return diagnostic('syntax/unreadable', `${path} cannot be read: ${reasonOf(error)}.`, {
    ...(isAbsent(error) ? { hint: 'Paths start from the folder that the command runs in.' } : {}),
  })
}
