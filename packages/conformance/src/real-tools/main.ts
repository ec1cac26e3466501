import { checkElastic } from './elastic.js'
import { checkEql, checkEqlRegression } from './eql.js'
import { checkGeneratedTests } from './generated-tests.js'
import { checkMapped } from './mapped.js'
import { subjects } from './outputs.js'
import { checkPanther } from './panther.js'
import { checkPantherLift } from './panther-lift.js'
import { checkSigma } from './sigma.js'
import { checkSigmaRegression } from './sigma-regression.js'
import { checkSigmaTree } from './sigma-tree.js'
import { checkZ3 } from './z3.js'

/**
 * Outputs in front of the tools that will read them: black, panther_analysis_tool, panther-core, pySigma with two
 * backends, the eql engine; and z3 beside the proof. PANTHER_PYTHON, SIGMA_PYTHON, EQL_PYTHON and Z3_PYTHON name the
 * Pythons that have them (.ci/run makes them).
 */
const all = subjects()
process.stdout.write(`${all.length} source rules\n`)
let failures = 0
for (const checkTool of [
  checkPanther,
  checkPantherLift,
  checkGeneratedTests,
  checkSigma,
  checkSigmaRegression,
  checkSigmaTree,
  checkElastic,
  checkMapped,
  checkEql,
  checkEqlRegression,
  checkZ3,
]) {
  for (const { name, passed, detail } of checkTool(all)) {
    process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name}: ${detail}\n`)
    if (!passed) failures++
  }
}
process.exit(failures > 0 ? 1 : 0)
