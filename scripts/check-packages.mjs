// What somebody gets who installs the published packages: packs them, installs the archives in an empty project, and runs
// the README's library examples there, type-checked, and the command. Run after the build: node scripts/check-packages.mjs
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { packageManager, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const PUBLISHED = ['core', 'parsers', 'emitters', 'mappings', 'matcher', 'ruleglot']

/** A program that uses the libraries as their types say. */
const TYPED = `import { compileMatcher } from '@ruleglot/matcher'
import { type Condition, type Diagnostic, type Result, parseCondition, parseRules, translateRule } from 'ruleglot'

const parsed: Result<Condition> = parseCondition('kql', 'event.action: login')
const problems: readonly Diagnostic[] = parsed.diagnostics
if (parsed.ok) {
  const hits: readonly string[] = compileMatcher([{ id: 'a', condition: parsed.value }]).match({})
  console.log(hits, problems)
}
const rules = parseRules('sigma', { 'a.yml': '' })
if (rules.ok && rules.value[0] !== undefined) {
  const done = translateRule(rules.value[0], { to: 'kql' })
  if (done.ok) console.log(done.value.verdict, done.value.files)
}
`

const project = mkdtempSync(join(tmpdir(), 'ruleglot-packages-'))
try {
  const archives = join(project, 'archives')
  mkdirSync(archives)
  for (const name of PUBLISHED) {
    npx(['--yes', packageManager, 'pack', '--pack-destination', archives], join(root, 'packages', name))
  }
  const dependencies = Object.fromEntries(readdirSync(archives).map((file) => [nameOf(file), `file:archives/${file}`]))
  const overrides = Object.fromEntries(Object.keys(dependencies).map((name) => [name, `$${name}`]))
  const manifest = { name: 'project', private: true, type: 'module', dependencies, overrides }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'])
  const installed = packagesIn(join(project, 'node_modules'))
  const strangers = installed.filter((name) => !Object.hasOwn(dependencies, name))
  if (strangers.length > 0) throw new Error(`installed besides ours: ${strangers.join(', ')}`)
  console.log(`installed: ${installed.join(', ')}`)

  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '-D',
    `typescript@${devDependencies.typescript}`,
  ])
  for (const [i, code] of examplesOf(readFileSync(join(root, 'README.md'), 'utf8')).entries()) {
    writeFileSync(join(project, `example-${i}.mjs`), code)
    console.log(
      `README, example ${i + 1}: ${run('node', [`example-${i}.mjs`])
        .trim()
        .split('\n')
        .join(' | ')}`,
    )
  }
  writeFileSync(join(project, 'typed.ts'), TYPED)
  npx(['tsc', '--strict', '--module', 'nodenext', '--target', 'es2022', '--noEmit', 'typed.ts'], project)
  console.log('the types hold in a strict program')
  console.log(`ruleglot --version: ${npx(['ruleglot', '--version'], project).trim()}`)
} finally {
  rmSync(project, { recursive: true, force: true })
}

function run(program, args, cwd = project) {
  const windows = process.platform === 'win32'
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: windows })
}

function npx(args, cwd) {
  return run('npx', args, cwd)
}

/** ruleglot-core-0.1.0.tgz -> @ruleglot/core */
function nameOf(file) {
  const name = file.replace(/-\d+\.\d+\.\d+.*$/, '')
  return name === 'ruleglot' ? name : name.replace('-', '/').replace(/^/, '@')
}

function packagesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.')) return []
    return name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name]
  })
}

function examplesOf(markdown) {
  return [...markdown.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
}
