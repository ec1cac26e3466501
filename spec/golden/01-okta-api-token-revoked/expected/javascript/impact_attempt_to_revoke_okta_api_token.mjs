// From Elastic rule 676cff2b-450b-4cf1-8ed2-c0c58a4a2dd7 by Elastic (Elastic License v2). Condition: exact.
export const rule = {
  id: "676cff2b-450b-4cf1-8ed2-c0c58a4a2dd7",
  title: "Attempt to Revoke Okta API Token",
  fields: ["eventType"],
};

/** @param {unknown} event an Okta System Log event @returns {boolean} */
export function matches(event) {
  return has(event?.eventType, "system.api_token.revoke");
}

const has = (value, wanted) => value === wanted || (Array.isArray(value) && value.includes(wanted));
