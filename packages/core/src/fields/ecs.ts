import { ECS_FIELDS } from './ecs-fields.generated.js'
import type { FieldSchema } from './field-schema.js'
import { tableSchema } from './field-table.js'
import { VENDOR_FIELDS } from './vendor-fields.js'

/**
 * Types and cardinality of the Elastic Common Schema and of the vendor fields that detection rules read. ECS says of
 * each field whether it holds an array, so its other fields count as single values; integrations do not say, so of
 * their fields only the type is known. A field that is not here is unknown.
 */
export const ecsSchema: FieldSchema = tableSchema('ecs', [
  { lines: ECS_FIELDS, array: false },
  { lines: VENDOR_FIELDS, array: undefined },
])
