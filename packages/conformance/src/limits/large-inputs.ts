import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Peak memory of the command on rules of several megabytes and on a large folder: after `npm run build`,
 * `tsx packages/conformance/src/limits/large-inputs.ts [MEGABYTES OF THE FOLDER] [WORDS...]` (100 when absent; words
 * choose runs by name). Prints size, exit code, seconds and peak resident megabytes of each run; spec/limits.md quotes
 * them. Rules are made up on the spot.
 */
const [megabytes = '100', ...words] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'ruleglot-large-'))
const command = fileURLToPath(new URL('../../../ruleglot/dist/cli/main.js', import.meta.url))
const HOOK = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS+'\\n'))`
const MOST_SECONDS = 600

const many = (n: number, one: (i: number) => string): string => Array.from({ length: n }, (_, i) => one(i)).join('')
const FIVE = 5_000_000
/** Bare conditions have a limit of four million characters. */
const LONGEST = 3_900_000
const sigmaRule = (i: number, body: string): string =>
  `title: Rule ${i}\nid: 0b1f5c1e-7a3d-4f0e-9d55-${String(i).padStart(12, '0')}\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n${body}  condition: selection\nlevel: low\n`

const PANTHER = 'AnalysisType: rule\nRuleID: A.B\nLogTypes: [A.B]\nSeverity: Low\n'

interface LargeRule {
  readonly from: string
  readonly name: string
  readonly text: () => string
  readonly beside?: Readonly<Record<string, () => string>>
}

const RULES: Readonly<Record<string, LargeRule>> = {
  'KQL, 3.9 MB of alternatives': {
    from: 'kql',
    name: 'wide.kql',
    text: () => `a: (${many(LONGEST / 14, (i) => `${i > 0 ? ' or ' : ''}v${String(i).padStart(8, '0')}`)})`,
  },
  'Sigma, 5 MB of values': {
    from: 'sigma',
    name: 'wide.yml',
    text: () =>
      sigmaRule(
        0,
        `  selection:\n    CommandLine|contains:\n${many(FIVE / 22, (i) => `      - value-${String(i).padStart(7, '0')}\n`)}`,
      ),
  },
  'Elastic, 5 MB of notes': {
    from: 'elastic',
    name: 'long.toml',
    text: () =>
      `[rule]\nname = "n"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = "a: x"\nnote = '''\n${'A line of notes.\n'.repeat(FIVE / 17)}'''\n`,
  },
  'EQL, a string of 3.9 MB': { from: 'eql', name: 'long.eql', text: () => `any where a == "${'x'.repeat(LONGEST)}"` },
  'condition, 3.9 MB of lines': {
    from: 'panther-condition',
    name: 'wide.condition',
    text: () => many(LONGEST / 22, (i) => `a neq "v${String(i).padStart(9, '0')}"\n`),
  },
  'condition, 3.9 MB of values': {
    from: 'panther-condition',
    name: 'list.condition',
    text: () => `a in (${many(LONGEST / 14, (i) => `${i > 0 ? ', ' : ''}"v${String(i).padStart(8, '0')}"`)})`,
  },
  'Panther, 5 MB of tests': {
    from: 'panther',
    name: 'tests.yml',
    text: () =>
      `${PANTHER}Filename: tests.py\nTests:\n${many(FIVE / 68, (i) => `  - Name: t${i}\n    ExpectedResult: false\n    Log: { a: v${String(i).padStart(8, '0')} }\n`)}`,
    beside: { 'tests.py': () => 'def rule(event):\n    return event.get("a") == "x"\n' },
  },
  'Panther, 5 MB of Simple Detection': {
    from: 'panther',
    name: 'simple.yml',
    text: () =>
      `${PANTHER}Detection:\n  - Any:\n${many(FIVE / 74, (i) => `      - Key: a\n        Condition: Equals\n        Value: v${String(i).padStart(8, '0')}\n`)}`,
  },
  'Panther, 5 MB of Python': {
    from: 'panther',
    name: 'python.yml',
    text: () => `${PANTHER}Filename: python.py\n`,
    beside: {
      'python.py': () =>
        `NAMES = {\n${many(FIVE / 16, (i) => `    "v${String(i).padStart(8, '0')}",\n`)}}\n\n\ndef rule(event):\n    return event.get("a") in NAMES\n`,
    },
  },
  'Panther, 900 KB of Python': {
    from: 'panther',
    name: 'python.yml',
    text: () => `${PANTHER}Filename: python.py\n`,
    beside: {
      'python.py': () =>
        `NAMES = {\n${many(900_000 / 16, (i) => `    "v${String(i).padStart(8, '0')}",\n`)}}\n\n\ndef rule(event):\n    return event.get("a") in NAMES\n`,
    },
  },
  'JavaScript, 3.9 MB of alternatives': {
    from: 'javascript',
    name: 'wide.mjs',
    text: () =>
      `export function matches(event) {\n  return (\n${many(LONGEST / 34, (i) => `    ${i > 0 ? '|| ' : ''}event?.a === "v${String(i).padStart(8, '0')}"\n`)}  )\n}\n`,
  },
}

for (const [what, { from, name, text, beside = {} }] of Object.entries(RULES)) {
  if (!chosen(what)) continue
  const file = join(folder, name)
  writeFileSync(file, text())
  for (const [other, content] of Object.entries(beside)) writeFileSync(join(folder, other), content())
  run(what, ['check', file, '--from', from])
  run(what, ['convert', file, '--from', from, '--to', 'javascript'])
}

if (chosen('folder')) {
  const rules = join(folder, 'rules')
  const each = 200_000
  const files = Math.ceil((Number(megabytes) * 1_000_000) / each)
  for (let i = 0; i < files; i++) {
    const at = join(rules, String(i % 20))
    mkdirSync(at, { recursive: true })
    const values = many(each / 26, (k) => `      - value-${i}-${String(k).padStart(8, '0')}\n`)
    writeFileSync(join(at, `rule_${i}.yml`), sigmaRule(i, `  selection:\n    CommandLine|contains:\n${values}`))
  }
  const events = join(folder, 'events.ndjson')
  writeFileSync(
    events,
    many(5000, (i) => `{"CommandLine":"run value-${i % 10}-${String(i).padStart(8, '0')} now"}\n`),
  )
  const what = `folder of ${megabytes} MB in ${files} Sigma rules`
  run(what, ['inspect', rules])
  run(what, ['check', rules])
  run(what, ['convert', rules, '--to', 'javascript', '--out', join(folder, 'out')])
  run(what, ['match', '--rules', rules, events])
}
rmSync(folder, { recursive: true })

function chosen(what: string): boolean {
  return words.length === 0 || words.some((word) => what.includes(word))
}

function run(what: string, args: readonly string[]): void {
  const started = Date.now()
  const done = spawnSync(process.execPath, ['--import', HOOK, command, ...args], {
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
    timeout: MOST_SECONDS * 1000,
  })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const peak = /peak (\d+)/.exec(done.stderr)?.[1]
  const memory = peak === undefined ? 'stopped' : `${Math.round(Number(peak) / 1024)} MB`
  const said = /\[([a-z-]+\/[a-z-]+)\]/.exec(done.stderr)?.[1] ?? ''
  console.log(`${what}: ${args[0]}: exit ${done.status ?? done.signal}, ${seconds} s, peak ${memory} ${said}`)
}
