import { describe, expect, it } from 'vitest'
import { pathOf } from '../ir/path.js'
import { ecsSchema } from './ecs.js'
import { noSchema } from './no-schema.js'

const facts = (name: string) => ecsSchema.lookup(pathOf(name))

describe('ecsSchema', () => {
  it.each([
    ['event.action', { type: 'keyword', array: false }],
    ['event.category', { type: 'keyword', array: true }],
    ['event.type', { type: 'keyword', array: true }],
    ['process.args', { type: 'keyword', array: true }],
    ['process.command_line', { type: 'wildcard', array: false }],
    ['process.command_line.text', { type: 'match_only_text', array: false, copyOf: 'process.command_line' }],
    ['process.parent.args', { type: 'keyword', array: true }],
    ['process.pid', { type: 'long', array: false }],
    ['process.thread.capabilities.effective', { type: 'keyword', array: true }],
    ['source.ip', { type: 'ip', array: false }],
    ['host.ip', { type: 'ip', array: true }],
    ['@timestamp', { type: 'date', array: false }],
    ['message', { type: 'match_only_text', array: false }],
    ['data_stream.dataset', { type: 'constant_keyword', array: false }],
    ['registry.path', { type: 'keyword', array: false }],
    ['file.path', { type: 'keyword', array: false }],
    ['url.full', { type: 'wildcard', array: false }],
    ['user_agent.original', { type: 'keyword', array: false }],
  ])('knows the core field %s', (name, expected) => expect(facts(name)).toEqual(expected))

  it('counts fields inside an array of objects as arrays', () => {
    expect(facts('dns.answers.type')).toEqual({ type: 'keyword', array: true })
    expect(facts('email.attachments.file.name')).toEqual({ type: 'keyword', array: true })
    expect(facts('threat.enrichments.indicator.ip')).toEqual({ type: 'ip', array: true })
  })

  it.each([
    ['okta.outcome.result', { type: 'keyword' }],
    ['okta.target.alternate_id', { type: 'keyword', array: true }],
    ['aws.cloudtrail.console_login.additional_eventdata.mfa_used', { type: 'boolean' }],
    ['powershell.file.script_block_text', { type: 'text', analyzer: 'custom' }],
    ['kubernetes.audit.user.groups', { type: 'text', array: true }],
    ['process.name.caseless', { type: 'keyword', copyOf: 'process.name' }],
  ])('knows the vendor field %s, and says of arrays only what is known', (name, expected) =>
    expect(facts(name)).toEqual(expected),
  )

  it('takes everything below a flattened field as flattened', () => {
    expect(facts('aws.cloudtrail.flattened.request_parameters.x.y')).toEqual({ type: 'flattened' })
    expect(facts('okta.debug_context.debug_data.flattened.requestId')).toEqual({ type: 'flattened' })
    expect(facts('okta.debug_context.debug_data.requestId')).toEqual({ type: 'keyword' })
  })

  it('reads objects with keys of any name', () => {
    expect(facts('winlog.event_data.Anything')).toEqual({ type: 'keyword' })
    expect(facts('labels.x')).toEqual({ type: 'keyword' })
    expect(facts('azure.auditlogs.properties.target_resources.0.modified_properties.3.new_value')).toEqual({
      type: 'keyword',
    })
    expect(facts('azure.auditlogs.properties.target_resources.0.x.3.new_value')).toBeUndefined()
  })

  it('finds a field by its dotted form, however the path is cut', () => {
    expect(ecsSchema.lookup(['source.ip'])).toEqual(facts('source.ip'))
  })

  it.each(['no.such.field', 'okta', '', '__proto__', 'constructor.name', 'event.action.x'])(
    'does not know %j',
    (name) => expect(facts(name)).toBeUndefined(),
  )

  it('is nothing but defined types', () => {
    expect(noSchema.lookup(['source', 'ip'])).toBeUndefined()
  })
})
