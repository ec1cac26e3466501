/** Field mapping between platforms. */
export const MAPPING_CODES = {
  'mapping/unmapped-field': { severity: 'error', title: 'field without a counterpart' },
  'mapping/inexpressible': { severity: 'error', title: 'test that the other platform’s field cannot say' },
  'mapping/element-scope': { severity: 'error', title: 'tests of one element that lie in different places' },
  'mapping/never-fires': { severity: 'error', title: 'rule that matches no event of its log source' },
  'mapping/choose-log-type': { severity: 'error', title: 'log source with several log types' },
  'mapping/other-log-type': { severity: 'info', title: 'log type of another log source' },
  'mapping/several-sources': { severity: 'error', title: 'rule for several log sources' },
  'mapping/one-of-several': { severity: 'warning', title: 'rule written for one of its log sources' },
  'mapping/lossy': { severity: 'warning', title: 'step of a mapping that loses something' },
  'mapping/kept-name': { severity: 'warning', title: 'name that was kept for want of a mapping' },
  'mapping/respelled': { severity: 'info', title: 'value in the vendor’s spelling' },
  'mapping/unknown-value': { severity: 'info', title: 'value that the mapping does not know' },
  'mapping/test-left-out': { severity: 'info', title: 'test event without a counterpart' },
  'mapping/bad-pack': { severity: 'error', title: 'mapping pack of the wrong shape' },
  'mapping/unreadable': { severity: 'error', title: 'mapping pack that cannot be read' },
} as const
