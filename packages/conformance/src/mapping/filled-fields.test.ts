import { and, detectPacks, type JsonValue } from '@ruleglot/core'
import { packRouting } from '@ruleglot/mappings/all'
import { evaluate, parseRule, parseRules, translate, translateRule } from 'ruleglot'
import { expect, test } from 'vitest'

/** What the Panther rule made of a query says of an event of the vendor. */
function says(query: string, event: JsonValue): unknown {
  const text = `[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = '''${query}'''\n`
  const made = translate(text, { from: 'elastic', to: 'panther' })
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics))
  expect(made.value.verdict).toBe('exact')
  const read = parseRules('panther', made.value.files)
  const rule = read.ok ? read.value[0] : undefined
  if (rule === undefined) throw new Error('unread')
  return evaluate(and([rule.condition, ...rule.defined.map(({ when }) => when)]), event)
}

test('an Okta event without an outcome has event.outcome unknown', () => {
  const query = 'data_stream.dataset:okta.system and event.outcome:unknown'
  expect(says(query, { eventType: 'user.session.start' })).toBe(true)
  expect(says(query, { outcome: { result: 'SKIPPED' } })).toBe(true)
  expect(says(query, { outcome: { result: 'DENY' } })).toBe(false)
})

test('mfa_used is there on console logins only', () => {
  const query =
    'data_stream.dataset:aws.cloudtrail and aws.cloudtrail.console_login.additional_eventdata.mfa_used:false'
  expect(says(query, { eventName: 'ConsoleLogin', additionalEventData: { MFAUsed: 'No' } })).toBe(true)
  expect(says(query, { eventName: 'SwitchRole', additionalEventData: { MFAUsed: 'No' } })).toBe(false)
})

const sigma = (source: string, detection: string): string =>
  `title: N\nid: 11111111-1111-4111-8111-111111111111\nlogsource:\n    ${source}\ndetection:\n    selection:\n        ${detection}\n    condition: selection\nlevel: low\n`

test('Elastic stores no empty texts of CloudTrail: a rule for one cannot be written, one for any text misses them', () => {
  const cloudtrail = 'product: aws\n    service: cloudtrail'
  const made = translate(sigma(cloudtrail, "userAgent: ''"), { from: 'sigma', to: 'elastic' })
  expect(made.diagnostics.map(({ code }) => code)).toEqual(['mapping/inexpressible'])
  const any = translate(sigma(cloudtrail, "userAgent: '*'"), { from: 'sigma', to: 'elastic' })
  expect(any.ok && [any.value.verdict, any.value.witness]).toEqual(['narrower', { onlyA: { userAgent: '' } }])
  const some = translate(sigma(cloudtrail, "userAgent: '?*'"), { from: 'sigma', to: 'elastic' })
  expect(some.ok && some.value.verdict).toBe('exact')
})

test('whether Elastic stores an empty command line is not known: such a rule is unproven', () => {
  const windows = 'product: windows\n    category: process_creation'
  const made = translate(sigma(windows, "CommandLine: ''"), { from: 'sigma', to: 'elastic' })
  expect(made.ok && made.value.verdict).toBe('unproven')
})

test('user.name of Okta is the first name in alternateId', () => {
  const query = 'data_stream.dataset:okta.system and user.name:alice'
  expect(says(query, { actor: { alternateId: 'alice@example.com' } })).toBe(true)
  expect(says(query, { actor: { alternateId: 'alice+b@example.com' } })).toBe(true)
  expect(says(query, { actor: { alternateId: 'malice@example.com' } })).toBe(false)
})

test('Microsoft 365 lists what was modified, and Elastic makes an object of it', () => {
  const query =
    'data_stream.dataset:o365.audit and o365.audit.ModifiedProperties.Role_DisplayName.NewValue:"Global Administrator"'
  const event = (Name: string, NewValue: string): JsonValue => ({
    ModifiedProperties: [
      { Name: 'x', NewValue: 'Global Administrator' },
      { Name, NewValue },
    ],
  })
  expect(says(query, event('Role.DisplayName', 'Global Administrator'))).toBe(true)
  expect(says(query, event('Role.DisplayName', 'Reader'))).toBe(false)
  expect(says(query, event('Role', 'Global Administrator'))).toBe(false)
})

