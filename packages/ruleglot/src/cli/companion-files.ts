import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'

/**
 * The files that a Panther rule's document needs beside itself: name to text. No name is a place on this machine.
 * `within` is the folder in which it was found, if one was searched.
 */
export type FindCompanions = (path: string, text: string, within?: string) => Readonly<Record<string, string>>

/**
 * Looks for a rule's Python beside its document, for the rule that it is derived from, and for the helper modules and
 * data models that the Python uses in the repository around it. A repository is read once, however many of its rules
 * are asked for.
 */
export function companionFinder(): FindCompanions {
  const repositories = new Map<string, Shared>()
  const rules = new Map<string, ReadonlyMap<string, string>>()
  return (path, text, within) => {
    if (!isYaml(path)) return {}
    const own = pythonBeside(path, text)
    const base = keyText(BASE, text)
    if (own === undefined && base === undefined) return {}
    const root = repositoryOf(dirname(resolve(path)))
    const found: Record<string, string> = {}
    if (own !== undefined) found[own.path] = own.text
    const logTypes = new Set(logTypesOf(text))
    if (base !== undefined) {
      const searched = within === undefined ? [] : [{ root: resolve(within), files: filesBelow }]
      const around = { root, files: isRepository(root) ? filesBelow : filesIn }
      for (const type of addBase(base, [...searched, around], rules, found)) logTypes.add(type)
    }
    const bodies = Object.entries(found).filter(([name]) => extname(name) === '.py')
    if (bodies.length === 0) return found
    const shared = repositories.get(root) ?? readShared(root)
    repositories.set(root, shared)
    for (const [, body] of bodies) addImports(body, shared, found)
    if (Object.values(found).some((body) => body.includes('udm'))) addDataModels(logTypes, shared, found)
    return found
  }
}

/** The key that names the rule whose keys and Python a rule takes over. */
const BASE = /^BaseDetection:([^\n]*)/m
const RULE_ID = /^RuleID:([^\n]*)/m

/** The text behind a key of the document, without quotes and comment. */
function keyText(key: RegExp, text: string): string | undefined {
  const [value = ''] = (key.exec(text)?.[1] ?? '').split('#', 1)
  return value.trim().replace(/^["']|["']$/g, '') || undefined
}

interface Place {
  readonly root: string
  /** A folder that nobody named and that is no repository may be anything: only what lies there itself is looked at. */
  readonly files: (folder: string) => readonly string[]
}

/** The document of that rule and its Python, from the first place that holds it; its log types. */
function addBase(
  id: string,
  places: readonly Place[],
  known: Map<string, ReadonlyMap<string, string>>,
  found: Record<string, string>,
): readonly string[] {
  for (const { root, files } of places) {
    const byId = known.get(root) ?? rulesById(files(root))
    known.set(root, byId)
    const path = byId.get(id)
    const text = path === undefined ? undefined : textOf(path)
    if (path === undefined || text === undefined) continue
    const python = pythonBeside(path, text)
    for (const file of [{ path, text }, ...(python === undefined ? [] : [python])]) {
      found[relative(root, file.path).split(sep).join('/')] = file.text
    }
    return logTypesOf(text)
  }
  return []
}

function rulesById(files: readonly string[]): ReadonlyMap<string, string> {
  const byId = new Map<string, string>()
  for (const path of files.filter(isYaml)) {
    const id = keyText(RULE_ID, textOf(path) ?? '')
    if (id !== undefined && !byId.has(id)) byId.set(id, path)
  }
  return byId
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path)
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
  if (!isYaml(name)) return undefined
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
    if (isRepository(at)) return at
    const up = dirname(at)
    if (up === at) break
    at = up
  }
  return folder
}

function isRepository(folder: string): boolean {
  return SHARED_FOLDERS.some((name) => existsSync(join(folder, name)))
}

const SHARED_FOLDERS: readonly string[] = ['global_helpers', 'data_models']

const MOST_LEVELS = 8

function readShared(root: string): Shared {
  const paths = SHARED_FOLDERS.flatMap((name) => filesBelow(join(root, name)))
  const modules = new Map(paths.filter((path) => extname(path) === '.py').map((path) => [basename(path, '.py'), path]))
  const dataModels = paths.flatMap((path) => {
    const text = isYaml(path) ? textOf(path) : undefined
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

function addDataModels(logTypes: ReadonlySet<string>, shared: Shared, found: Record<string, string>): void {
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
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

function filesIn(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => (entry.isFile() ? [join(folder, entry.name)] : []))
}

/** By name; none where there is no folder, or one that may not be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}

/** Undefined for what is not there, or is not UTF-8. */
function textOf(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return undefined
  }
}
