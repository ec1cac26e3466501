/** The log sources whose numbers are promised: rules of the cloud and of identity, on three platforms. */
export const PROMISED = ['aws.cloudtrail', 'okta.system', 'gcp.audit', 'azure.activity', 'github.audit', 'k8s.audit']
