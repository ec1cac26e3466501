import { parseRule } from 'ruleglot'
import { expect, test } from 'vitest'
import { packOfRule } from './pack-of-rule.js'

/** The pack of an Elastic rule about Windows, which many packs are. */
function packOf(index: readonly string[], query: string, integration = ['windows', 'system']): string | undefined {
  const rule = parseRule(
    'elastic',
    `[metadata]\nintegration = ${JSON.stringify(integration)}\n\n[rule]\nname = "N"\nindex = ${JSON.stringify(index)}\ntype = "query"\nlanguage = "kuery"\nquery = '''host.os.type:windows and ${query}'''\n`,
  )
  if (!rule.ok) throw new Error(JSON.stringify(rule.diagnostics))
  const pack = packOfRule(rule.value, 'elastic')
  return pack === 'several' ? pack : pack?.id
}

test.each([
  [['winlogbeat-*', 'logs-windows.powershell*'], 'powershell.file.script_block_id:x', 'windows.powershell'],
  [
    ['winlogbeat-*', 'logs-system.security*'],
    'event.code:"4624" and winlog.event_data.LogonType:"3"',
    'windows.security',
  ],
  [['winlogbeat-*'], 'winlog.channel:Security and event.code:"4624"', 'windows.security'],
  [
    ['winlogbeat-*'],
    'event.category:process and event.type:start and process.name:"a.exe"',
    'windows.process_creation',
  ],
])('%j, %s: %s', (index, query, id) => {
  expect(packOf(index, query)).toBe(id)
})

test('of all logs that Filebeat keeps, those of Entra ID are some', () => {
  expect(packOf(['filebeat-*'], 'event.category:authentication and event.action:user_login', [])).toBeUndefined()
})
