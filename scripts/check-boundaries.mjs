// Checks what may import what (ARCHITECTURE.md), that no source evaluates code, and that every language is complete.
// Prints each breach with its file and ends with 1; else `boundaries: N files ok`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const acorn = createRequire(join(root, 'packages/parsers/package.json'))('acorn')

/** Core, folder by folder: what each may import besides itself. `language.ts` is types: importable as a type only. */
const CORE = {
  source: [],
  dialect: ['source', 'ir', 'evaluate'],
  diagnostics: ['source'],
  ir: ['source', 'diagnostics'],
  evaluate: ['source', 'diagnostics', 'ir'],
  normalise: ['source', 'diagnostics', 'ir', 'evaluate'],
  fields: ['source', 'diagnostics', 'ir'],
  capability: ['source', 'diagnostics', 'ir'],
  assumptions: ['source', 'diagnostics', 'ir', 'evaluate', 'fields'],
  verdict: ['source', 'diagnostics', 'ir', 'assumptions'],
  rule: ['source', 'diagnostics', 'ir', 'assumptions'],
  schema: ['source', 'diagnostics', 'ir', 'rule'],
  regular: ['ir', 'evaluate'],
  compare: [
    'source',
    'diagnostics',
    'ir',
    'evaluate',
    'normalise',
    'regular',
    'fields',
    'capability',
    'assumptions',
    'verdict',
  ],
  'generate-tests': ['source', 'diagnostics', 'ir', 'evaluate', 'normalise', 'assumptions', 'compare'],
  lint: ['source', 'diagnostics', 'ir', 'evaluate', 'regular', 'compare', 'generate-tests'],
  related: [
    ...[
      'diagnostics',
      'ir',
      'evaluate',
      'normalise',
      'rule',
      'compare',
      'compare-rules',
      'generate-tests',
      'translate',
    ],
  ],
  'compare-rules': ['diagnostics', 'ir', 'normalise', 'assumptions', 'rule', 'compare', 'mapping', 'translate'],
  mapping: ['source', 'diagnostics', 'ir', 'evaluate', 'normalise', 'assumptions', 'rule', 'language.ts'],
  translate: [
    ...['source', 'diagnostics', 'ir', 'evaluate', 'normalise', 'fields', 'capability', 'assumptions', 'verdict'],
    ...['rule', 'compare', 'mapping', 'language.ts'],
  ],
  'language.ts': ['source', 'diagnostics', 'ir', 'fields', 'assumptions', 'verdict', 'rule'],
  'index.ts': 'all',
}

/** Folders of parsers and emitters that are no language: every language may use them, and they know none. */
const SHARED_FOLDERS = ['regex', 'yaml', 'glob', 'elastic-query']

/** Languages written inside others: what a language's folder may import besides itself and what is shared. */
const LANGUAGES = {
  parsers: { elastic: ['eql', 'kql'] },
  emitters: { elastic: ['eql', 'kql'] },
}

/** Our own packages that each may import, and whether it runs in browsers. */
const PACKAGES = {
  core: { imports: [], browser: true },
  parsers: { imports: ['@ruleglot/core'], browser: true },
  emitters: { imports: ['@ruleglot/core'], browser: true },
  mappings: { imports: ['@ruleglot/core'], browser: true },
  matcher: { imports: ['@ruleglot/core'], browser: true },
  ruleglot: { imports: 'all', browser: false },
  conformance: { imports: 'all', browser: false },
}

/** Files of a language outside its folders. */
const LANGUAGE_FILES = [
  (id) => `spec/languages/${id}.md`,
  (id) => `spec/errors/${id}.yaml`,
  (id) => `spec/gaps/${id}.yaml`,
]

const workspaceTools = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies
const breaches = []
let checked = 0

for (const [name, rules] of Object.entries(PACKAGES)) {
  const folder = join(root, 'packages', name)
  if (!existsSync(join(folder, 'package.json'))) continue
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  // What is bundled is no dependency of who installs the package. The test package uses what the workspace has for tests.
  const dependencies = Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...(name === 'conformance' ? workspaceTools : {}),
  })
  if (name === 'core' && dependencies.some((dependency) => dependency !== 'ipaddr.js')) {
    breaches.push(`packages/core/package.json: core depends on ipaddr.js and nothing else`)
  }
  for (const file of sourcesIn(join(folder, 'src'))) {
    checked++
    checkFile(name, rules, folder, file, dependencies)
  }
}
for (const side of ['parsers', 'emitters']) checkLanguages(side)

for (const breach of breaches) console.error(breach)
if (breaches.length > 0) process.exit(1)
console.log(`boundaries: ${checked} files ok`)

function sourcesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map((path) => join(folder, path))
    .filter((path) => /\.(ts|js)$/.test(path) && !/\.(test|bench|d)\.ts$/.test(path))
    .sort()
}

