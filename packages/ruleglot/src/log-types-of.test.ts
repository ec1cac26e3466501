import { expect, test } from 'vitest'
import { parseRule, translateRule } from './index.js'

function written(logsource: string, field: string, logTypes: readonly string[]) {
  const text = `title: T\nlogsource: { ${logsource} }\ndetection:\n  s:\n    ${field}: x\n  condition: s\n`
  const rule = parseRule('sigma', text)
  if (!rule.ok) throw new Error(JSON.stringify(rule.diagnostics))
  const done = translateRule(rule.value, { to: 'panther', target: { logTypes } })
  return {
    types: done.ok
      ? typesIn(done.value.files)
      : done.diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : [])),
    said: done.diagnostics.some(({ code }) => code === 'mapping/other-log-type'),
  }
}

function typesIn(files: Readonly<Record<string, string>>): readonly string[] {
  const list = /LogTypes:\n((?: {2}- .*\n)+)/.exec(Object.values(files).join('\n'))?.[1] ?? ''
  return list.split('\n').flatMap((line) => line.match(/[\w.]+/) ?? [])
}

const CLOUD = ['product: aws, service: cloudtrail', 'eventName'] as const
const PROCESS = ['product: windows, category: process_creation', 'CommandLine'] as const

test('a log type that holds events of another source is not written', () => {
  expect(written(...CLOUD, ['Crowdstrike.FDREvent'])).toEqual({ types: ['AWS.CloudTrail'], said: true })
  expect(written(...PROCESS, ['Crowdstrike.FDREvent'])).toEqual({ types: ['Crowdstrike.FDREvent'], said: false })
  expect(written(...PROCESS, ['AWS.CloudTrail'])).toEqual({ types: ['mapping/choose-log-type'], said: true })
})

test('of several each rule takes those of its source, and those that nobody knows', () => {
  const named = ['Crowdstrike.FDREvent', 'AWS.CloudTrail']
  expect(written(...CLOUD, named)).toEqual({ types: ['AWS.CloudTrail'], said: true })
  expect(written(...PROCESS, named)).toEqual({ types: ['Crowdstrike.FDREvent'], said: true })
  expect(written(...CLOUD, ['Custom.Trail'])).toEqual({ types: ['Custom.Trail'], said: false })
})
