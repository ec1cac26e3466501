import type { LanguageParser } from '@ruleglot/core'
import { elastic } from './elastic/index.js'
import { eql } from './eql/index.js'
import { javascript } from './javascript/index.js'
import { kql } from './kql/index.js'
import { panther } from './panther/index.js'
import { pantherCondition } from './panther-condition/index.js'
import { sigma } from './sigma/index.js'

/** Every language that can be read. A new one is a folder and a line here. */
export const parsers: readonly LanguageParser[] = [kql, eql, elastic, pantherCondition, panther, sigma, javascript]

export { readYaml } from './yaml/read-yaml.js'
export type { YamlNode } from './yaml/yaml-node.js'
export { elastic, eql, javascript, kql, panther, pantherCondition, sigma }
