// Bundles each package's entries into dist: third-party code inlined (unbundled Chevrotain costs 350 ms at start-up),
// other ruleglot packages left as imports.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { thirdPartyLicenses } from './third-party-licenses.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

// @iarna/toml asks for Node's global and, through eval, for its inspect; neither is needed, and a strict content security
// policy refuses the eval.
const withoutEval = {
  name: 'without-eval',
  setup({ onLoad }) {
    onLoad({ filter: /@iarna[\\/]toml[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\beval\("[^"]*"\)/g, 'undefined'),
      loader: 'js',
    }))
  },
}

/** Libraries run anywhere; the command is Node's, and what it bundles may `require` Node's modules. */
const KINDS = {
  library: { platform: 'neutral', mainFields: ['module', 'main'] },
  command: {
    platform: 'node',
    banner: {
      js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
    },
  },
}

for (const name of ['core', 'parsers', 'emitters', 'mappings', 'matcher', 'ruleglot', 'conformance']) {
  const folder = join(root, 'packages', name)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  rmSync(join(folder, 'dist/chunks'), { recursive: true, force: true })
  const bundled = [
    ...(await bundle(folder, 'library', Object.values(manifest.exports ?? {}))),
    ...(await bundle(folder, 'command', [...Object.values(manifest.bin ?? {}), ...workersOf(folder)])),
  ]
  const licenses = thirdPartyLicenses(bundled)
  if (licenses !== undefined) writeFileSync(join(folder, 'dist/THIRD-PARTY-LICENSES.txt'), licenses)
}

/** Programs that a command runs in threads of their own: entries as well. */
function workersOf(folder) {
  return readdirSync(join(folder, 'src'), { recursive: true })
    .filter((path) => path.endsWith('-worker.ts'))
    .map((path) => `./dist/${path.replace(/\.ts$/, '.js')}`)
}

/** The paths of all modules that went in. */
async function bundle(folder, kind, entries) {
  const outputs = entries
    .map((entry) => (typeof entry === 'string' ? entry : entry.default))
    .filter((path) => path.startsWith('./dist/') && path.endsWith('.js'))
  if (outputs.length === 0) return []
  const { metafile } = await build({
    ...KINDS[kind],
    entryPoints: [...new Set(outputs)].map((path) => ({
      in: join(folder, path.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
      out: path.replace('./dist/', '').replace(/\.js$/, ''),
    })),
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    chunkNames: 'chunks/[name]-[hash]',
    external: ['@ruleglot/*', 'ruleglot'],
    define: { global: 'globalThis' },
    plugins: [withoutEval],
    sourcemap: true,
    logLevel: 'warning',
    absWorkingDir: folder,
    metafile: true,
  })
  return Object.keys(metafile.inputs).map((path) => join(folder, path))
}