test('sign-ins of Microsoft 365 name the program in a list of pairs', () => {
  const query = 'data_stream.dataset:o365.audit and user_agent.original:BAV2ROPC'
  const listed = (Value: string): { readonly [key: string]: JsonValue } => ({
    ExtendedProperties: [
      { Name: 'RequestType', Value: 'BAV2ROPC' },
      { Name: 'UserAgent', Value },
    ],
  })
  expect(says(query, listed('BAV2ROPC'))).toBe(true)
  expect(says(query, listed('x'))).toBe(false)
  expect(says(query, { UserAgent: 'BAV2ROPC' })).toBe(true)
  expect(says(query, { ...listed('BAV2ROPC'), UserAgent: 'x' })).toBe(false)
})

test('Microsoft 365 counts in numbers where Elastic keeps texts, and a user with one @ is an address', () => {
  const m365 = (test: string): string => `data_stream.dataset:o365.audit and ${test}`
  expect(says(m365('o365.audit.AzureActiveDirectoryEventType:1'), { AzureActiveDirectoryEventType: 1 })).toBe(true)
  expect(says(m365('o365.audit.Actor.Type:5'), { Actor: [{ Type: 0 }, { Type: 5 }] })).toBe(true)
  expect(says(m365('event.outcome:failure'), { ResultStatus: 'False' })).toBe(true)
  expect(says(m365('event.outcome:failure'), { ResultStatus: 'PartiallySucceeded' })).toBe(false)
  expect(says(m365('user.email:"a@b"'), { UserId: 'a@b' })).toBe(true)
  expect(says(m365('user.email:*'), { UserId: 'a@b@c' })).toBe(false)
  expect(says(m365('user.name:a'), { UserId: 'a' })).toBe(false)
})

test('a name that is told nothing of values is written alone', () => {
  const made = translate(
    '[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = \'data_stream.dataset:o365.audit and event.action:(FileAccessed or FileDeleted)\'\n',
    { from: 'elastic', to: 'panther' },
  )
  expect(made.ok && made.value.text).toContain('return event.get("Operation") in ("FileAccessed", "FileDeleted")')
})

test('each application of Google Workspace fills fields of its own', () => {
  const admin = (test: string): string => `data_stream.dataset:google_workspace.admin and ${test}`
  const event = (parameters: JsonValue, applicationName = 'admin', name = 'X'): JsonValue => ({
    id: { applicationName },
    name,
    parameters,
  })
  const isOff = admin('google_workspace.admin.new_value:"off"')
  expect(says(isOff, event({ NEW_VALUE: 'off' }))).toBe(true)
  expect(says(isOff, event({ CAA_ASSIGNMENTS_NEW: 'off' }, 'admin', 'CHANGE_CAA_APP_ASSIGNMENTS'))).toBe(true)
  expect(says(isOff, event({ CAA_ASSIGNMENTS_NEW: 'off' }))).toBe(false)
  const device =
    'data_stream.dataset:(google_workspace.admin or google_workspace.device) and google_workspace.device.id:1'
  expect(says(device, event({ DEVICE_ID: '1' }, 'mobile'))).toBe(true)
  expect(says(device, event({ DEVICE_ID: '1' }))).toBe(false)
})

test('a challenge says how a sign-in to Google Workspace ended where its name does not', () => {
  const failed = 'data_stream.dataset:google_workspace.login and event.outcome:failure'
  const event = (name: string, login_challenge_status?: string): JsonValue => ({
    id: { applicationName: 'login' },
    name,
    parameters: login_challenge_status === undefined ? {} : { login_challenge_status },
  })
  expect(says(failed, event('login_failure', 'Challenge Passed'))).toBe(true)
  expect(says(failed, event('login_challenge', 'Challenge Failed'))).toBe(true)
  expect(says(failed, event('login_challenge', 'Challenge Passed'))).toBe(false)
  expect(says(failed, event('login_challenge'))).toBe(false)
})

test('what stands in the place of an address is none on Elastic', () => {
  const cloudtrail = 'data_stream.dataset:aws.cloudtrail and '
  expect(says(`${cloudtrail}source.ip:*`, { sourceIPAddress: 'ec2.amazonaws.com' })).toBe(false)
  expect(says(`${cloudtrail}source.ip:*`, { sourceIPAddress: '10.0.0.1' })).toBe(true)
  expect(says(`${cloudtrail}source.ip:*`, { sourceIPAddress: '2001:db8::1' })).toBe(true)
  expect(says(`${cloudtrail}not source.ip:10.0.0.0/8`, { sourceIPAddress: 'ec2.amazonaws.com' })).toBe(true)
  const caller = { protoPayload: { requestMetadata: { callerIp: 'gce-internal-ip' } } }
  expect(says('data_stream.dataset:gcp.audit and not source.ip:*', caller)).toBe(true)
})

