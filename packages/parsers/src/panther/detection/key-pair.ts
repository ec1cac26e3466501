import { type CompareFieldsNode, type Condition, not } from '@ruleglot/core'
import { entryOf, type YamlMapping, type YamlScalar } from '../../yaml/yaml-node.js'
import { type NamedTest, namedTest } from './condition-names.js'
import { keyProblem } from './key-problem.js'
import { readKeys } from './key-specifier.js'
import { assume, type MatchReading, oneValue, type Subject, subjectOf, unread } from './reading.js'

/** Two keys compared: the first with the second. */
export function readKeyPair(node: YamlMapping, condition: YamlScalar, reading: MatchReading): Condition {
  const values = entryOf(node, 'Values')?.value
  if (reading.missingPasses) {
    return unread(node, reading, 'panther/bad-expression', 'Inline filters compare no two keys.', {
      hint: 'Move the test into the detection.',
    })
  }
  if (values?.type !== 'sequence' || values.items.length !== 2 || node.entries.length !== 2) {
    return unread(
      node,
      reading,
      'panther/bad-expression',
      'Without a key of its own an expression compares two keys.',
      {
        ...(values === undefined ? {} : { span: values.span }),
        hint: 'Give Values exactly two keys; the first is compared with the second.',
      },
    )
  }
  const subjects: Subject[] = []
  for (const item of values.items) {
    const keys = readKeys(item)
    if (!keys.ok) return keyProblem(node, keys, reading)
    subjects.push(subjectOf(keys.keys, keys.span, reading))
  }
  const [left, right] = subjects as [Subject, Subject]
  const test = namedTest(condition.text)
  const relation = test === undefined ? undefined : relationOf(test)
  if (test === undefined || relation === undefined) {
    return unread(node, reading, 'panther/unread-expression', `${condition.text} of two keys is not read.`, {
      span: condition.span,
      hint: 'Two keys are compared with Equals, StartsWith, EndsWith, Contains, IsGreaterThan and their like.',
    })
  }
  const type = relation.domain === undefined ? 'stringWhenPresent' : 'numberWhenPresent'
  if ((relation.op !== 'eq' || relation.ignoreCase) && !reading.explicit && reading.list === undefined) {
    for (const { path, span } of subjects) assume(reading, type, path, 'Panther does not say what other types do', span)
  }
  const pair: Condition = {
    kind: 'CompareFields',
    left: left.path,
    right: right.path,
    on: 'string',
    ...relation,
    span: node.span,
  }
  const positive = oneValue(oneValue(pair, left, reading), right, reading)
  return test.inverse ? not(positive, node.span) : positive
}

type Relation = Pick<CompareFieldsNode, 'op' | 'ignoreCase'> & { readonly domain?: 'number' }

function relationOf(test: NamedTest): Relation | undefined {
  switch (test.test) {
    case 'equals':
      return { op: 'eq', ignoreCase: test.ignoreCase }
    case 'text':
      return { op: TEXT_RELATIONS[test.where], ignoreCase: test.ignoreCase }
    case 'order':
      return { op: test.op, ignoreCase: false, domain: 'number' }
    default:
      return undefined
  }
}

const TEXT_RELATIONS = { start: 'startsWith', end: 'endsWith', anywhere: 'contains' } as const
