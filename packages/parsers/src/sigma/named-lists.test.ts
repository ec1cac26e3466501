import { expect, test } from 'vitest'
import { sigma } from './index.js'

test('selections that are one list and named by a plural give it a name', () => {
  const rule = `title: A rule
logsource: { product: windows, category: process_creation }
detection:
    selection_download_flags: { CommandLine|contains: [a, b] }
    selection_img: { Image|endswith: [c, d] }
    selection_one_flags: { CommandLine|contains: e }
    selection_two_fields: { CommandLine|contains: [f, g], Image: h }
    filter_main_known_paths: { Image: [1, C:\\x] }
    class: { Image: [i, j] }
    condition: all of selection_* and not 1 of filter_* and class
`
  const parsed = sigma.parseRules?.({ 'a.yml': rule }, {})
  expect(parsed?.ok && parsed.value[0]?.namedLists).toEqual([
    { name: 'download_flags', values: ['a', 'b'] },
    { name: 'known_paths', values: ['1', 'C:\\x'] },
  ])
})
