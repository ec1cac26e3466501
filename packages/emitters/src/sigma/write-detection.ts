import type { Item, ItemValue } from './item.js'
import { itemKey } from './item.js'
import type { Plan } from './plan.js'
import type { Body } from './selection.js'
import { writePlan } from './write-condition.js'
import { type YamlMap, type YamlValue, yamlMap } from './yaml-lines.js'
import { isPlainNumber } from './yaml-scalar.js'

/** The `detection` section: search identifiers, then the condition. */
export function writeDetection(plan: Plan): YamlMap {
  const { blocks, condition } = writePlan(plan)
  return yamlMap([
    ...blocks.map(({ name, block }) => [name, bodyValue(block.body)] as const),
    ['condition', { verbatim: condition }],
  ])
}

function bodyValue(body: Body): YamlValue {
  if (body.kind === 'map') return itemsMap(body.items)
  if (body.kind === 'maps') return body.maps.map(itemsMap)
  const { item } = body
  const values = item.values.map(yamlValue)
  return item.modifiers.length === 0 ? values : yamlMap([[itemKey(item), oneOrList(values)]])
}

const itemsMap = (items: readonly Item[]): YamlMap =>
  yamlMap(items.map((item) => [itemKey(item), oneOrList(item.values.map(yamlValue))] as const))

const oneOrList = (values: readonly YamlValue[]): YamlValue => (values.length === 1 ? (values[0] as YamlValue) : values)

function yamlValue(value: ItemValue): YamlValue {
  // A number in another notation than plain decimal is the same value as its text.
  if (value.kind === 'text' || (value.kind === 'number' && !isPlainNumber(value.text))) return value.text
  return { verbatim: value.text }
}
