import { and, type Condition, compare, type EmitOptions, match, type NamedList, or } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { printModule, writeModule } from './module.js'

const contains = (path: string[], text: string): Condition =>
  match(path, [{ wildcard: 'many' }, text, { wildcard: 'many' }], { ignoreCase: true })

const FLAGS = or(['-One', '-Two', '-Three'].map((flag) => contains(['command'], flag)))

function write(condition: Condition, options: EmitOptions, lists: readonly NamedList[] = []): string {
  return printModule(writeModule(condition, options, lists))
}

describe('what the source and the pack call things', () => {
  test('a constant has the name that the source gives to its values, in any order and letter case', () => {
    const text = write(FLAGS, {}, [{ name: 'download_flags', values: ['-THREE', '-one', '-two'] }])
    expect(text).toContain('DOWNLOAD_FLAGS = ("-one", "-two", "-three")\n')
    expect(text).toMatch(/\(flag in command for flag in DOWNLOAD_FLAGS\)\n/)
    const other = write(FLAGS, {}, [{ name: 'download_flags', values: ['-one', '-two'] }])
    expect(other).toContain('COMMAND_PARTS = ')
    expect(other).toMatch(/any\(part in .* for part in COMMAND_PARTS\)/)
  })

  test('an item is never called as the text that it is looked for in', () => {
    const both = and([or(['a', 'b', 'c'].map((text) => contains(['part'], text))), contains(['part'], 'd')])
    expect(write(both, {})).toContain('any(part_2 in part for part_2 in PART_PARTS)')
  })

  const routing = [{ field: 'EventID', about: 'Sysmon process creation' }]
  const routed = and([compare(['EventID'], 'eq', '1'), FLAGS, contains(['image'], 'x')])

  test('the test for the log source comes first, with what it means', () => {
    const body = write(routed, { target: { routing } }).split('def rule(event):\n')[1]
    expect(body).toMatch(/^ {4}if event\.get\("EventID"\) != "1": {2}# Sysmon process creation\n {8}return False\n/)
    expect(body?.match(/EventID/g)).toHaveLength(1)
    expect(write(routed, {})).toContain('event.get("EventID") == "1"\n        and ')
    expect(write(compare(['EventID'], 'eq', '1'), { target: { routing } })).toContain(
      'return event.get("EventID") == "1"',
    )
  })

  test('a long remark stands above', () => {
    const long = [{ field: 'EventID', about: 'process creation '.repeat(5).trim() }]
    expect(write(routed, { target: { routing: long } })).toContain('    # process creation process')
  })

  test('a name whose line would break loses its middle words', () => {
    const path = ['ContainerOfEvents', 'OriginalFileText']
    const text = write(and([contains(path, 'x'), contains(path, 'y')]), {})
    expect(text).toContain('    original_text = str(')
  })

  test('words from rules and packs stay words', () => {
    const hostile = 'a\n    import os  # \u2028\r b'
    const text = write(routed, { target: { routing: [{ field: 'EventID', about: hostile }] } }, [
      { name: `x=1\nimport os\n${'y'.repeat(500)}s`, values: ['-one', '-two', '-three'] },
    ])
    expect(text).toContain('  # a import os # b\n')
    expect(text).toMatch(/^X_1_IMPORT_OS_Y{1,60} = \("-one"/m)
    expect(text).not.toMatch(/^\s*import/m)
  })
})
