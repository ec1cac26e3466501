// The main job on two rules: read, translate to every language, judge, and show an event that matches.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { evaluate, parsePack, parseRule, translateRule } from 'ruleglot'

const here = new URL('.', import.meta.url)
const read = (name) => readFileSync(new URL(name, here), 'utf8')
const pack = expectOk(parsePack(read('okta.yaml'), 'okta.yaml'))
const events = read('events.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const RULES = [
  { file: 'api-token-created.condition', from: 'panther-condition' },
  { file: 'api-token-revoked.toml', from: 'elastic' },
]
const TARGETS = ['kql', 'elastic', 'panther-condition', 'panther', 'sigma', 'javascript']

/** Runs the example; `out` is the folder for the files, `print` gets the text to show. */
export function demo(out, print) {
  for (const { file, from } of RULES) {
    const source = read(file)
    const stem = file.replace(/\.\w+$/, '')
    const rule = expectOk(parseRule(from, source, { file }))
    print(`\n== ${file} (${from})\n${indent(conditionText(source, from))}`)
    for (const to of TARGETS.filter((id) => id !== from)) {
      const result = translateRule(rule, { to, mapping: pack, fileStem: stem })
      if (!result.ok) {
        print(`-> ${to.padEnd(18)} refused: ${result.diagnostics[0].message}`)
        continue
      }
      for (const [name, text] of Object.entries(result.value.files)) write(join(out, to, name), text)
      print(`-> ${to.padEnd(18)} ${result.value.verdict}`)
      print(indent(firstLines(result.value, to)))
    }
    const asVendor = translateRule(rule, { to: 'javascript', mapping: pack })
    const match = asVendor.ok
      ? events.find((event) => evaluate(asVendor.value.target.condition, event) === true)
      : undefined
    print(`   fires on           ${JSON.stringify(match)}`)
  }
  print(`\nAll files are in ${out}`)
}

function expectOk(result) {
  if (!result.ok) throw new Error(result.diagnostics.map((problem) => problem.message).join('\n'))
  return result.value
}

function conditionText(source, from) {
  if (from !== 'elastic') return source.trim()
  return /query = '''\n([\s\S]*?)'''/.exec(source)?.[1].trim() ?? ''
}

/** The lines of an output that carry the condition. */
function firstLines({ text }, to) {
  const lines = text.trimEnd().split('\n')
  const cut = {
    elastic: () => conditionText(text, 'elastic').split('\n'),
    panther: () => between(lines, /^def rule/, /^$/),
    sigma: () => between(lines, /^detection:/, /^(falsepositives|level|fields):/),
    javascript: () => between(lines, /^export function matches/, /^}/),
  }[to]
  return (cut === undefined ? lines : cut()).slice(0, 6).join('\n')
}

function between(lines, first, last) {
  const start = lines.findIndex((line) => first.test(line))
  const end = lines.findIndex((line, i) => i > start && last.test(line))
  return lines.slice(Math.max(start, 0), end < 0 ? undefined : end)
}

function indent(text) {
  return text.replace(/^/gm, '     ')
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
