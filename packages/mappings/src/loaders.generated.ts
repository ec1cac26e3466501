// Written by scripts/compile-packs.mjs from packages/mappings/packs.
/** Each pack's data as a module of its own. */
export const LOADERS: Readonly<Record<string, () => Promise<{ readonly text: string }>>> = {
  'aws.cloudtrail': () => import('./packs/aws.cloudtrail.generated.js'),
  'okta.system': () => import('./packs/okta.system.generated.js'),
}
