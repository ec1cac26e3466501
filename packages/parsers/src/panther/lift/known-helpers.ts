/**
 * What the helpers do that most of Panther's own rules call, by the module that rules import them from: for rules whose
 * helpers are not among the files. Facts of panther-analysis (daa10c88) in our own words; those that a rule's repository
 * has go first.
 */
export const KNOWN_HELPERS: Readonly<Record<string, string>> = {
  panther_aws_helpers: `
def aws_cloudtrail_success(event):
    return not (event.get("errorCode") or event.get("errorMessage"))
`,
  panther_azureactivity_helpers: `
def azure_activity_success(event):
    return event.get("resultType") in ("Success", "Succeeded")


def azure_resource_logs_success(event):
    return event.deep_get("properties", "metricResponseType") == "Success"
`,
  panther_azuresignin_helpers: `
def is_sign_in_event(event):
    return event.get("operationName") == "Sign-in activity"


def azure_signin_success(event):
    return event.get("resultSignature") == "SUCCESS"
`,
  panther_msft_helpers: `
def azure_success(event):
    return event.deep_get("properties", "result") == "success"
`,
  panther_auth0_helpers: `
def is_auth0_config_event(event):
    return event.deep_get("data", "details", "request", "channel") == "https://manage.auth0.com/"
`,
  panther_wiz_helpers: `
def wiz_success(event):
    return event.get("status") == "SUCCESS"
`,
  panther_zscaler_helpers: `
def zia_success(event):
    no_error = event.deep_get("event", "errorcode") == "None"
    return no_error and event.deep_get("event", "result") == "SUCCESS"
`,
  panther_tailscale_helpers: `
def is_tailscale_admin_console_event(event):
    return event.deep_get("event", "origin") == "ADMIN_CONSOLE"
`,
  // Codes below 17 are those of gRPC, where only 0 is success.
  panther_kubernetes_helpers: `
def is_failed_request(response_status):
    code = response_status.get("code") if response_status else None
    return isinstance(code, int) and (code >= 400 or 1 <= code <= 16)


def is_system_principal(username):
    if not username:
        return False
    known = (".iam.gserviceaccount.com", "system:serviceaccount:kube-system:", "eks:", "masterclient", "gke-", "azure-")
    if username.startswith(known) or username == "aksService":
        return True
    return username.startswith("system:") and "serviceaccount" not in username


def is_system_namespace(namespace):
    return bool(namespace) and namespace in ("kube-system", "gke-system", "kube-node-lease", "kube-public")
`,
  panther_crowdstrike_fdr_helpers: `
def get_crowdstrike_field(event, field_name, default=None):
    for keys in ((field_name,), ("event", field_name), ("unknown_payload", field_name)):
        found = event.deep_get(*keys)
        if found:
            return found
    return default


def filter_crowdstrike_fdr_event_type(event, name):
    return event.get("p_log_type") == "Crowdstrike.FDREvent" and event.get("fdr_event_type", "") != name
`,
  panther_base_helpers: `
from fnmatch import fnmatch
from ipaddress import ip_address, ip_network


def pattern_match(string_to_match, pattern):
    return fnmatch(string_to_match, pattern)


def pattern_match_list(string_to_match, patterns):
    return any(fnmatch(string_to_match, pattern) for pattern in patterns)


def is_ip_in_network(ip_addr, networks):
    return any(ip_address(ip_addr) in ip_network(network) for network in networks)
`,
}
