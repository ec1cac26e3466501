// Writes packages/core/src/rule/attack-techniques.generated.ts: id, tactics and name of every ATT&CK Enterprise technique.
//   node scripts/make-attack-techniques.mjs <checkout of mitre/cti>/enterprise-attack/attack-pattern <version>
// Only facts are taken. Revoked and deprecated techniques are left out.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, version] = process.argv.slice(2)
if (folder === undefined || version === undefined) {
  console.error('node scripts/make-attack-techniques.mjs <attack-pattern folder> <version>')
  process.exit(3)
}

const TACTICS = {
  'initial-access': '01',
  execution: '02',
  persistence: '03',
  'privilege-escalation': '04',
  'defense-evasion': '05',
  'credential-access': '06',
  discovery: '07',
  'lateral-movement': '08',
  collection: '09',
  exfiltration: '10',
  'command-and-control': '11',
  impact: '40',
  'resource-development': '42',
  reconnaissance: '43',
}

const lines = readdirSync(folder)
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).objects)
  .filter((object) => object.type === 'attack-pattern' && !object.revoked && !object.x_mitre_deprecated)
  .map((object) => {
    const id = object.external_references.find((reference) => reference.source_name === 'mitre-attack').external_id
    const tactics = object.kill_chain_phases.map((phase) => TACTICS[phase.phase_name])
    if (tactics.includes(undefined)) throw new Error(`${id}: unknown tactic`)
    return `${id} ${tactics.sort().join(',')} ${object.name.trim()}`
  })
  .sort()
const text = `/**
 * The techniques of ATT&CK Enterprise ${version}: \`id tactics name\`, where 05 stands for tactic TA0005. Made by
 * scripts/make-attack-techniques.mjs from mitre/cti. (c) The MITRE Corporation; ids and names are reproduced with its
 * permission (https://attack.mitre.org/resources/legal-and-branding/terms-of-use/).
 */
export const ATTACK_TECHNIQUES: readonly string[] = [
${lines.map((line) => `  ${JSON.stringify(line)},`).join('\n')}
]
`
writeFileSync(new URL('../packages/core/src/rule/attack-techniques.generated.ts', import.meta.url), text)
