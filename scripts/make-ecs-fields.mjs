// Writes packages/core/src/fields/ecs-fields.generated.ts: names, types and cardinality of the Elastic Common Schema.
//   node scripts/make-ecs-fields.mjs <checkout of elastic/ecs>/generated/ecs/ecs_flat.yml <version>
// Only facts are taken: a name, its type, and whether ECS says `normalize: array` of it or of an object above it.
// Types that no query treats differently (geo_point) are left out; numeric types become long or float.
import { readFileSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'

const [file, version] = process.argv.slice(2)
if (file === undefined || version === undefined) {
  console.error('node scripts/make-ecs-fields.mjs <ecs_flat.yml> <version>')
  process.exit(3)
}

const TYPES = new Map([
  ...['keyword', 'constant_keyword', 'wildcard', 'flattened', 'text', 'match_only_text'].map((type) => [type, type]),
  ...['long', 'float', 'boolean', 'date', 'ip', 'nested', 'object'].map((type) => [type, type]),
  ...['integer', 'short', 'byte', 'unsigned_long'].map((type) => [type, 'long']),
  ...['double', 'half_float', 'scaled_float'].map((type) => [type, 'float']),
])

const source = load(readFileSync(file, 'utf8'))
const holdsMany = (name) => {
  const field = source[name]
  return field !== undefined && (field.type === 'nested' || (field.normalize ?? []).includes('array'))
}
const isMany = (name) => name.split('.').some((_, i, keys) => holdsMany(keys.slice(0, i + 1).join('.')))

/** Object name to its leaves. */
const objects = new Map()
const add = (name, type) => {
  const known = TYPES.get(type)
  if (known === undefined) return
  const cut = name.lastIndexOf('.')
  const parent = cut < 0 ? '' : name.slice(0, cut)
  const leaves = objects.get(parent) ?? []
  objects.set(parent, leaves)
  leaves.push(`${name.slice(cut + 1)}:${known}${isMany(name) ? '[]' : ''}`)
}
for (const [name, field] of Object.entries(source)) {
  add(name, field.type)
  if (field.object_type !== undefined) add(`${name}.*`, field.object_type)
  for (const { name: extra, type } of field.multi_fields ?? []) add(`${name}.${extra}`, type)
}

const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const lines = [...objects.keys()]
  .sort(byName)
  .map((object) => `  ${JSON.stringify(`${object}: ${objects.get(object).sort(byName).join(' ')}`)},`)
const text = `/**
 * The Elastic Common Schema ${version}: one line for each object, \`object: leaf:type leaf:type[] ...\`, where [] marks a field
 * that ECS describes as an array (\`normalize: array\`, or inside such an object or a nested one). All others hold one
 * value by the words of ECS. Made by scripts/make-ecs-fields.mjs from elastic/ecs (Apache-2.0).
 */
export const ECS_FIELDS: readonly string[] = [
${lines.join('\n')}
]
`
writeFileSync(new URL('../packages/core/src/fields/ecs-fields.generated.ts', import.meta.url), text)