test('one IPv6 address is written in several ways: its text is not what a rule compares', () => {
  const query = (address: string): string => `data_stream.dataset:okta.system and source.ip:"${address}"`
  for (const spelling of ['fe80::1', 'FE80::1', 'fe80:0:0:0:0:0:0:1'])
    expect(says(query('FE80::1'), { client: { ipAddress: spelling } })).toBe(true)
  expect(says(query('10.0.0.1'), { client: { ipAddress: '10.0.0.1' } })).toBe(true)
  const m365 = 'product: m365\n    service: audit'
  const part = translate(sigma(m365, 'ActorIpAddress|startswith: "FE80:"'), { from: 'sigma', to: 'elastic' })
  expect(part.ok && part.value.verdict === 'exact').toBe(false)
})

test('a rule that no event satisfies is refused', () => {
  const made = translate(sigma('product: kubernetes\n    service: audit', 'responseStatus.code: ALLOW'), {
    from: 'sigma',
    to: 'panther',
  })
  expect(made.diagnostics.map(({ code }) => code)).toContain('mapping/never-fires')
  expect(made.ok).toBe(false)
})

test('so is one whose value stands for none of the source', () => {
  const rule = (code: string): string =>
    `[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nindex = ["logs-o365*"]\nquery = 'event.dataset:o365.audit and event.code:${code}'\n`
  const made = translate(rule('NoSuchRecord'), { from: 'elastic', to: 'panther' })
  expect(made.diagnostics.map(({ code }) => code)).toContain('mapping/never-fires')
  expect(translate(rule('ExchangeItemAggregated'), { from: 'elastic', to: 'panther' }).ok).toBe(true)
})

test('what a log source always says is no difference: its routing test is true of every event', () => {
  const types = { from: 'sigma', to: 'panther', target: { logTypes: ['Windows.EventLogs'] } } as const
  const security = translate(sigma('product: windows\n    service: security', 'EventID: 4697'), types)
  expect(security.ok && security.value.verdict).toBe('exact')
  const script = translate(sigma('product: windows\n    category: ps_script', 'ScriptBlockText: x'), types)
  expect(script.ok && script.value.verdict).toBe('exact')
  const logon = translate(sigma('product: windows\n    service: security', 'Channel: System'), types)
  expect(logon.ok).toBe(false)
})

test.each([
  ['["logs-aws*"]', false],
  ['["logs-okta*"]', true],
  ['["logs-*"]', true],
  ['["logs-okta.system-prod"]', true],
  ['["logs-aws*", "filebeat-*"]', true],
  ['["logs-aws*", "*:logs-okta*"]', true],
])('a rule for Okta that searches %s can fire: %s', (index, fires) => {
  const text = `[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nindex = ${index}\nquery = 'event.dataset:okta.system'\n`
  const made = translate(text, { from: 'elastic', to: 'panther' })
  expect(made.ok).toBe(fires)
  if (!fires) expect(made.diagnostics.map(({ code }) => code)).toContain('mapping/never-fires')
})

test('that an event is one of the web says nothing of its log source', () => {
  const rule = (extra: string): string =>
    `[metadata]\n${extra}[rule]\nname = "N"\nrule_id = "r"\ntype = "eql"\nlanguage = "eql"\nindex = ["logs-nginx.access-*"]\nquery = 'web where url.original : "*x*"'\n`
  const parsed = parseRule('elastic', rule('integration = ["nginx"]\n'))
  expect(parsed.ok && detectPacks(parsed.value, 'elastic', packRouting)).toEqual([])
})

test('a rule for some events of a source is named after those', () => {
  const sourceOf = (query: string): unknown => {
    const text = `[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = '''${query}'''\n`
    const made = translate(text, { from: 'elastic', to: 'sigma' })
    const read = made.ok ? parseRules('sigma', made.value.files) : undefined
    return read?.ok === true ? read.value[0]?.logSource.service : undefined
  }
  expect(sourceOf('data_stream.dataset:google_workspace.login and event.action:x')).toBe('google_workspace.login')
  expect(sourceOf('data_stream.dataset:google_workspace.admin and event.action:x')).toBe('google_workspace.admin')
  expect(sourceOf('data_stream.dataset:o365.audit and event.provider:Exchange and event.action:x')).toBe('exchange')
  expect(sourceOf('data_stream.dataset:o365.audit and event.action:x')).toBe('audit')
})

