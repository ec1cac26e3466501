import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command's start as multiples of Node's own; programs take turns. Targets: 1.5 for --version, 2.5 with a first KQL. */
export function benchStartUp(): void {
  const command = fileURLToPath(new URL('../packages/ruleglot/dist/cli/main.js', import.meta.url))
  const kql = fileURLToPath(new URL('../packages/parsers/dist/kql/index.js', import.meta.url))
  const parse = `import(${JSON.stringify(kql)}).then(({ kql }) => kql.parseCondition('user.name: root and not a: 1', {}))`
  const programs = {
    'bare node': ['-e', '0'],
    'ruleglot --version': [command, '--version'],
    'first KQL parse': ['--input-type=module', '-e', parse],
  }
  const names = Object.keys(programs) as (keyof typeof programs)[]
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = -2; round < 15; round++) {
    for (const name of names) {
      const start = performance.now()
      const { status } = spawnSync(process.execPath, programs[name])
      if (status !== 0) throw new Error(`${name} ended with ${status}`)
      if (round >= 0) times.get(name)?.push(performance.now() - start)
    }
  }
  const median = (name: keyof typeof programs): number => (times.get(name) ?? []).sort((a, b) => a - b)[7] as number
  const bare = median('bare node')
  const targets = { 'bare node': 1, 'ruleglot --version': 1.5, 'first KQL parse': 2.5 }
  for (const name of names) {
    const ratio = median(name) / bare
    const verdict =
      name === 'bare node' ? '' : `   target ${targets[name]}: ${ratio <= targets[name] ? 'met' : 'MISSED'}`
    console.log(
      `  ${name.padEnd(20)}${median(name).toFixed(0).padStart(6)} ms${ratio.toFixed(2).padStart(7)} x${verdict}`,
    )
  }
}
