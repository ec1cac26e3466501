import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { and, compare, exists, isIn, match, not, or, regex, some } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { ANY_MANY, ANY_ONE } from '../ir/pattern.js'
import { toPlatformEvent } from './map-event.js'
import type { MappingContext } from './mapping-context.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'
import { toPlatform } from './to-platform.js'
import { toSource } from './to-source.js'

const pack: Pack = {
  id: 'shop',
  platforms: { elastic: { unlisted: 'absent', dropsEmpty: true }, panther: {} },
  fields: [
    { path: 'agent', names: { elastic: 'user_agent.original' } },
    { path: 'roles[]', names: { elastic: 'shop.roles' } },
    { path: 'id', neverEmpty: true, names: { elastic: 'event.id' } },
    { path: 'items[]', type: 'object', names: { elastic: 'shop.items' } },
    { path: 'items[].kind', names: { elastic: 'shop.items.kind' } },
  ],
  prefixes: [
    { path: 'extra', names: { elastic: 'shop.extra' }, transform: 'stringify', on: ['elastic'] },
    { path: 'more', names: { elastic: 'shop.more' } },
  ],
}

const context = (): MappingContext => ({
  index: packIndex(pack),
  platform: 'elastic',
  logTypes: [],
  unmapped: 'refuse',
  diagnostics: [],
})

const at = (name: string): readonly string[] => name.split('.')

test('a test put back over the vendor event says what it says of the stored event', () => {
  const tests: readonly Condition[] = ['user_agent.original', 'shop.roles', 'shop.extra.a', 'shop.more.a', 'event.id']
    .map(at)
    .flatMap((field): Condition[] => [
      exists(field),
      not(exists(field)),
      compare(field, 'eq', ''),
      isIn(field, ['', 'x']),
      match(field, [ANY_MANY]),
      match(field, ['', ANY_MANY, 'x', ANY_MANY]),
      regex(field, { type: 'repeat', part: { type: 'text', text: 'x' }, min: 0, max: null }),
    ])
  const events = [{}, ...['', 'x', 'y', null, [], ['']].map((agent) => ({ agent }))].concat(
    ...[[], [''], ['x'], ['', 'y'], ['', 'x']].map((roles) => ({ roles }) as never),
    ...['', 'x', 1, {}, { b: '' }].map((a) => ({ extra: { a }, more: { a }, id: 'x' }) as never),
  )
  for (const condition of tests) {
    const back = toSource(condition, context())
    for (const event of events) {
      const stored = toPlatformEvent(event, context())
      expect([condition, event, evaluate(back, event)]).toEqual([condition, event, evaluate(condition, stored)])
    }
  }
})

test('what cannot be put back is reported', () => {
  const quiet = context()
  toSource(some(at('shop.items'), not(compare(['kind'], 'eq', 'x'))), quiet)
  expect(quiet.diagnostics.map(({ code }) => code)).toEqual(['mapping/inexpressible'])
})

test('the empty text alone is refused, beside others it is left out, and not empty is there', () => {
  const written = (condition: Condition) => {
    const here = context()
    return [toPlatform(condition, here).condition, here.diagnostics.map(({ code }) => code)] as const
  }
  const agent = at('user_agent.original')
  expect(written(compare(['agent'], 'eq', ''))[1]).toEqual(['mapping/inexpressible'])
  expect(written(isIn(['agent'], ['', 'x']))).toMatchObject([{ kind: 'In', values: ['x'] }, ['mapping/lossy']])
  expect(written(or([not(exists(['agent'])), compare(['agent'], 'eq', '')]))[0]).toEqual(not(exists(agent)))
  expect(written(and([exists(['agent']), not(compare(['agent'], 'eq', ''))]))[0]).toEqual(exists(agent))
  expect(written(match(['agent'], [ANY_ONE, ANY_MANY]))).toEqual([exists(agent), []])
})
