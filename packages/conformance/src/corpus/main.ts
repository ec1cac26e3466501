import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { elasticEql, elasticEqlWhole } from './elastic-eql.js'
import { elasticKql } from './elastic-kql.js'
import { endpointSample, endpointWhole } from './endpoint.js'
import { generatedTestsSample, generatedTestsWhole } from './generated-tests.js'
import { matrixSample, matrixWhole } from './matrix.js'
import { pairsWhole } from './pairs-whole.js'
import { pantherSample, pantherWhole } from './panther.js'
import { proofSample } from './proof.js'
import { liftedTripsWhole, roundTripsWhole, singleEditsWhole } from './proof-whole.js'
import { relatedSample, relatedWhole } from './related.js'
import type { Section } from './section.js'
import { sigmaSample, sigmaWhole } from './sigma.js'

/**
 * `npm run corpus [section...]`: real rules through every language, the outputs executed. Prints and writes
 * spec/corpus/<section>.md and .json. With --check nothing is written and a difference from the committed report fails.
 * Any verdict that an event refutes fails.
 */
const SECTIONS: Readonly<Record<string, Section>> = {
  'elastic-kql': elasticKql,
  'elastic-eql': elasticEql,
  'elastic-eql-whole': elasticEqlWhole,
  endpoint: endpointSample,
  'endpoint-whole': endpointWhole,
  sigma: sigmaSample,
  'sigma-whole': sigmaWhole,
  matrix: matrixSample,
  'matrix-whole': matrixWhole,
  panther: pantherSample,
  'panther-whole': pantherWhole,
  proof: proofSample,
  'pairs-whole': pairsWhole,
  'round-trips-whole': roundTripsWhole,
  'lifted-trips-whole': liftedTripsWhole,
  'single-edits-whole': singleEditsWhole,
  related: relatedSample,
  'related-whole': relatedWhole,
  'generated-tests': generatedTestsSample,
  'generated-tests-whole': generatedTestsWhole,
}

const folder = fileURLToPath(new URL('../../../../spec/corpus/', import.meta.url))
const progress = (text: string): void => void process.stderr.write(`${text}\n`)
const check = process.argv.includes('--check')
const asked = process.argv.slice(2).filter((arg) => arg !== '--check')
for (const name of asked.filter((name) => !Object.hasOwn(SECTIONS, name))) {
  progress(`No section ${name}. Sections: ${Object.keys(SECTIONS).join(', ')}`)
  process.exit(3)
}

const names = asked.length > 0 ? asked : Object.keys(SECTIONS)
const [only, ...more] = names
process.exitCode = only !== undefined && more.length === 0 ? await runSection(only) : await runApart(names)

/** Sections have nothing to do with each other: each in a process of its own, as many at once as there are cores. */
async function runApart(sections: readonly string[]): Promise<number> {
  const waiting = [...sections]
  let worst = 0
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const args = [...process.execArgv, ...process.argv.slice(1, 2), name, ...(check ? ['--check'] : [])]
      const { code, output } = await runProcess(args)
      process.stderr.write(output)
      worst = Math.max(worst, code)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return worst
}

function runProcess(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

async function runSection(name: string): Promise<number> {
  progress(`== ${name}`)
  const report = await SECTIONS[name]?.(progress)
  if (report === undefined) {
    progress(
      `no report: ${name.endsWith('-whole') ? 'RULEGLOT_FULL=1 asks for it, more than once where it goes in parts' : 'no corpus (RULEGLOT_CORPORA)'}`,
    )
    return 0
  }
  process.stdout.write(report.markdown)
  for (const line of report.refuted.slice(0, 20)) progress(`REFUTED ${line}`)
  const stale = keep(name, { json: `${JSON.stringify(report.data, null, 2)}\n`, md: report.markdown })
  if (stale) {
    progress(`spec/corpus/${name} is not what this run measured: run \`npm run corpus\` and review the difference.`)
  }
  return stale || report.refuted.length > 0 ? 1 : 0
}

/** Writes the report; with --check says whether the committed one differs. */
function keep(name: string, files: Readonly<Record<string, string>>): boolean {
  if (check) {
    return Object.entries(files).some(([extension, text]) => {
      const path = `${folder}${name}.${extension}`
      return !existsSync(path) || readFileSync(path, 'utf8') !== text
    })
  }
  mkdirSync(folder, { recursive: true })
  for (const [extension, text] of Object.entries(files)) writeFileSync(`${folder}${name}.${extension}`, text)
  return false
}
