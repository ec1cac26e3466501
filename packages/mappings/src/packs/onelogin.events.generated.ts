// Written by scripts/compile-packs.mjs from packages/mappings/packs.
export const text =
  '{"id":"onelogin.events","platforms":{"elastic":{"unlisted":"absent"},"panther":{"logTypes":["OneLogin.Events"],"routing":[{"field":"p_log_type","value":"OneLogin.Events","write":false}],"tags":["OneLogin"],"actor":{"path":["actor_user_name"],"label":"actor"}},"sigma":{"logsource":{"product":"onelogin","service":"onelogin.events"}},"vendor":{"eventName":"OneLogin event"}},"fields":[],"prefixes":[{"path":"","names":{}}]}'
