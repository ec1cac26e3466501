import { dotted, ecsSchema, fieldsRead, visit } from '@ruleglot/core'
import { parseCondition } from 'ruleglot'
import { describe, expect, it } from 'vitest'
import { corpusQueries } from '../kql/corpus-queries.js'

/**
 * Fields that Elastic's KQL rules read and that no field file we know maps: Elasticsearch guesses their type from the
 * first event, or never indexes them. The schema says nothing about them, so they keep all their readings.
 */
const UNMAPPED: readonly string[] = [
  'azure.auditlogs.properties.userAgent',
  'azure.graphactivitylogs.properties.c_idtyp',
  'azure.graphactivitylogs.properties.user_principal_object_id',
  'azure.platformlogs.identity.claim.upn',
  'azure.platformlogs.identity.type',
  'azure.platformlogs.statusCode',
  'azure.signinlogs.properties.app_owner_tenant_id',
  'azure.signinlogs.properties.conditional_access_audiences.application_id',
  'gcp.audit.service_data.policy_delta.binding_deltas.action',
  'gcp.audit.service_data.policy_delta.binding_deltas.role',
  'google_workspace.admin.setting.metadata.rule.type',
  'kubernetes.audit.requestObject.roleRef.name',
  'o365.audit.CommunicationType',
  'o365.audit.DeviceProperties.Value',
  'o365.audit.ParticipantInfo.HasForeignTenantUsers',
  'o365.audit.ParticipantInfo.HasGuestUsers',
  'o365.audit.ParticipantInfo.HasOtherGuestUsers',
  'request',
  'threatintel.indicator.file.pe.imphash',
  'threatintel.indicator.ip',
  'threatintel.indicator.registry.path',
  'threatintel.indicator.url.full',
  'type',
]

const queries = corpusQueries()

describe.skipIf(queries === undefined)('the field schema on Elastic rules (skipped without the corpus)', () => {
  it('knows every field but the unmapped ones', () => {
    const uses = new Map<string, number>()
    for (const { query } of queries ?? []) {
      const parsed = parseCondition('kql', query, { schema: 'none' })
      if (!parsed.ok) throw new Error(`${query}: ${JSON.stringify(parsed.diagnostics)}`)
      const names = new Set(fieldsRead(parsed.value).map(dotted))
      visit(parsed.value, (node) => {
        // Elements of nested objects are no field of their own.
        if (node.kind === 'Some') names.delete(dotted(node.path))
      })
      for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1)
    }
    const unknown = [...uses.keys()].filter((name) => ecsSchema.lookup(name.split('.')) === undefined).sort()
    console.info(`fields of Elastic's KQL rules: ${uses.size}, known: ${uses.size - unknown.length}`)
    expect(unknown).toEqual(UNMAPPED)
    expect(uses.size).toBeGreaterThan(400)
  })
})
