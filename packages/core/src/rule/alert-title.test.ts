import { expect, test } from 'vitest'
import { compare, exists, not } from '../ir/build.js'
import { type AlertTitle, renameTitle, takesFirstOf, titleConditions, titlePaths } from './alert-title.js'

const title: AlertTitle = [
  'by ',
  { path: ['user', 'name'], missingWhen: 'empty', instead: [{ path: ['user', 'id'] }], missing: '?' },
  ' of ',
  { path: ['user', 'id'] },
]

const choice: AlertTitle = [
  {
    ways: [
      { when: compare(['action'], 'eq', 'delete'), text: ['gone: ', { path: ['name'] }] },
      { when: exists(['target']), text: [{ ways: [{ when: exists(['a']), text: ['x'] }], otherwise: ['y'] }] },
    ],
    otherwise: ['changed'],
    assumptions: [{ kind: 'scalar', path: ['action'], why: 'one value' }],
  },
]

test('the fields of a title are those that stand in, too, each once', () => {
  expect(titlePaths(title)).toEqual([
    ['user', 'name'],
    ['user', 'id'],
  ])
  expect(takesFirstOf(title)).toBe(true)
  expect(takesFirstOf(title.slice(2))).toBe(false)
})

test('a choice depends on what it shows and on what chooses', () => {
  expect(titlePaths(choice)).toEqual([['name'], ['action'], ['target'], ['a']])
  expect(titleConditions(choice)).toEqual([compare(['action'], 'eq', 'delete'), exists(['target']), exists(['a'])])
  expect(takesFirstOf(choice)).toBe(true)
})

test('all fields get their other names, or there is no title', () => {
  const condition = not
  expect(renameTitle(title, { path: (path) => ['event', ...path], condition })).toEqual([
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
  expect(renameTitle(title, { path: (path) => (path[1] === 'id' ? undefined : path), condition })).toBeUndefined()
  expect(renameTitle(['always'], { path: () => undefined, condition })).toEqual(['always'])
})

test('a choice gets other names for its conditions and loses what reading them relied on', () => {
  const path = (one: readonly unknown[]) => ['event', ...(one as string[])]
  expect(renameTitle(choice, { path, condition: not })).toEqual([
    {
      ways: [
        { when: not(compare(['action'], 'eq', 'delete')), text: ['gone: ', { path: ['event', 'name'] }] },
        {
          when: not(exists(['target'])),
          text: [{ ways: [{ when: not(exists(['a'])), text: ['x'] }], otherwise: ['y'] }],
        },
      ],
      otherwise: ['changed'],
    },
  ])
  expect(renameTitle(choice, { path, condition: () => undefined })).toBeUndefined()
})
