export {
  compileMatcher,
  type Matcher,
  type MatcherOptions,
  type MatcherRule,
  type MatcherStats,
} from './compile-matcher.js'
export type { DecidingLeaf, Explanation } from './explain-match.js'
export type { EventSource } from './log-source.js'
export { type RegexAutomaton, regexAutomaton } from './regex-automaton.js'
