import { runInThisContext } from 'node:vm'
import { evaluate } from '@ruleglot/core'
import { emitModule, parseRules, type Rule } from 'ruleglot'
import { expect, test } from 'vitest'

const text = (id: number, detection: string): string =>
  `title: Rule ${id}\nid: 6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8a00${id}\nlogsource: {product: windows}\ndetection:\n  s:\n${detection}\n  condition: s\n`

function rulesOf(...detections: readonly string[]): readonly Rule[] {
  return detections.flatMap((detection, i) => {
    const read = parseRules('sigma', { 'a.yml': text(i, detection) })
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics))
    return read.value
  })
}

test('one module says of each rule what evaluate says', () => {
  const rules = rulesOf(
    `    Image|endswith: ['\\a.exe', '\\b.exe']`,
    `    Image|contains: 'b'\n    Ip|cidr: 10.0.0.0/8`,
    `    CommandLine|re: '(x+x+)+y'`,
    `    RULE_1|contains: 'b'\n    RULE_1_LISTS|cased: ['1', '2', '3', '4', '5']`,
  )
  const module = emitModule('javascript', rules, { fileStem: 'mine' })
  if (!module.ok) throw new Error(JSON.stringify(module.diagnostics))
  expect(Object.keys(module.value.files)).toEqual(['mine.mjs', 'mine.d.mts'])
  expect(module.value.rules.map(({ verdict }) => verdict)).toEqual(['exact', 'exact', 'exact', 'exact'])
  expect(module.value.rules[1]?.fields).toEqual(['Image', 'Ip'])
  const code = `(() => {\n${module.value.text.replaceAll('export ', '')}\nreturn matches;\n})()`
  const matches = runInThisContext(code) as (event: object) => readonly string[]
  for (const event of [
    { Image: 'C:\\a.exe' },
    { Image: ['x', 'c:\\B.EXE'], Ip: '10.1.1.1' },
    { CommandLine: `${'x'.repeat(5000)}!` },
    { CommandLine: 'xxy' },
    { RULE_1: 'abc', RULE_1_LISTS: '3' },
    {},
  ]) {
    const expected = rules.filter((rule) => evaluate(rule.condition, event) === true).map(({ id }) => id)
    expect(matches(event)).toEqual(expected)
  }
  expect(module.value.text.match(/^const fold = /gm)).toHaveLength(1)
})