function checkFile(name, rules, folder, file, dependencies) {
  const text = readFileSync(file, 'utf8')
  const at = relative(root, file).split(sep).join('/')
  const say = (what) => breaches.push(`${at}: ${what}`)
  for (const { specifier, typeOnly } of importsOf(text)) {
    if (specifier.startsWith('.')) checkRelative(name, join(folder, 'src'), file, specifier, typeOnly, say)
    else if (specifier.startsWith('node:')) {
      if (rules.browser) say(`imports ${specifier}, and ${name} runs in browsers`)
    } else checkPackage(rules, specifier, dependencies, say)
  }
  if (name !== 'conformance') for (const what of evaluations(text, file)) say(`uses ${what}`)
}

function importsOf(text) {
  const statement = /^(?:import|export)(\s+type)?\b([^'"`;]*?)\bfrom\s+'([^']+)'/gm
  const found = [...text.matchAll(statement)].map(([, type, names, specifier]) => ({
    specifier,
    typeOnly: type !== undefined || /^\s*\{(?:\s*type\s[^,}]*,?)*\s*\}\s*$/.test(names),
  }))
  const others = [/^import\s+'([^']+)'/gm, /\bimport\(\s*['"`]([^'"`]+)['"`]/g]
  for (const pattern of others) {
    found.push(...[...text.matchAll(pattern)].map(([, specifier]) => ({ specifier, typeOnly: false })))
  }
  return found
}

function checkPackage(rules, specifier, dependencies, say) {
  if (specifier.startsWith('data:')) return
  const wanted = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const isOurs = wanted === 'ruleglot' || wanted.startsWith('@ruleglot/')
  if (isOurs && rules.imports !== 'all' && !rules.imports.includes(wanted)) say(`imports ${wanted}`)
  if (!dependencies.includes(wanted)) say(`imports ${wanted}, which its package.json does not list`)
}

function checkRelative(name, source, file, specifier, typeOnly, say) {
  const target = normalize(join(dirname(file), specifier.replace(/\.js$/, '.ts')))
  const inside = relative(source, target)
  if (inside.startsWith('..')) return say(`imports ${specifier}, which is outside its package`)
  const from = partOf(relative(source, file))
  const to = partOf(inside)
  if (from === to) return undefined
  if (name === 'core') {
    const allowed = CORE[from]
    if (allowed === undefined) return say(`is in a folder that scripts/check-boundaries.mjs does not know`)
    if (allowed !== 'all' && !allowed.includes(to))
      return say(`imports ${to}; ${from} may import ${allowed.join(', ') || 'nothing'}`)
    if (to === 'language.ts' && !typeOnly) return say('imports language.ts other than as a type')
    if (from === 'language.ts' && !typeOnly) return say('imports values; it holds types')
  }
  if (name === 'parsers' || name === 'emitters') {
    if (from === 'index.ts' || to.endsWith('.ts')) return undefined
    if (from.endsWith('.ts')) return say(`imports ${to}; files beside the languages know none of them`)
    const allowed = SHARED_FOLDERS.includes(from) ? [] : [...SHARED_FOLDERS, ...(LANGUAGES[name][from] ?? [])]
    if (!allowed.includes(to))
      return say(`imports ${to}; ${from} may import ${allowed.join(', ') || 'no other language'}`)
  }
  return undefined
}

/** The folder under src, or the file itself. */
function partOf(path) {
  return path.split(sep)[0]
}

/** Uses of eval and the Function constructor, found in the syntax tree: comments and strings do not count. */
function evaluations(text, file) {
  const code = file.endsWith('.ts') ? transformSync(text, { loader: 'ts', target: 'es2022' }).code : text
  const found = new Set()
  const stack = [acorn.parse(code, { ecmaVersion: 'latest', sourceType: 'module' })]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ((node.type === 'CallExpression' || node.type === 'NewExpression') && node.callee.type === 'Identifier') {
      if (node.callee.name === 'eval' || node.callee.name === 'Function') found.add(node.callee.name)
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child === 'object' && child !== null && typeof child.type === 'string') stack.push(child)
      }
    }
  }
  return found
}

function checkLanguages(side) {
  const folder = join(root, 'packages', side)
  const index = readFileSync(join(folder, 'src/index.ts'), 'utf8')
  const registered = [...index.matchAll(/from '\.\/([\w-]+)\/index\.js'/g)].map(([, id]) => id)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const id of registered) {
    if (!existsSync(join(folder, 'src', id, 'index.ts'))) breaches.push(`packages/${side}/src/${id}: has no index.ts`)
    if (exports[`./${id}`] === undefined) breaches.push(`packages/${side}/package.json: does not export ./${id}`)
    for (const path of LANGUAGE_FILES) {
      const what = `${path(id)}: is missing for the language ${id}`
      if (!existsSync(join(root, path(id))) && !breaches.includes(what)) breaches.push(what)
    }
  }
  for (const entry of readdirSync(join(folder, 'src'), { withFileTypes: true })) {
    if (!entry.isDirectory() || SHARED_FOLDERS.includes(entry.name) || registered.includes(entry.name)) continue
    breaches.push(`packages/${side}/src/${entry.name}: is not registered in packages/${side}/src/index.ts`)
  }
}
