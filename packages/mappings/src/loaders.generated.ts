// Written by scripts/compile-packs.mjs from packages/mappings/packs.
/** Each pack's data as a module of its own. */
export const LOADERS: Readonly<Record<string, () => Promise<{ readonly text: string }>>> = {
  'aws.cloudtrail': () => import('./packs/aws.cloudtrail.generated.js'),
  'linux.dns_query': () => import('./packs/linux.dns_query.generated.js'),
  'linux.file_event': () => import('./packs/linux.file_event.generated.js'),
  'linux.network_connection': () => import('./packs/linux.network_connection.generated.js'),
  'linux.process_creation': () => import('./packs/linux.process_creation.generated.js'),
  'macos.dns_query': () => import('./packs/macos.dns_query.generated.js'),
  'macos.file_event': () => import('./packs/macos.file_event.generated.js'),
  'macos.network_connection': () => import('./packs/macos.network_connection.generated.js'),
  'macos.process_creation': () => import('./packs/macos.process_creation.generated.js'),
  'okta.system': () => import('./packs/okta.system.generated.js'),
  'windows.dns_query': () => import('./packs/windows.dns_query.generated.js'),
  'windows.file_event': () => import('./packs/windows.file_event.generated.js'),
  'windows.image_load': () => import('./packs/windows.image_load.generated.js'),
  'windows.network_connection': () => import('./packs/windows.network_connection.generated.js'),
  'windows.powershell': () => import('./packs/windows.powershell.generated.js'),
  'windows.powershell_module': () => import('./packs/windows.powershell_module.generated.js'),
  'windows.process_creation': () => import('./packs/windows.process_creation.generated.js'),
  'windows.registry_event': () => import('./packs/windows.registry_event.generated.js'),
  'windows.registry_set': () => import('./packs/windows.registry_set.generated.js'),
  'windows.security': () => import('./packs/windows.security.generated.js'),
}