test('a rule of the platform itself keeps the events that it names', () => {
  const base = sigma('product: m365\n    service: exchange', 'Operation: x')
  const same = translate(base, { from: 'sigma', to: 'sigma' })
  expect(same.ok && same.value.text).toBe(base)
  const correlation = `${base.replace('id:', 'name: base\nid:')}---\ntitle: C\nid: 22222222-2222-4222-8222-222222222222\ncorrelation:\n    type: temporal\n    rules: [base]\n    timespan: 10m\nlevel: high\n`
  const kept = translate(correlation, { from: 'sigma', to: 'sigma' })
  expect(kept.ok && [kept.value.text, kept.value.ruleVerdict.trigger]).toEqual([correlation, 'exact'])
})

test('a count of all matches is not told apart by who made one', () => {
  const base = sigma('product: okta\n    service: okta', 'eventType: x').replace('id:', 'name: base\nid:')
  const text = `${base}---\ntitle: C\nid: 22222222-2222-4222-8222-222222222222\ncorrelation:\n    type: event_count\n    rules: [base]\n    timespan: 10m\n    condition:\n        gte: 5\nlevel: high\n`
  const made = translate(text, { from: 'sigma', to: 'panther' })
  const read = made.ok ? parseRules('panther', made.value.files) : undefined
  expect(read?.ok === true && read.value[0]?.trigger).toEqual({ kind: 'threshold', count: 5, groupBy: [], window: 600 })
})

test('a port that some events hold as a number and some as a text is found in both', () => {
  const target = { logTypes: ['Crowdstrike.FDREvent'] }
  const text = sigma('product: windows\n    category: network_connection', 'DestinationPort: 443')
  const made = translate(text, { from: 'sigma', to: 'panther', target })
  expect(made.ok && made.value.verdict).toBe('exact')
  const read = made.ok ? parseRules('panther', made.value.files) : undefined
  const rule = read?.ok === true ? read.value[0] : undefined
  const of = (RemotePort: JsonValue): JsonValue => ({
    fdr_event_type: 'NetworkConnectIP4',
    event_platform: 'Win',
    event: { RemotePort },
  })
  const answers = ['443', 443, 80].map((port) => rule !== undefined && evaluate(rule.condition, of(port)))
  expect(answers).toEqual([true, true, false])
})

const simple = (logType: string, detection: string): string =>
  `AnalysisType: rule\nRuleID: My.Rule\nEnabled: true\nSeverity: Low\nLogTypes: [${logType}]\nDetection:\n${detection}`
const equals = (path: string, value: string): string =>
  `  - DeepKey: [${path}]\n    Condition: Equals\n    Value: ${value}\n`

test('the code of an Auth0 event is event.action on Elastic, and its description is no keyword there', () => {
  const made = translate(simple('Auth0.Events', equals('data, type', 'sapi')), { from: 'panther', to: 'elastic' })
  expect(made.ok && made.value.verdict).toBe('exact')
  expect(made.ok && Object.values(made.value.files).join('\n')).toContain('event.action:success-mgmt-api-op')
  // The pipeline makes a name of it that a later version may change.
  const other = translate(simple('Auth0.Events', equals('data, type', 'brand_new')), { from: 'panther', to: 'elastic' })
  expect(other.diagnostics.map(({ code }) => code)).toEqual(['mapping/inexpressible'])
  const text = equals('data, description', 'Create a role')
  const prose = translate(simple('Auth0.Events', text), { from: 'panther', to: 'elastic' })
  expect(prose.diagnostics.map(({ code }) => code)).toEqual(['emit/field-type'])
})

test('what an integration does not keep has no field there', () => {
  const scopes = translate(simple('Slack.AuditLogs', equals('details, new_scopes', 'admin')), {
    from: 'panther',
    to: 'elastic',
  })
  expect(scopes.diagnostics.map(({ code }) => code)).toEqual(['mapping/unmapped-field'])
  const config = translate(simple('GitHub.Audit', equals('config, url', 'x')), { from: 'panther', to: 'elastic' })
  expect(config.diagnostics.map(({ code }) => code)).toEqual(['mapping/unmapped-field'])
})

