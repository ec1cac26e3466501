declare module '@iarna/toml/parse-string.js' {
  /** Throws an error with `line`, `col` (from 0) and `pos` where the text is not TOML. */
  const parse: (text: string) => unknown
  export default parse
}
