// Sizes of the published entries as an application would ship them: bundled with what they import, minified, gzipped.
// Fails when one is above its budget. Run after the build: node scripts/check-sizes.mjs
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Kilobytes (1000 bytes) after gzip. An entry without a line of its own has that of its package. */
const BUDGETS = {
  core: 160,
  parsers: 400,
  'parsers/kql': 160,
  emitters: 180,
  'emitters/javascript': 160,
  matcher: 60,
  ruleglot: 700,
}

let tooLarge = 0
for (const name of ['core', 'parsers', 'emitters', 'matcher', 'ruleglot']) {
  const folder = `${root}packages/${name}`
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  for (const [subpath, target] of Object.entries(exports)) {
    const file = typeof target === 'string' ? target : target.default
    if (!file.endsWith('.js')) continue
    const entry = `${name}${subpath.slice(1)}`
    const { outputFiles } = await build({
      entryPoints: [`${folder}/${file}`],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      external: ['node:*'],
      write: false,
      logLevel: 'error',
    })
    const [{ contents }] = outputFiles
    const gzipped = gzipSync(contents, { level: 9 }).length / 1000
    const budget = BUDGETS[entry] ?? BUDGETS[name]
    const verdict = gzipped <= budget ? '' : `   above the budget of ${budget} kB`
    console.log(
      `${entry.padEnd(28)}${(contents.length / 1000).toFixed(0).padStart(7)} kB min${gzipped.toFixed(0).padStart(7)} kB gzip${verdict}`,
    )
    if (gzipped > budget) tooLarge++
  }
}
if (tooLarge > 0) process.exit(1)
