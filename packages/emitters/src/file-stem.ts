/**
 * The name of a rule's files, without extension, made from its title or id: lower-case words of ASCII joined by `_`, so
 * nothing in it can name another folder; at most 100 characters; no name that Windows keeps for devices.
 */
export function fileStemOf(text: string): string {
  const words = text
    .slice(0, LONGEST_READ)
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['rule']
  const stem = words.join('_').slice(0, LONGEST).replace(/_$/, '')
  return DEVICES.test(stem) ? `rule_${stem}` : stem
}

const LONGEST = 100
const LONGEST_READ = 10_000
const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/
