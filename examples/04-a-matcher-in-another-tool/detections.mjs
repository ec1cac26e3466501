export const rules = [
  { id: "Okta.APIToken.NewPlace", title: "Okta API Token Created Outside The Office Networks", fields: ["eventType", "client.ipAddress"], matches: RULE_1 },
  { id: "8d1f7f0a-53d8-44f0-9f7d-2e4a7a0c5b04", title: "Okta MFA Bypass Attempted", fields: ["eventType"], matches: RULE_2 },
  { id: "3b7c4a52-6a5e-4f0e-8f6d-5a7b8c9d0e14", title: "Okta Policy Rule Changed By An Unknown Tool", fields: ["eventType", "outcome.result", "client.userAgent.rawUserAgent"], matches: RULE_3 },
];

/** The ids of the rules that the event matches. @param {unknown} event @returns {string[]} */
export function matches(event) {
  const found = [];
  for (const rule of rules) if (rule.matches(event)) found.push(rule.id);
  return found;
}

// From Panther rule Okta.APIToken.NewPlace. Condition: exact.
function RULE_1(event) {
  return (
    has(event?.eventType, "system.api_token.create") &&
    !startsWithAny(IP_ADDRESS_OF(event?.client), ["10.", "192.0.2."])
  );
}

// From Elastic rule 8d1f7f0a-53d8-44f0-9f7d-2e4a7a0c5b04 by Example Security (Apache-2.0). Condition: exact.
function RULE_2(event) {
  return has(event?.eventType, "user.mfa.attempt_bypass");
}

// From Sigma rule 3b7c4a52-6a5e-4f0e-8f6d-5a7b8c9d0e14 by Example Security. Condition: exact.
function RULE_3(event) {
  return (
    startsWith(event?.eventType, "policy.rule.") &&
    has(RESULT_OF(event?.outcome), "SUCCESS") &&
    !containsAny(fold(RAW_USER_AGENT_OF(USER_AGENT_OF(event?.client))), ["mozilla/", "terraform/"])
  );
}

const IP_ADDRESS_OF = (value) => (value === undefined ? value : Array.isArray(value) ? get(value, "ipAddress") : value?.ipAddress);
const RESULT_OF = (value) => (value === undefined ? value : Array.isArray(value) ? get(value, "result") : value?.result);
const USER_AGENT_OF = (value) => (value === undefined ? value : Array.isArray(value) ? get(value, "userAgent") : value?.userAgent);
const RAW_USER_AGENT_OF = (value) => (value === undefined ? value : Array.isArray(value) ? get(value, "rawUserAgent") : value?.rawUserAgent);

const has = (value, wanted) => value === wanted || (Array.isArray(value) && value.includes(wanted));

const startsWith = (value, text) =>
  typeof value === "string" ? value.startsWith(text) : Array.isArray(value) && value.some((item) => typeof item === "string" && item.startsWith(text));

const startsWithAny = (value, texts) =>
  typeof value === "string" ? texts.some((text) => value.startsWith(text)) : Array.isArray(value) && value.some((item) => typeof item === "string" && texts.some((text) => item.startsWith(text)));

const containsAny = (value, texts) =>
  typeof value === "string" ? texts.some((text) => value.includes(text)) : Array.isArray(value) && value.some((item) => typeof item === "string" && texts.some((text) => item.includes(text)));

const fold = (value) => (Array.isArray(value) ? value.map(foldOne) : foldOne(value));

function foldOne(value) {
  if (typeof value !== "string") return value;
  if (/^[\0-\x7f]*$/.test(value)) return value.toLowerCase();
  let folded = "";
  for (const point of value) {
    const lower = point.toLowerCase();
    folded += point === "\u03c2" ? "\u03c3" : [...lower].length === 1 ? lower : point;
  }
  return folded;
}

const own = (value, key) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, key) ? value[key] : undefined;

// A key of an object, or of every object in a list.
const get = (value, key) => (Array.isArray(value) ? value.flatMap((item) => own(item, key) ?? []) : own(value, key));
