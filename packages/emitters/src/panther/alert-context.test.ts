import { compare, ruleOf } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { panther } from './index.js'

test('two fields of the source that are one here are shown once, under the last key', () => {
  const rule = {
    ...ruleOf('elastic', compare(['eventName'], 'eq', 'ConsoleLogin')),
    title: 'A login',
    logSource: { logTypes: ['AWS.CloudTrail'] },
    outputFields: [
      { path: ['userIdentity', 'arn'] },
      { path: ['userIdentity', 'arn'] },
      { path: ['userIdentity', 'type'] },
      { path: ['resources', 'type'] },
    ],
  }
  const emitted = panther.emitRule?.(rule, { fileStem: 'r' })
  expect(emitted?.ok && emitted.value.files['r.py']).toContain(`def alert_context(event):
    return {
        "arn": event.deep_get("userIdentity", "arn"),
        "userIdentity.type": event.deep_get("userIdentity", "type"),
        "resources.type": event.deep_get("resources", "type"),
    }
`)
})
