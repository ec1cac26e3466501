import { entryOf, valueAt } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** What the specification asks of a correlation and reading can do without. */
export function lintCorrelation({ document, reading }: Looked): void {
  const node = valueAt(document, 'correlation')
  if (node?.type !== 'mapping') return
  if (entryOf(node, 'group-by') === undefined) {
    report(
      reading,
      'sigma/correlation-incomplete',
      node.span,
      'The correlation has no group-by: all events are one group.',
      {
        hint: 'The specification asks for it. Name the fields whose values must be equal.',
        effect: 'none',
      },
    )
  }
  const generate = valueAt(node, 'generate')
  if (generate !== undefined && !(generate.type === 'scalar' && /^(?:true|false)$/.test(generate.text))) {
    report(reading, 'sigma/correlation-incomplete', generate.span, '"generate" is true or false.', { effect: 'none' })
  }
}
