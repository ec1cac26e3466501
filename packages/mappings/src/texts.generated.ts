// Written by scripts/compile-packs.mjs from packages/mappings/packs.
import { text as auth0Logs } from './packs/auth0.logs.generated.js'
import { text as awsCloudtrail } from './packs/aws.cloudtrail.generated.js'
import { text as azureActivity } from './packs/azure.activity.generated.js'
import { text as azureResource } from './packs/azure.resource.generated.js'
import { text as crowdstrikeFdr } from './packs/crowdstrike.fdr.generated.js'
import { text as duoAdmin } from './packs/duo.admin.generated.js'
import { text as duoAuth } from './packs/duo.auth.generated.js'
import { text as entraAudit } from './packs/entra.audit.generated.js'
import { text as entraRisk } from './packs/entra.risk.generated.js'
import { text as entraSignin } from './packs/entra.signin.generated.js'
import { text as gcpAudit } from './packs/gcp.audit.generated.js'
import { text as githubAudit } from './packs/github.audit.generated.js'
import { text as googleWorkspace } from './packs/google_workspace.generated.js'
import { text as k8sAudit } from './packs/k8s.audit.generated.js'
import { text as linuxDnsQuery } from './packs/linux.dns_query.generated.js'
import { text as linuxFileEvent } from './packs/linux.file_event.generated.js'
import { text as linuxNetworkConnection } from './packs/linux.network_connection.generated.js'
import { text as linuxProcessCreation } from './packs/linux.process_creation.generated.js'
import { text as m365Audit } from './packs/m365.audit.generated.js'
import { text as macosDnsQuery } from './packs/macos.dns_query.generated.js'
import { text as macosFileEvent } from './packs/macos.file_event.generated.js'
import { text as macosNetworkConnection } from './packs/macos.network_connection.generated.js'
import { text as macosProcessCreation } from './packs/macos.process_creation.generated.js'
import { text as oktaSystem } from './packs/okta.system.generated.js'
import { text as oneloginEvents } from './packs/onelogin.events.generated.js'
import { text as slackAudit } from './packs/slack.audit.generated.js'
import { text as windowsDnsQuery } from './packs/windows.dns_query.generated.js'
import { text as windowsFileAccess } from './packs/windows.file_access.generated.js'
import { text as windowsFileDelete } from './packs/windows.file_delete.generated.js'
import { text as windowsFileEvent } from './packs/windows.file_event.generated.js'
import { text as windowsFileRename } from './packs/windows.file_rename.generated.js'
import { text as windowsImageLoad } from './packs/windows.image_load.generated.js'
import { text as windowsNetworkConnection } from './packs/windows.network_connection.generated.js'
import { text as windowsPowershell } from './packs/windows.powershell.generated.js'
import { text as windowsPowershellModule } from './packs/windows.powershell_module.generated.js'
import { text as windowsProcessCreation } from './packs/windows.process_creation.generated.js'
import { text as windowsRegistryAdd } from './packs/windows.registry_add.generated.js'
import { text as windowsRegistryDelete } from './packs/windows.registry_delete.generated.js'
import { text as windowsRegistryEvent } from './packs/windows.registry_event.generated.js'
import { text as windowsRegistrySet } from './packs/windows.registry_set.generated.js'
import { text as windowsSecurity } from './packs/windows.security.generated.js'

/** The data of all packs, as JSON. */
export const TEXTS: Readonly<Record<string, string>> = {
  'auth0.logs': auth0Logs,
  'aws.cloudtrail': awsCloudtrail,
  'azure.activity': azureActivity,
  'azure.resource': azureResource,
  'crowdstrike.fdr': crowdstrikeFdr,
  'duo.admin': duoAdmin,
  'duo.auth': duoAuth,
  'entra.audit': entraAudit,
  'entra.risk': entraRisk,
  'entra.signin': entraSignin,
  'gcp.audit': gcpAudit,
  'github.audit': githubAudit,
  'google_workspace': googleWorkspace,
  'k8s.audit': k8sAudit,
  'linux.dns_query': linuxDnsQuery,
  'linux.file_event': linuxFileEvent,
  'linux.network_connection': linuxNetworkConnection,
  'linux.process_creation': linuxProcessCreation,
  'm365.audit': m365Audit,
  'macos.dns_query': macosDnsQuery,
  'macos.file_event': macosFileEvent,
  'macos.network_connection': macosNetworkConnection,
  'macos.process_creation': macosProcessCreation,
  'okta.system': oktaSystem,
  'onelogin.events': oneloginEvents,
  'slack.audit': slackAudit,
  'windows.dns_query': windowsDnsQuery,
  'windows.file_access': windowsFileAccess,
  'windows.file_delete': windowsFileDelete,
  'windows.file_event': windowsFileEvent,
  'windows.file_rename': windowsFileRename,
  'windows.image_load': windowsImageLoad,
  'windows.network_connection': windowsNetworkConnection,
  'windows.powershell': windowsPowershell,
  'windows.powershell_module': windowsPowershellModule,
  'windows.process_creation': windowsProcessCreation,
  'windows.registry_add': windowsRegistryAdd,
  'windows.registry_delete': windowsRegistryDelete,
  'windows.registry_event': windowsRegistryEvent,
  'windows.registry_set': windowsRegistrySet,
  'windows.security': windowsSecurity,
}
