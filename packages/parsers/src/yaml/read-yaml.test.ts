import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { readYaml } from './read-yaml.js'
import type { YamlNode } from './yaml-node.js'

const plain = (node: YamlNode): unknown => {
  if (node.type === 'scalar') return node.text
  if (node.type === 'empty') return null
  if (node.type === 'sequence') return node.items.map(plain)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]))
}

const texts = [
  'a: 1\nb: "x"\nc: \'y\'\n',
  'a:\nb:\n  - 1\n  - - 2\n    - 3\n  - c:\n    d: e\n  -\nf:',
  '# c\na: x # y\nb: {c: 1, d: "e", f: [1, {g: h}]}\n',
  'a: &n\n  k: v\nb: *n\n',
  'a: |\n  x\n  y\nb: >-\n  p\n  q\nc: d\n',
  '? a\n: b\nc: d\n',
  '- a\n- b: c\n  d:\n      - e\n',
  'a: !!str 5\n',
  'a: [[1]]\nb:\n  - [1]\n  - {"c": [{"d": 1}]}\n  - - [x]\nc:\n  {\n    "e": 1\n  }\n',
  "x y: z w\n\"q\": 'it''s'\n",
  '\ufeffa: 1\r\nb:\r\n  - 2\r\n',
]

describe('readYaml', () => {
  test.each(texts)('reads what js-yaml reads: %j', (text) => {
    const read = readYaml(text)
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics))
    expect(read.value.map(plain)).toEqual([load(text, { schema: FAILSAFE_SCHEMA })])
  })

  test('knows what was plain, and where it stood', () => {
    const text = "a: 00000429\nb: 'off'\nc: off # no\n"
    const read = readYaml(text, 'r.yml')
    if (!read.ok || read.value[0]?.type !== 'mapping') throw new Error('not read')
    const found = read.value[0].entries.map(({ value }) => [
      value.type === 'scalar' ? [value.text, value.plain] : [],
      text.slice(value.span.start, value.span.end),
    ])
    expect(found).toEqual([
      [['00000429', true], '00000429'],
      [['off', false], "'off'"],
      [['off', true], 'off'],
    ])
    expect(read.value[0].span.file).toBe('r.yml')
  })

  test('reads several documents', () => {
    const read = readYaml('a: 1\n---\nb: 2\n')
    expect(read.ok && read.value.map(plain)).toEqual([{ a: '1' }, { b: '2' }])
  })

  test('says where a text is wrong', () => {
    const read = readYaml('a: 1\n b: 2\n')
    expect(read.ok).toBe(false)
    expect(read.diagnostics[0]?.code).toBe('syntax/yaml')
    expect(read.diagnostics[0]?.span?.start).toBeGreaterThan(0)
  })

  test.each(['['.repeat(100_000), '- '.repeat(100_000), '{a: '.repeat(100_000), 'a: \0', '\ud800: \udc00', '*x', '%'])(
    'answers hostile text %#',
    (text) => {
      const read = readYaml(text)
      expect(read.ok || read.diagnostics.length > 0).toBe(true)
    },
  )

  test('keeps a key named __proto__', () => {
    const read = readYaml('__proto__: 1\nb: 2\n')
    expect(read.ok && read.value[0]?.type === 'mapping' && read.value[0].entries.map(({ key }) => key.text)).toEqual([
      '__proto__',
      'b',
    ])
  })
})
