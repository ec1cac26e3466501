import type { TextGrammar } from '../grammar-text.js'

/** Mapping packs as YAML. */
export const PACK: TextGrammar = {
  start: [
    'id: a.b\nplatforms: <platforms>\nfields:\n<fields>',
    'id: <value>\nfields:\n<fields>prefixes:\n  - { path: a, names: { elastic: x.a } }\n',
    'id: a.b\n<member>',
  ],
  platforms: [
    '{ elastic: { index: [logs-*] }, panther: { logTypes: [A.B] } }',
    '{ elastic: <value> }',
    '{ __proto__: <value> }',
    '<value>',
  ],
  fields: ['<one>', '<one><fields>'],
  one: [
    '  - { path: a, names: { elastic: b } }\n',
    '  - path: <value>\n    names:\n      elastic: [x, { name: <value>, readOnly: true }]\n',
    '  - { path: a.b, case: <value>, names: { panther: c }, values: [<value>, <value>] }\n',
    '  - <value>\n',
    '  - { path: a, names: { elastic: { name: b, values: { x: <value> } } } }\n',
  ],
  member: ['fields: <value>\n', '"\\u2028": <value>\n', '<lt><lt>: *x\n', 'prefixes: <value>\n'],
  value: [
    'x',
    '1',
    'null',
    '[]',
    '{}',
    'a.b',
    '&x [*x]',
    '"\\0"',
    '__proto__',
    '{ a: <value> }',
    '[<value>, <value>]',
    '!!js/function x',
    'fixed',
  ],
}
