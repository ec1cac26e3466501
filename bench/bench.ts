import { benchKqlParsing } from './kql-parse.js'

/** Side-by-side measurements. Each prints ratios: times depend on the machine, ratios hardly. */
const BENCHES: Readonly<Record<string, () => void>> = {
  'kql-parse': benchKqlParsing,
}

const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  bench()
}
