import type { FieldSchema } from './field-schema.js'

/** Knows nothing: every field keeps all its alternatives. */
export const noSchema: FieldSchema = { id: 'none', lookup: () => undefined }
