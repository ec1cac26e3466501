/**
 * Fields that stand with `?` in more than half of their uses in Elastic's own EQL rules (elastic/detection-rules
 * 14cf530f, fields used five times or more): integrations that feed such rules do not all map them, and EQL refuses a
 * query with a field that no index maps.
 */
export const OPTIONAL_FIELDS: ReadonlySet<string> = new Set([
  'process.Ext.token.integrity_level_name',
  'process.pe.original_file_name',
  'winlog.event_data.IntegrityLevel',
])
