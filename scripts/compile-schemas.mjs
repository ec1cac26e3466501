// Compiles the published JSON Schemas of packages/core/schema into validators that need neither ajv nor eval.
//   node scripts/compile-schemas.mjs          writes packages/core/src/schema/validators.generated.ts
//   node scripts/compile-schemas.mjs --print  prints it
import { readFileSync, writeFileSync } from 'node:fs'
import Ajv from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { transformSync } from 'esbuild'

const folder = new URL('../packages/core/', import.meta.url)

/** What is a tree. Each validator checks one node of it, and the readers walk: recursion would overflow the stack. */
const TREES = ['#/$defs/condition', '#/$defs/regex', '#/$defs/valueExpression', 'condition.schema.json']

/**
 * Left out: descriptions, which the compiled code would carry along, and `$schema`, which would ask for dynamic
 * references and unevaluated properties that the schemas do not use.
 */
const shallow = (name) =>
  JSON.parse(readFileSync(new URL(`schema/${name}`, folder), 'utf8'), (key, value) => {
    if (['$schema', 'description', 'title'].includes(key) && typeof value === 'string') return undefined
    return key !== '' && TREES.includes(value?.$ref) ? true : value
  })

const { $defs } = shallow('condition.schema.json')
const definition = (name) => ({ $ref: `condition.schema.json#/$defs/${name}` })
const ajv = new Ajv.default({
  schemas: {
    'condition.schema.json': { $defs },
    condition: definition('condition'),
    regex: definition('regex'),
    expression: definition('valueExpression'),
    rule: shallow('rule.schema.json'),
  },
  code: { source: true, esm: true },
  messages: false,
  // Inherited properties do not count: `__proto__` is a key like any other.
  ownProperties: true,
  discriminator: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
  inlineRefs: false,
})
const names = { condition: 'condition', regex: 'regex', expression: 'expression', rule: 'rule' }
const code = standaloneCode.default(ajv, names)
if (/\brequire\(|^import /m.test(code)) throw new Error('the validators would need ajv at run time')
// First what nobody uses goes; then all of it goes into one function: nothing happens when the module is loaded, and
// who reads no documents does not bundle it.
const used = transformSync(code, { minifySyntax: true, treeShaking: true }).code
const wrapped = `export function makeValidators() {
${used.replace('"use strict";', '').replaceAll(/^export const (\w+)/gm, 'const $1')}
return { condition, regex, expression, rule }
}`
const small = transformSync(wrapped, { minifyWhitespace: true, lineLimit: 120 }).code
const text = `// @ts-nocheck
// Made by scripts/compile-schemas.mjs from packages/core/schema. Do not edit.
${small.trim()}
`
if (process.argv.includes('--print')) process.stdout.write(text)
else writeFileSync(new URL('src/schema/validators.generated.ts', folder), text)
