import { compare } from '@ruleglot/core'
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

test('a choice of words is a conditional expression, one of texts are ifs; what several of them show is read before', () => {
  const [isX, isY] = [compare(['x'], 'eq', 1), compare(['x'], 'eq', 2)]
  const write: WriteTests = (conditions) => ({
    locals: [],
    names: new Set(['x']),
    tests: conditions.map((one) => `event.get("x") == ${one === isX ? 1 : 2}`),
  })
  const user = { path: ['user'], missing: '?' } as const
  const words = { ways: [{ when: isX, text: ['gone'] }], otherwise: ['changed'] }
  expect(textFunction('title', [words, ' by ', user], write).join('\n')).toBe(`def title(event):
    x_text = "gone" if event.get("x") == 1 else "changed"
    user = event.deep_get("user", default="?")
    return f"{x_text} by {user}"`)
  const texts = {
    ways: [
      { when: isX, text: [user, ' is gone'] },
      { when: isY, text: ['gone: ', { path: ['name'] }] },
    ],
    otherwise: ['changed by ', user],
  }
  expect(textFunction('title', [texts], write).join('\n')).toBe(`def title(event):
    user = event.deep_get("user", default="?")
    if event.get("x") == 1:
        return f"{user} is gone"
    if event.get("x") == 2:
        name = event.get("name")
        return f"gone: {name}"
    return f"changed by {user}"`)
})
