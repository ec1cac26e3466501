import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonValue, type PackIndex, packIndex, parseAddress } from '@ruleglot/core'
import { packNamed, packRouting } from '@ruleglot/mappings/all'
import { CORE_SCHEMA, load } from 'js-yaml'
import { expect, test } from 'vitest'
import { pantherAnalysis } from '../panther-analysis.js'

/**
 * What packs say of a field's type, lists and vocabulary, beside the events that Panther's own rules are tested with.
 * They are mostly real events, so a fact that they contradict makes rules that never fire.
 */
const root = pantherAnalysis()

/** Events that somebody shortened, wrote by hand or got from a reader of files. */
const KNOWN = [
  /^aws\.cloudtrail (errorCode|managementEvent|readOnly|requestParameters|responseElements|resources|serviceEventDetails)$/,
  // Panther holds a boolean where the log has a text.
  /^aws\.cloudtrail sessionCredentialFromConsole$/,
  /^aws\.cloudtrail requestParameters\.ipPermissions\.items\.(fromPort|toPort)$/,
  // With ports, in storage logs, which share their log type.
  /^azure\.activity callerIpAddress$/,
  /^azure\.(activity|resource) operationName$/,
  /^entra\.signin properties\.autonomousSystemNumber$/,
  // A text in answers of Kubernetes, which rules compare it with, and an object in others.
  /^gcp\.audit protoPayload\.response\.status$/,
  /^gcp\.audit (protoPayload\.(request|requestMetadata|response|authorizationInfo\.granted)|resource)$/,
  /^google_workspace parameters\.FAILED_PASSWD_ATTEMPTS$/,
  /^k8s\.audit sourceIPs$/,
  /^okta\.system (debugContext\.debugData|severity)$/,
]

test.skipIf(root === undefined || !existsSync(root))('the events of Panther’s rules are as the packs say', () => {
  const contradicted = new Set<string>()
  for (const file of yamlFiles(join(root as string, 'rules'))) {
    for (const { event, types } of eventsOf(readFileSync(file, 'utf8'))) {
      const [type, second] = types
      if (type === undefined || second !== undefined) continue
      const packs = packRouting.filter(
        ({ id, platforms }) => platforms['panther']?.logTypes?.includes(type) && !/^(windows|linux|macos)\./.test(id),
      )
      for (const { id } of packs) {
        const pack = packNamed(id)
        if (pack !== undefined) for (const path of against(event, packIndex(pack))) contradicted.add(`${id} ${path}`)
      }
    }
  }
  expect([...contradicted].filter((one) => !KNOWN.some((known) => known.test(one)))).toEqual([])
})

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => join(folder, name))
}

interface OwnTests {
  readonly LogTypes?: readonly string[]
  readonly Tests?: readonly { readonly Log?: JsonValue }[]
}

function eventsOf(text: string): readonly { readonly event: JsonValue; readonly types: readonly string[] }[] {
  const { LogTypes = [], Tests = [] } = load(text, { schema: CORE_SCHEMA }) as OwnTests
  return Tests.flatMap(({ Log }) => {
    if (typeof Log !== 'object' || Log === null || Array.isArray(Log)) return []
    const own = Log['p_log_type']
    return [{ event: Log, types: typeof own === 'string' ? [own] : LogTypes }]
  })
}

/** The fields of which an event shows something else than the pack says. */
function against(event: JsonValue, index: PackIndex): readonly string[] {
  const found: string[] = []
  const open: { readonly path: string; readonly value: JsonValue; readonly inList: boolean }[] = [
    { path: '', value: event, inList: false },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value, inList } = next
    const facts = path === '' ? undefined : index.facts(path)
    if (Array.isArray(value)) {
      if (facts?.many === false && value.length > 0) found.push(path)
      for (const item of value) open.push({ path, value: item, inList: true })
    } else if (typeof value === 'object' && value !== null) {
      const isOther = facts !== undefined && facts.type !== 'object' && Object.keys(value).length > 0
      if (isOther || (!inList && path !== '' && index.listAt(path) === path)) found.push(path)
      for (const [key, inner] of Object.entries(value)) {
        open.push({ path: path === '' ? key : `${path}.${key}`, value: inner, inList: false })
      }
    } else if (value !== null && facts !== undefined && !fits(value, facts)) found.push(path)
  }
  return found
}

function fits(
  value: string | number | boolean,
  { type = 'keyword', closed, values = [], neverEmpty }: NonNullable<ReturnType<PackIndex['facts']>>,
): boolean {
  if (type === 'number' || type === 'boolean') return typeof value === type
  if (typeof value !== 'string' || type === 'object') return false
  if (type === 'ip' && parseAddress(value) === undefined) return false
  return !(closed === true && !values.includes(value)) && !(neverEmpty === true && value === '')
}
