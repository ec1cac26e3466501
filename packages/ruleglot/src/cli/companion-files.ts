import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'

/** The files that a Panther rule's document needs beside itself: name to text. No name is a place on this machine. */
export type FindCompanions = (path: string, text: string) => Readonly<Record<string, string>>

/**
 * Looks for a rule's Python beside its document, and for the helper modules and data models that the Python uses in the
 * repository around it. A repository is read once, however many of its rules are asked for.
 */
export function companionFinder(): FindCompanions {
  const repositories = new Map<string, Shared>()
  return (path, text) => {
    const python = pythonBeside(path, text)
    if (python === undefined) return {}
    const root = repositoryOf(dirname(resolve(path)))
    const shared = repositories.get(root) ?? readShared(root)
    repositories.set(root, shared)
    const found: Record<string, string> = { [python.path]: python.text }
    addImports(python.text, shared, found)
    if (Object.values(found).some((body) => body.includes('udm'))) addDataModels(text, shared, found)
    return found
  }
}

/** What the rules of one repository share. */
interface Shared {
  readonly root: string
  /** Helper modules by the name they are imported under. */
  readonly modules: ReadonlyMap<string, string>
  /** YAML documents of data models, with their log types. */
  readonly dataModels: readonly { readonly path: string; readonly text: string; readonly logTypes: readonly string[] }[]
}

function pythonBeside(name: string, text: string): { readonly path: string; readonly text: string } | undefined {
  if (!/\.ya?ml$/.test(name)) return undefined
  const python = /^Filename:\s*["']?([^"'\s#]+\.py)["']?\s*(#.*)?$/m.exec(text)?.[1]
  if (python === undefined) return undefined
  const folder = dirname(resolve(name))
  if (!resolve(folder, python).startsWith(folder + sep)) return undefined
  const path = join(dirname(name), python)
  const body = textOf(path)
  return body === undefined ? undefined : { path, text: body }
}

/** The nearest folder above that holds helpers or data models; the folder itself when none does. */
function repositoryOf(folder: string): string {
  let at = folder
  for (let level = 0; level < MOST_LEVELS; level++) {
    if (SHARED_FOLDERS.some((name) => existsSync(join(at, name)))) return at
    const up = dirname(at)
    if (up === at) break
    at = up
  }
  return folder
}

const SHARED_FOLDERS: readonly string[] = ['global_helpers', 'data_models']

const MOST_LEVELS = 8

function readShared(root: string): Shared {
  const paths = SHARED_FOLDERS.flatMap((name) => filesBelow(join(root, name)))
  const modules = new Map(paths.filter((path) => extname(path) === '.py').map((path) => [basename(path, '.py'), path]))
  const dataModels = paths.flatMap((path) => {
    const text = /\.ya?ml$/.test(path) ? textOf(path) : undefined
    if (text === undefined || !/^AnalysisType:\s*["']?datamodel\b/m.test(text)) return []
    return [{ path, text, logTypes: logTypesOf(text) }]
  })
  return { root, modules, dataModels }
}

function logTypesOf(text: string): readonly string[] {
  const block = /^LogTypes:[ \t]*(\[[^\]]{0,10000}\]|(?:\s*\n[ \t]*-[^\n]*)+)/m.exec(text)?.[1] ?? ''
  return [...block.matchAll(/[\w][\w.]*/g)].map(([name]) => name)
}

/** Modules by name, and what they import in turn. */
function addImports(body: string, shared: Shared, found: Record<string, string>): void {
  for (const name of importsOf(body)) {
    const path = shared.modules.get(name)
    const key = path === undefined ? '' : nameIn(shared, path)
    if (path === undefined || Object.hasOwn(found, key)) continue
    const text = textOf(path)
    if (text === undefined) continue
    found[key] = text
    addImports(text, shared, found)
  }
}

function importsOf(body: string): readonly string[] {
  const names = [...body.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([^\n#]+))/gm)]
  return names
    .flatMap(([, from, list]) => (from === undefined ? (list ?? '').split(',') : [from]))
    .flatMap((text) => {
      const name = /^\s*(\w+)/.exec(text)?.[1]
      return name === undefined ? [] : [name]
    })
}

function addDataModels(rule: string, shared: Shared, found: Record<string, string>): void {
  const logTypes = new Set(logTypesOf(rule))
  for (const { path, text, logTypes: own } of shared.dataModels) {
    if (!own.some((type) => logTypes.has(type))) continue
    found[nameIn(shared, path)] = text
    const python = pythonBeside(path, text)
    if (python === undefined) continue
    found[nameIn(shared, python.path)] = python.text
    addImports(python.text, shared, found)
  }
}

function nameIn({ root }: Shared, path: string): string {
  return relative(root, path).split(sep).join('/')
}

function filesBelow(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesBelow(path)
      return entry.isFile() ? [path] : []
    })
}

/** Undefined for what is not there, or is not UTF-8. */
function textOf(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return undefined
  }
}
