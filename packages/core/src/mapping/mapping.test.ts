import { describe, expect, test } from 'vitest'
import { and, compare, count, exists, match, not, or, some, TRUE } from '../ir/build.js'
import { equals } from '../ir/equals.js'
import type { Condition } from '../ir/node.js'
import { pullBack } from '../translate/judge-mapped.js'
import { applyFacts } from './apply-facts.js'
import { extendPack } from './extend-pack.js'
import { fromPlatformEvent, toPlatformEvent } from './map-event.js'
import type { MappingContext } from './mapping-context.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'
import { readPackDocument } from './read-pack.js'
import { toPlatform } from './to-platform.js'

const pack: Pack = {
  id: 'log',
  platforms: {
    elastic: { unlisted: 'absent', routing: [{ field: 'event.dataset', value: 'log' }] },
    panther: { logTypes: ['A.Log'] },
  },
  fields: [
    { path: 'name', case: 'fixed', values: ['Login', 'Logout', 'DeleteUser'], names: { elastic: 'event.action' } },
    { path: 'result', case: 'upper', names: { elastic: { name: 'event.result', transform: 'lowercase' } } },
    {
      path: 'mfa',
      values: ['Yes', 'No'],
      closed: true,
      names: { elastic: { name: 'mfa', transform: { map: { Yes: true, No: false } } } },
    },
    { path: 'error', neverEmpty: true, names: { elastic: 'error' } },
    { path: 'login', case: 'fixed', values: ['Success', 'Failure'], closed: true, names: { elastic: null } },
    {
      path: 'image',
      names: { elastic: [{ name: 'process.name', transform: { basename: '\\' } }, 'process.executable'] },
    },
    { path: 'items[]', type: 'object', names: { elastic: 'list' } },
    { path: 'items[].kind', names: { elastic: 'list.kind' } },
    { path: 'items[].granted', type: 'boolean', names: { elastic: 'list.granted' } },
    { path: 'address', names: { elastic: 'source.ip' } },
    { path: 'client', names: { elastic: 'source.ip' } },
    { path: 'code', type: 'number', names: { elastic: { name: 'event.code', transform: 'stringify' } } },
  ],
  prefixes: [
    { path: 'details', names: { elastic: 'log.details' }, style: 'snake' },
    { path: 'Parameters', names: { elastic: 'parameters' }, keyed: { key: 'Name', value: 'Value' } },
  ],
  derived: [
    {
      platform: 'elastic',
      field: 'event.outcome',
      write: true,
      cases: [
        { when: { name: 'Login' }, is: { failure: { login: 'Failure' }, success: { login: 'Success' } } },
        { is: { failure: { exists: 'error' } }, otherwise: 'success' },
      ],
    },
  ],
}
const index = packIndex(pack)
const context = (platform = 'elastic'): MappingContext => ({
  index,
  platform,
  logTypes: [],
  unmapped: 'refuse',
  diagnostics: [],
})
const raw = (condition: Condition): Condition => pullBack(condition, context()).condition
const written = (condition: Condition): Condition => toPlatform(condition, context()).condition
const is = (field: string, value: string | number | boolean): Condition => compare(field.split('.'), 'eq', value)

function same(a: Condition, b: Condition): void {
  expect(a).toSatisfy(() => equals(a, b), `${JSON.stringify(a)} is not ${JSON.stringify(b)}`)
}

