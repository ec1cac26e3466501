/** What a condition's logic shows: each finding is proven. */
export const LOGIC_CODES = {
  'logic/never-true': { severity: 'warning', title: 'condition that no event fits' },
  'logic/always-true': { severity: 'warning', title: 'condition that every event fits' },
  'logic/covered-value': { severity: 'warning', title: 'value that another one covers' },
  'logic/redundant-part': { severity: 'warning', title: 'part that makes no difference' },
  'logic/idle-filter': { severity: 'warning', title: 'exclusion that removes nothing' },
  'logic/backtracking': { severity: 'warning', title: 'regular expression that may take exponential time' },
} as const
