import { expect, test } from 'vitest'
import { type AlertTitle, renameTitle, takesFirstOf, titlePaths } from './alert-title.js'

const title: AlertTitle = [
  'by ',
  { path: ['user', 'name'], missingWhen: 'empty', instead: [{ path: ['user', 'id'] }], missing: '?' },
  ' of ',
  { path: ['user', 'id'] },
]

test('the fields of a title are those that stand in, too, each once', () => {
  expect(titlePaths(title)).toEqual([
    ['user', 'name'],
    ['user', 'id'],
  ])
  expect(takesFirstOf(title)).toBe(true)
  expect(takesFirstOf(title.slice(2))).toBe(false)
})

test('all fields get their other names, or there is no title', () => {
  expect(renameTitle(title, (path) => ['event', ...path])).toEqual([
    'by ',
    {
      path: ['event', 'user', 'name'],
      missingWhen: 'empty',
      instead: [{ path: ['event', 'user', 'id'] }],
      missing: '?',
    },
    ' of ',
    { path: ['event', 'user', 'id'] },
  ])
  expect(renameTitle(title, (path) => (path[1] === 'id' ? undefined : path))).toBeUndefined()
  expect(renameTitle(['always'], () => undefined)).toEqual(['always'])
})