describe('back to the vendor', () => {
  test('a name, a table of values, a number as text', () => {
    same(raw(is('event.action', 'Login')), is('name', 'Login'))
    same(raw(is('mfa', false)), is('mfa', 'No'))
    same(raw(is('event.code', '4624')), is('code', 4624))
  })
  test('routing is true of every event of the source', () => {
    same(raw(and([is('event.dataset', 'log'), is('event.action', 'Login')])), is('name', 'Login'))
    expect(raw(is('event.dataset', 'other')).kind).toBe('False')
  })
  test('lower-cased values never equal a text with capitals', () => {
    same(raw(is('event.result', 'ok')), is('result', 'OK'))
    expect(raw(is('event.result', 'OK')).kind).toBe('False')
  })
  test('the last part of a path', () => {
    same(raw(is('process.name', 'x.exe')), match(['image'], [{ wildcard: 'many' }, '\\x.exe']))
  })
  test('several vendor fields: the first that has a value', () => {
    same(raw(is('source.ip', 'x')), or([is('address', 'x'), and([not(exists(['address'])), is('client', 'x')])]))
  })
  test('a pair in a list', () => {
    same(raw(is('parameters.Identity', 'x')), some(['Parameters'], and([is('Name', 'Identity'), is('Value', 'x')])))
  })
  test('keys below a prefix change their style', () => {
    same(raw(is('log.details.user_agent', 'x')), is('details.userAgent', 'x'))
  })
  test('a derived field is short beside what decides it', () => {
    same(
      raw(and([is('event.action', 'Login'), is('event.outcome', 'failure')])),
      and([is('name', 'Login'), is('login', 'Failure')]),
    )
    same(
      raw(and([is('event.action', 'Logout'), is('event.outcome', 'success')])),
      and([is('name', 'Logout'), not(exists(['error']))]),
    )
  })
  test('unknown fields are reported', () => {
    expect(pullBack(is('nobody', 'x'), context()).diagnostics.map(({ code }) => code)).toEqual([
      'mapping/unmapped-field',
    ])
  })
})

describe('to a platform', () => {
  test('a definition becomes the derived field', () => {
    same(
      written(and([is('name', 'Login'), is('login', 'Success')])),
      and([is('event.action', 'Login'), is('event.outcome', 'success')]),
    )
    same(
      written(and([is('name', 'Logout'), not(exists(['error']))])),
      and([is('event.action', 'Logout'), is('event.outcome', 'success')]),
    )
  })
  test('one element stays one element', () => {
    same(
      written(some(['items'], and([is('kind', 'x'), is('granted', true)]))),
      some(['list'], and([is('kind', 'x'), is('granted', true)])),
    )
  })
  test('the first name that says the same', () => {
    same(written(match(['image'], [{ wildcard: 'many' }, '\\x.exe'])), is('process.name', 'x.exe'))
    same(written(is('image', 'c:\\x.exe')), is('process.executable', 'c:\\x.exe'))
  })
})

describe('what is known of values', () => {
  const known = (condition: Condition): Condition => applyFacts(condition, index)
  const folded = (field: string, ...pattern: Parameters<typeof match>[1]): Condition =>
    match([field], pattern, { ignoreCase: true, on: 'scalar' })
  test('the vendor spells', () => {
    same(known(folded('mfa', 'NO')), is('mfa', 'No'))
    same(known(folded('name', 'LOGIN')), is('name', 'Login'))
    same(known(folded('result', 'ok')), is('result', 'OK'))
  })
  test('a part of values stays a question: those that nobody listed may be spelled otherwise', () => {
    expect(known(folded('name', 'delete', { wildcard: 'many' }))).toMatchObject({ ignoreCase: true })
    expect(known(folded('name', '1', { wildcard: 'many' }))).toMatchObject({ ignoreCase: false })
  })
  test('values that cannot occur', () => {
    expect(known(is('error', '')).kind).toBe('False')
    expect(known(is('name', 5)).kind).toBe('False')
    expect(known(is('mfa', 'Perhaps')).kind).toBe('False')
  })
})

