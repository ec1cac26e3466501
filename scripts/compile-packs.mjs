// Compiles the mapping packs (packages/mappings/packs/*.yaml, one per log source, read by people) into modules that load
// one by one in any bundler.
//   node scripts/compile-packs.mjs          writes packages/mappings/src/**/*.generated.ts
//   node scripts/compile-packs.mjs --check  exits 1 if they are not what the packs say
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import { CORE_SCHEMA, load } from 'js-yaml'

const root = fileURLToPath(new URL('../packages/mappings/', import.meta.url))
const read = (path) => readFileSync(root + path, 'utf8')
const ajv = new Ajv.default({ allErrors: true, strict: true, strictTypes: false })
const validate = ajv.compile(JSON.parse(read('schema/pack.schema.json')))

/** Said in the file, not needed to map: where a fact comes from. */
const LEFT_OUT = new Set(['evidence', 'note'])

/** What recognising a log source needs. */
const ROUTING_KEYS = ['logTypes', 'logsource', 'logsources', 'index', 'integration', 'routing']

const packs = readdirSync(`${root}packs`)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => {
    const pack = load(read(`packs/${name}`), { schema: CORE_SCHEMA, filename: name })
    if (!validate(pack)) {
      console.error(`${name}: ${ajv.errorsText(validate.errors, { separator: '\n  ' })}`)
      process.exit(1)
    }
    if (name !== `${pack.id}.yaml`) {
      console.error(`${name}: is named ${pack.id}.yaml after its id`)
      process.exit(1)
    }
    return pack
  })

const header = '// Written by scripts/compile-packs.mjs from packages/mappings/packs.\n'
const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const textOf = (pack) => JSON.stringify(pack, (key, value) => (LEFT_OUT.has(key) ? undefined : value))
const nameOf = (id) => id.replace(/[^a-z0-9]+(.)/g, (_, letter) => letter.toUpperCase())

const files = {
  ...Object.fromEntries(
    packs.map((pack) => [
      `src/packs/${pack.id}.generated.ts`,
      `${header}export const text =\n  ${quoted(textOf(pack))}\n`,
    ]),
  ),
  'src/loaders.generated.ts': `${header}/** Each pack's data as a module of its own. */
export const LOADERS: Readonly<Record<string, () => Promise<{ readonly text: string }>>> = {
${packs.map(({ id }) => `  '${id}': () => import('./packs/${id}.generated.js'),`).join('\n')}
}
`,
  'src/texts.generated.ts': `${header}${packs
    .map(({ id }) => `import { text as ${nameOf(id)} } from './packs/${id}.generated.js'`)
    .join('\n')}

/** The data of all packs, as JSON. */
export const TEXTS: Readonly<Record<string, string>> = {
${packs.map(({ id }) => `  '${id}': ${nameOf(id)},`).join('\n')}
}
`,
  'src/routing.generated.ts': `${header}import type { PackRouting } from '@ruleglot/core'

/** What is needed to see which log source a rule is about. */
export const ROUTING: readonly PackRouting[] = JSON.parse(
  ${quoted(JSON.stringify(packs.map(routingOf)))},
) as readonly PackRouting[]
`,
}

function routingOf({ id, platforms }) {
  const sides = Object.entries(platforms).map(([platform, side]) => [
    platform,
    Object.fromEntries(ROUTING_KEYS.filter((key) => side[key] !== undefined).map((key) => [key, side[key]])),
  ])
  return { id, platforms: Object.fromEntries(sides) }
}

const stale = Object.entries(files).filter(([path, text]) => !existsSync(root + path) || read(path) !== text)
const kept = new Set(Object.keys(files))
const orphans = readdirSync(`${root}src/packs`).filter((name) => !kept.has(`src/packs/${name}`))
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`stale: packages/mappings/${path}`)
  for (const name of orphans) console.error(`left over: packages/mappings/src/packs/${name}`)
  process.exit(stale.length + orphans.length > 0 ? 1 : 0)
}
mkdirSync(`${root}src/packs`, { recursive: true })
for (const name of orphans) rmSync(`${root}src/packs/${name}`)
for (const [path, text] of stale) writeFileSync(root + path, text)
console.log(`${packs.length} packs, ${stale.length} files written`)
