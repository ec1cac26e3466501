// Written by scripts/compile-packs.mjs from packages/mappings/packs.
import type { PackRouting } from '@ruleglot/core'

/** What is needed to see which log source a rule is about. */
export const ROUTING: readonly PackRouting[] = JSON.parse(
  '[{"id":"aws.cloudtrail","platforms":{"elastic":{"index":["filebeat-*","logs-aws.cloudtrail-*"],"integration":["aws"],"routing":[{"field":"data_stream.dataset","value":"aws.cloudtrail"},{"field":"event.dataset","value":"aws.cloudtrail","write":false},{"field":"event.kind","value":"event","write":false}]},"panther":{"logTypes":["AWS.CloudTrail"]},"sigma":{"logsource":{"product":"aws","service":"cloudtrail"}},"vendor":{}}},{"id":"okta.system","platforms":{"elastic":{"index":["filebeat-*","logs-okta.system-*"],"integration":["okta"],"routing":[{"field":"data_stream.dataset","value":"okta.system"},{"field":"event.dataset","value":"okta.system","write":false},{"field":"event.module","value":"okta","write":false},{"field":"event.kind","value":"event","write":false}]},"panther":{"logTypes":["Okta.SystemLog"]},"sigma":{"logsource":{"product":"okta","service":"okta"}},"vendor":{}}}]',
) as readonly PackRouting[]