describe('events', () => {
  const event = { name: 'Login', login: 'Success', mfa: 'No', code: 5, items: [{ kind: 'a', granted: true }] }
  test('the platform gets names, values, derived fields, lists as lists', () => {
    expect(toPlatformEvent(event, context())).toEqual({
      event: { action: 'Login', code: '5', outcome: 'success', dataset: 'log' },
      mfa: false,
      list: [{ kind: 'a', granted: true }],
    })
  })
  test('a field below a value is one key, whichever comes first', () => {
    for (const names of [
      ['process.name', 'process.name.caseless'],
      ['process.name.caseless', 'process.name'],
    ]) {
      const own: Pack = {
        id: 'twin',
        platforms: { elastic: {} },
        fields: [{ path: 'image', names: { elastic: names } }],
      }
      const mapped = toPlatformEvent({ image: 'Cmd.exe' }, { ...context(), index: packIndex(own) })
      expect(mapped).toEqual({ process: { name: 'Cmd.exe', 'name.caseless': 'Cmd.exe' } })
    }
  })
  test('there and back, where it can be had back', () => {
    expect(fromPlatformEvent({ event: { action: 'Login', dataset: 'log' }, mfa: true }, context())).toEqual({
      name: 'Login',
      mfa: 'Yes',
    })
    expect(fromPlatformEvent({ event: { outcome: 'success' } }, context())).toBeUndefined()
  })
})

describe('packs', () => {
  test('a pack on top of another', () => {
    const own: Pack = {
      id: 'mine',
      extends: 'log',
      platforms: {},
      fields: [{ path: 'name', names: { elastic: 'mine' } }, { path: 'new' }],
    }
    const both = packIndex(extendPack(own, pack))
    expect(both.names('elastic', 'name')).toEqual([{ name: 'mine' }])
    expect(both.facts('name')?.case).toBe('fixed')
    expect(both.names('panther', 'new')).toEqual([{ name: 'new' }])
    expect(both.names('elastic', 'error')).toEqual([{ name: 'error' }])
  })
  test.each([
    [{ id: 'x', platforms: {}, fields: [{ path: 'a', type: 'string' }] }, /type must be one of/],
    [{ id: 'x', platforms: {}, fields: [{ path: 'a' }, { path: 'a' }] }, /named once/],
    [{ id: 'x', platforms: {}, fields: [{ path: 'a', closed: true }] }, /left out without values/],
    [{ id: 'x', platforms: {}, fields: [{ path: 'a', names: { e: { name: 'b', transform: 'rot13' } } }] }, /rot13/],
    [
      {
        id: 'x',
        platforms: {},
        fields: [],
        derived: [{ platform: 'e', field: 'o', cases: [{ is: { a: { o: 'a' } } }] }],
      },
      /cycle/,
    ],
  ])('a bad one is rejected with its place: %j', (document, message) => {
    const read = readPackDocument(document, 'pack')
    expect(read.ok).toBe(false)
    expect(read.diagnostics[0]?.message).toMatch(message)
  })
})

test('a list with one element', () => {
  same(applyFacts(count(['items'], TRUE, 'eq', 1), index), count(['items'], TRUE, 'eq', 1))
})

test('what a rule asks of another log source only is not looked at', () => {
  const context: MappingContext = {
    index: packIndex(pack),
    platform: 'elastic',
    logTypes: [],
    unmapped: 'refuse',
    diagnostics: [],
  }
  const other = and([not(compare(['event', 'dataset'], 'eq', 'log')), compare(['nobody'], 'eq', 1)])
  const own = and([compare(['event', 'dataset'], 'eq', 'log'), compare(['event', 'action'], 'eq', 'Login')])
  const read = pullBack(or([own, other]), context)
  expect(read.diagnostics).toEqual([])
  expect(read.condition).toEqual(compare(['name'], 'eq', 'Login'))
})

test('what a pack says of storage and of every event is checked', () => {
  const read = readPackDocument(
    {
      id: 'x',
      platforms: { elastic: { dropsEmpty: 'often' } },
      fields: [],
      always: [{ when: { a: 1 } }, { when: { a: [{}] }, holds: { exists: 'b' } }],
    },
    'x.yaml',
  )
  expect(read.diagnostics.map(({ message }) => message)).toEqual([
    'x.yaml: platforms.elastic.dropsEmpty must be true, false or unsure.',
    'x.yaml: always[0].holds must be a condition.',
    'x.yaml: always[1].when must be an object of field and value.',
  ])
})
