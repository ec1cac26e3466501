/** The text of each document of a YAML stream, with its comments: a line of three hyphens begins the next. */
export function documentTexts(text: string): readonly { readonly start: number; readonly text: string }[] {
  const starts = [
    0,
    ...[...text.matchAll(/^---(?=[ \t\r\n]|$).*(?:\n|$)/gm)].map((mark) => mark.index + mark[0].length),
  ]
  const marks = [...text.matchAll(/^---(?=[ \t\r\n]|$).*(?:\n|$)/gm)].map((mark) => mark.index)
  return starts.map((start, i) => ({ start, text: text.slice(start, marks[i] ?? text.length) }))
}
