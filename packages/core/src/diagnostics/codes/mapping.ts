/** Field mapping between platforms. */
export const MAPPING_CODES = {
  'mapping/unmapped-field': { severity: 'error', title: 'field without a counterpart' },
} as const
