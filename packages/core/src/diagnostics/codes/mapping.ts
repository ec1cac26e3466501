/** Field mapping between platforms. */
export const MAPPING_CODES = {
  'mapping/unmapped-field': { severity: 'error', title: 'field without a counterpart' },
  'mapping/bad-pack': { severity: 'error', title: 'mapping pack of the wrong shape' },
  'mapping/unreadable': { severity: 'error', title: 'mapping pack that cannot be read' },
} as const