test('a script block is analysed text on Elastic: neither of its query languages looks for parts of it', () => {
  const script = sigma('product: windows\n    category: ps_script', "ScriptBlockText|contains: 'Invoke-Thing'")
  const made = translate(script, { from: 'sigma', to: 'elastic' })
  expect(made.diagnostics.map(({ code }) => code)).toEqual(['emit/field-type'])
})

test('a rule for events of endpoints names fields that such events have on Elastic', () => {
  const toElastic = (source: string, detection: string) =>
    translate(sigma(source, detection), { from: 'sigma', to: 'elastic' })
  const codes = (source: string, detection: string) => toElastic(source, detection).diagnostics.map(({ code }) => code)
  const image = 'product: windows\n    category: image_load'
  expect(codes(image, "Description: 'Some library'")).toEqual(['mapping/unmapped-field'])
  expect(codes('product: windows\n    category: file_event', "ParentImage|endswith: '\\x.exe'")).toEqual([
    'mapping/unmapped-field',
  ])
  const unsigned = toElastic(image, "Signed: 'false'")
  expect(unsigned.ok && Object.values(unsigned.value.files).join('\n')).toContain('dll.code_signature.exists == false')
  const added = toElastic('product: windows\n    category: registry_add', "TargetObject|endswith: '\\Run'")
  expect(added.ok && Object.values(added.value.files).join('\n')).toContain(
    'winlog.event_data.EventType == "CreateKey"',
  )
})

test('a list of pairs is no text: a test of it as one fits no event', () => {
  const pairs = sigma('product: m365\n    service: audit', "Parameters|contains: 'ForwardTo'")
  for (const to of ['elastic', 'panther'] as const) {
    const made = translate(pairs, { from: 'sigma', to })
    expect(
      made.diagnostics.map(({ code }) => code),
      to,
    ).toEqual(['mapping/never-fires'])
  }
})

test('a rule for a log type of many kinds of events says which it means', () => {
  const sudo = sigma('product: linux\n    category: process_creation', "CommandLine|contains: ' -u#'")
  const made = translate(sudo, { from: 'sigma', to: 'panther', target: { logTypes: ['CarbonBlack.EndpointEvent'] } })
  const text = made.ok ? Object.values(made.value.files).join('\n') : ''
  expect(text).toContain('event.get("type") == "endpoint.event.procstart"')
  expect(text).toContain('event.get("device_os") == "LINUX"')
})

test('what chooses the log source is not said beside a test that says more', () => {
  const deleted = sigma('product: windows\n    category: registry_delete', 'EventType: DeleteValue')
  const made = translate(deleted, { from: 'sigma', to: 'panther', target: { logTypes: ['Windows.EventLogs'] } })
  const text = made.ok ? Object.values(made.value.files).join('\n') : ''
  expect(made.ok && made.value.verdict).toBe('exact')
  expect(text).toContain('event.deep_get("ExtraEventData", "EventType") == "DeleteValue"')
  expect(text).not.toContain('DeleteKey"')
})

test('what the Security log moves for some events is asked for where it then is', () => {
  const query = (detection: string): string => {
    const text = `title: t\nlogsource: { product: windows, service: security }\ndetection:\n  s: { ${detection} }\n  condition: s\n`
    const made = translate(text, { from: 'sigma', to: 'elastic' })
    return made.ok ? `${made.value.verdict}: ${made.value.text}` : made.diagnostics.map(({ code }) => code).join()
  }
  const moved = query("EventID: [4624, 4648], ProcessName|endswith: '\\x.exe'")
  expect(moved).toMatch(/^exact: /)
  expect(moved).toContain('process.executable')
  const left = query("EventID: [4656, 4663], ProcessName|endswith: '\\x.exe'")
  expect(left).toMatch(/^exact: /)
  expect(left).toContain('winlog.event_data.ProcessName')
  expect(query("EventID: [4624, 4663], ProcessName|endswith: '\\x.exe'")).toBe('mapping/inexpressible')
  const toml = (code: string): string =>
    `[metadata]\nintegration = ["system"]\n[rule]\nname = "t"\nrule_id = "1"\nlanguage = "kuery"\ntype = "query"\nquery = 'event.provider:"Microsoft-Windows-Security-Auditing" and event.code:${code} and user.id:"S-1-5-18"'\n`
  const written = (code: string): string => {
    const made = translate(toml(code), { from: 'elastic', to: 'panther' })
    return made.ok ? made.value.text : made.diagnostics.map(({ message }) => message).join()
  }
  // There it is the account that logs on.
  expect(written('4625')).toContain('TargetUserSid')
  expect(written('4625')).not.toContain('SubjectUserSid')
  expect(written('4688')).toContain('SubjectUserSid')
  expect(written('4688')).not.toContain('TargetUserSid')
})

