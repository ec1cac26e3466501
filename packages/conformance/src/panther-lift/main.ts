import { pantherAnalysis } from '../panther-analysis.js'
import { liftedRepository } from './lifted-repository.js'
import { robustness } from './robustness.js'
import { robustnessReport } from './robustness-report.js'

/**
 * `tsx main.ts [--explicit] [--from N --to N] [--events N]`: every rule of the checkout that RULEGLOT_PANTHER_ANALYSIS
 * names, on all altered events of its tests, or a range of rules. Ends with 1 when something is wrong.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? otherwise : Number(process.argv[at + 1])
}
const root = pantherAnalysis()
const python = process.env['PANTHER_PYTHON']
if (root === undefined || python === undefined) {
  process.stderr.write('RULEGLOT_PANTHER_ANALYSIS must name a checkout, PANTHER_PYTHON a Python with panther-core.\n')
  process.exit(3)
}
const [from, to] = [option('from', 0), option('to', Number.MAX_SAFE_INTEGER)]
const guards = process.argv.includes('--explicit') ? 'explicit' : 'assume'
const { setting, cases, total } = liftedRepository(root, guards, (i) => i >= from && i < to)
process.stdout.write(`${total} rules with Python, ${cases.length} of those taken are read whole\n`)
const found = robustness(python, setting, cases, { events: option('events', Number.MAX_SAFE_INTEGER) })
process.stdout.write(`${robustnessReport(found, cases)}\n`)
for (const { rule, python: said, ours, event } of found.wrong.slice(0, option('show', 10))) {
  process.stdout.write(`${rule}: Python ${said}, ours ${ours}: ${JSON.stringify(event)}\n`)
}
process.exit(found.wrong.length > 0 ? 1 : 0)
