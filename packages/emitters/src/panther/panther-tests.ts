import type { Rule } from '@ruleglot/core'
import { testsOf } from './metadata.js'
import { DEEPEST_YAML, depthOfJson, yamlLines } from './yaml.js'

/** The `Tests:` key of a Panther rule. Panther's events are objects: other events are left out. */
export function pantherTests(tests: Rule['tests']): string {
  const writable = tests.filter(
    ({ event }) =>
      typeof event === 'object' && event !== null && !Array.isArray(event) && depthOfJson(event) < DEEPEST_YAML,
  )
  return `${yamlLines([['Tests', testsOf({ tests: writable } as unknown as Rule)]]).join('\n')}\n`
}
