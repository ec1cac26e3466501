import { mappedOutputs } from './mapped-outputs.js'
import { checkAnalysisTool, checkFormat, inFolder } from './panther.js'
import { checkSigmaTexts } from './sigma.js'
import { pythonOf, type ToolCheck } from './tool-check.js'

/** Rules of the cloud that crossed platforms, names and values mapped, in front of the tools of where they went. */
export function checkMapped(): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const sigma = mappedOutputs('sigma').map(({ name, files }) => ({ name, text: Object.values(files).join('---\n') }))
  return [
    ...inFolder(mappedOutputs('panther'), (folder, rules) => [
      checkFormat(python, folder),
      checkAnalysisTool(python, folder, rules, 'mapped rules of Elastic and Sigma'),
    ]),
    ...checkSigmaTexts('pySigma takes the mapped rules of Elastic', sigma),
  ]
}
