// Written by scripts/compile-packs.mjs from packages/mappings/packs.
import { text as awsCloudtrail } from './packs/aws.cloudtrail.generated.js'
import { text as oktaSystem } from './packs/okta.system.generated.js'

/** The data of all packs, as JSON. */
export const TEXTS: Readonly<Record<string, string>> = {
  'aws.cloudtrail': awsCloudtrail,
  'okta.system': oktaSystem,
}
