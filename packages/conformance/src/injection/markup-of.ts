/** Tags, links, images, headings and columns that the text made, outside of fenced blocks. */
export function markupOf(page: string): readonly string[] {
  const found: string[] = []
  let fence: string | undefined
  let columns: number | undefined
  for (const line of page.split('\n')) {
    const marks = /^`{3,}/.exec(line)?.[0]
    if (fence !== undefined) {
      if (line === fence) fence = undefined
      continue
    }
    if (marks !== undefined) {
      fence = line
      if (line !== marks) found.push(line)
      continue
    }
    const bare = line.replace(/\\./g, '').replace(/`code\/[a-z-]+`|`[a-z]+\/[a-z-]+`/g, '')
    if (/<(?!https?:\/\/[^<>\s]*>)|\]\(|`|[\u202a-\u202e\u2066-\u2069\u001b\0]/.test(bare)) found.push(line)
    const cells = bare.startsWith('|') ? bare.split('|').length : undefined
    if (cells !== undefined && columns !== undefined && cells !== columns) found.push(line)
    columns = cells
  }
  if (fence !== undefined) found.push('a fence that stays open')
  return found
}
