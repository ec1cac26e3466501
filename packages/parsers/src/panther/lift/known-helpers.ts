/**
 * The helpers that Panther documents and most rules use, by the module that rules import them from, in our own words: for
 * rules whose helpers are not among the files.
 */
export const KNOWN_HELPERS: Readonly<Record<string, string>> = {
  panther_aws_helpers: `
def aws_cloudtrail_success(event):
    return not (event.get("errorCode") or event.get("errorMessage"))
`,
}