test('CrowdStrike: names end paths of each system, hashes of processes are of their events, addresses are of both kinds', () => {
  const named = 'data_stream.dataset:crowdstrike.fdr and process.name:bash'
  expect(says(named, { event_platform: 'Lin', event: { ImageFileName: '/usr/bin/bash' } })).toBe(true)
  expect(says(named, { event_platform: 'Win', event: { ImageFileName: '\\Device\\a\\bash' } })).toBe(true)
  const hash = 'data_stream.dataset:crowdstrike.fdr and process.hash.sha256:abc'
  expect(says(hash, { event_simpleName: 'ProcessRollup2', event: { SHA256HashData: 'abc' } })).toBe(true)
  expect(says(hash, { event_simpleName: 'PeFileWritten', event: { SHA256HashData: 'abc' } })).toBe(false)
  const address = 'data_stream.dataset:crowdstrike.fdr and destination.ip:*'
  expect(says(address, { event: { RemoteAddressIP6: '2001:db8::1' } })).toBe(true)
  const pid = 'data_stream.dataset:crowdstrike.fdr and process.pid:5'
  expect(says(pid, { event: { EtwRawProcessId: '5' } })).toBe(true)
  expect(says(pid, { event: { RawProcessId: '6', EtwRawProcessId: '5' } })).toBe(false)
})

test('a pattern in what fills a field is answered by the values that stand beside', () => {
  const yaml =
    'AnalysisType: rule\nFilename: a.py\nRuleID: A.B\nEnabled: true\nLogTypes: [Crowdstrike.FDREvent]\nSeverity: Low\n'
  const python = (name: string): string =>
    `def rule(event):\n    return event.get("event_simpleName") == "${name}" and event.deep_get("event", "SHA256HashData") == "abc"\n`
  const made = (name: string) => {
    const read = parseRules('panther', { 'a.yml': yaml, 'a.py': python(name) })
    const rule = read.ok ? read.value[0] : undefined
    if (rule === undefined) throw new Error('unread')
    return translateRule(rule, { to: 'elastic' })
  }
  const process = made('ProcessRollup2')
  expect(process.ok && process.value.verdict).toBe('exact')
  const written = made('PeFileWritten')
  expect(written.ok).toBe(false)
})

test('Carbon Black: what starts is the child, and the process of the event has started it', () => {
  const started = sigma(
    'product: windows\n    category: process_creation',
    "Image|endswith: '\\netstat.exe'\n        CommandLine|contains: '/a'\n        ParentImage|endswith: '\\agent.exe'",
  )
  const made = translate(started, {
    from: 'sigma',
    to: 'panther',
    target: { logTypes: ['CarbonBlack.EndpointEvent'] },
  })
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics))
  const read = parseRules('panther', made.value.files)
  const rule = read.ok ? read.value[0] : undefined
  if (rule === undefined) throw new Error('unread')
  const event = {
    type: 'endpoint.event.procstart',
    device_os: 'WINDOWS',
    process_path: 'c:\\program files\\agent.exe',
    parent_path: 'c:\\windows\\system32\\services.exe',
    childproc_name: 'c:\\windows\\system32\\netstat.exe',
    target_cmdline: '"netstat.exe" /a /b /o',
  }
  expect(evaluate(rule.condition, event)).toBe(true)
})

test('what each branch of an or asks of a field settles where another field is', () => {
  const either = (second: number): string =>
    `title: N
id: 11111111-1111-4111-8111-111111111111
logsource: { product: windows, service: security }
detection:
    one: { EventID: 4656, AccessMask: '0x40' }
    two: { EventID: ${second}, ObjectName: x }
    filter: { ProcessName|endswith: '\\\\a.exe' }
    condition: 1 of one or two and not filter
level: low
`.replace('1 of one or two and', '(one or two) and')
  const settled = translate(either(4663), { from: 'sigma', to: 'elastic' })
  expect(settled.ok && settled.value.verdict).toBe('exact')
  expect(settled.ok && settled.value.text).toContain('winlog.event_data.ProcessName')
  // The one keeps the name where it is, the other has it moved.
  const open = translate(either(4624), { from: 'sigma', to: 'elastic' })
  expect(open.diagnostics.map(({ code }) => code)).toContain('mapping/inexpressible')
})
