import { expect, test } from 'vitest'
import { textFunction, type WriteTests } from './text-function.js'

const none: WriteTests = () => ({ locals: [], names: new Set(), tests: [] })

test('the first of several fields reads as a person would write it, laid out as black does', () => {
  const user = {
    path: ['userIdentity', 'userName'],
    missingWhen: 'empty',
    instead: [{ path: ['userIdentity', 'principalId'] }],
    missing: '<unknown user>',
  } as const
  expect(textFunction('title', ['by ', user], none).join('\n')).toBe(`def title(event):
    user_name = event.deep_get("userIdentity", "userName") or event.deep_get(
        "userIdentity", "principalId", default="<unknown user>"
    )
    return f"by {user_name}"`)
  const activity = { path: ['debug', 'data', 'suspiciousActivityEventType'], missingWhen: 'absent' } as const
  expect(textFunction('dedup', [{ ...activity, missing: '<event type not found>' }], none).join('\n')).toBe(
    `def dedup(event):
    suspicious_activity_event_type = event.deep_get("debug", "data", default={}).get(
        "suspiciousActivityEventType", "<event type not found>"
    )
    return f"{suspicious_activity_event_type}"`,
  )
  expect(textFunction('title', ['always'], none).join('\n')).toBe('def title(_):\n    return "always"')
})
