/**
 * Side-by-side measurements. Each prints ratios: times depend on the machine, ratios hardly. One line each; a bench is
 * loaded when it is run. `optional` ones need programs that are not part of the project and run only when named.
 */
const BENCHES: Readonly<Record<string, { readonly run: () => Promise<void> | void; readonly optional?: true }>> = {
  'kql-parse': { run: async () => (await import('./kql-parse.js')).benchKqlParsing() },
  compare: { run: async () => (await import('./compare.js')).benchCompare() },
  'start-up': { run: async () => (await import('./start-up.js')).benchStartUp() },
  predicates: { run: async () => (await import('./predicates.js')).benchPredicates() },
  'sigma-convert': { run: async () => (await import('./sigma-convert.js')).benchSigmaConversion() },
  lift: { run: async () => (await import('./lift.js')).benchLifting() },
  'ruleset-matcher': { run: async () => (await import('./ruleset-matcher.js')).benchRulesetMatcher() },
  related: { run: async () => (await import('./related.js')).benchRelated(), optional: true },
  scaling: { run: async () => (await import('./scaling.js')).benchScalingApart(), optional: true },
  'sigma-engines': { run: async () => (await import('./sigma-engines.js')).benchSigmaEngines(), optional: true },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`)
  process.exit(3)
}
for (const [name, { run, optional }] of Object.entries(BENCHES)) {
  if (wanted.length > 0 ? !wanted.includes(name) : optional === true) continue
  if (process.env['RULEGLOT_BENCH_PART'] === undefined) console.log(`\n${name}`)
  await run()
}
