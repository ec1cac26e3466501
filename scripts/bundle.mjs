// Bundles each package's entries into dist: third-party code inlined (unbundled Chevrotain costs 350 ms at start-up),
// other ruleglot packages left as imports.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

for (const name of ['core', 'parsers', 'emitters', 'ruleglot', 'conformance']) {
  const folder = join(root, 'packages', name)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const outputs = [...Object.values(manifest.exports ?? {}), ...Object.values(manifest.bin ?? {})]
    .map((entry) => (typeof entry === 'string' ? entry : entry.default))
    .filter((path) => path.startsWith('./dist/') && path.endsWith('.js'))
  await build({
    entryPoints: [...new Set(outputs)].map((path) => ({
      in: join(folder, path.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
      out: path.replace('./dist/', '').replace(/\.js$/, ''),
    })),
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: name === 'ruleglot' || name === 'conformance' ? 'node' : 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    chunkNames: 'chunks/[name]-[hash]',
    external: ['@ruleglot/*', 'ruleglot'],
    banner: {},
    sourcemap: true,
    logLevel: 'warning',
    absWorkingDir: dirname(folder),
  })
}
