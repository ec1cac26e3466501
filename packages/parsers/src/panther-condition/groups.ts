import { type Condition, MAX_DEPTH, TRUE } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { parseLine } from './grammar.js'
import { type LaidOutToken, MAX_CALLS } from './layout.js'
import { joinLines, lowerLine } from './lower.js'
import { type Findings, report, tokenEnd } from './problems.js'
import { conditionTokens } from './tokens.js'
import { reportLineError } from './unexpected.js'

/**
 * Reads the innermost brackets first: each group becomes one token with its condition, so that nesting costs no stack,
 * and each line is read alone, so that one bad line hides no other. Undefined when a line had to be left out.
 */
export function readGroups(tokens: readonly LaidOutToken[], findings: Findings): Condition | undefined {
  const groups = new Map<IToken, Condition>()
  const open: Group[] = [{ bracket: undefined, lines: [[]], broken: false }]
  for (const { token, role } of tokens) {
    const group = open[open.length - 1] as Group
    switch (role) {
      case 'inner':
        lastLine(group).push(token)
        break
      case 'lineEnd':
        group.lines.push([])
        break
      case 'groupOpen':
        // The first of them is the condition itself.
        if (open.length > MAX_DEPTH) return tooDeep(token, `Brackets are nested more than ${MAX_DEPTH} deep.`, findings)
        open.push({ bracket: token, lines: [[]], broken: false })
        break
      case 'tooDeep':
        return tooDeep(token, `Functions are nested more than ${MAX_CALLS} deep.`, findings)
      case 'groupClose':
        if (group.bracket === undefined) {
          report(findings, 'condition/unbalanced', token, 'This bracket closes nothing.', { hint: 'Remove it.' })
          group.broken = true
          break
        }
        open.pop()
        closeGroup(group, token, open[open.length - 1] as Group, groups, findings)
    }
  }
  for (const { bracket } of open.slice(1)) {
    report(findings, 'condition/unbalanced', bracket as IToken, 'This bracket is never closed.', {
      hint: 'Close it with ")".',
    })
  }
  const outer = open[0] as Group
  const condition = readLines(outer, groups, findings)
  return outer.broken || open.length > 1 ? undefined : (condition ?? TRUE)
}

interface Group {
  readonly bracket: IToken | undefined
  readonly lines: IToken[][]
  broken: boolean
}

function lastLine(group: Group): IToken[] {
  return group.lines[group.lines.length - 1] as IToken[]
}

function tooDeep(token: IToken, message: string, findings: Findings): undefined {
  report(findings, 'limit/nesting', token, message, { hint: 'Split the rule, or write it flatter.' })
  return undefined
}

function closeGroup(
  group: Group,
  close: IToken,
  parent: Group,
  groups: Map<IToken, Condition>,
  findings: Findings,
): void {
  const start = (group.bracket as IToken).startOffset
  const type = conditionTokens().tokens.Group
  const token: IToken = {
    image: findings.text.slice(start, tokenEnd(close)),
    startOffset: start,
    endOffset: tokenEnd(close) - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx as number,
  }
  const condition = readLines(group, groups, findings)
  if (group.broken) parent.broken = true
  else if (condition === undefined) {
    report(findings, 'condition/unexpected', close, 'There is nothing between these brackets.', {
      hint: 'Write a condition between them, or remove them.',
    })
    parent.broken = true
  } else groups.set(token, condition)
  lastLine(parent).push(token)
}

/** The lines of a group; undefined when there are none or some were not understood (then it is marked). */
function readLines(group: Group, groups: ReadonlyMap<IToken, Condition>, findings: Findings): Condition | undefined {
  const conditions: Condition[] = []
  for (const line of group.lines) {
    if (line.length === 0) continue
    const parsed = parseLine(line)
    if ('error' in parsed) {
      group.broken = true
      reportLineError(parsed.error, line, findings)
      continue
    }
    const condition = lowerLine(parsed.syntax, groups, findings)
    if (condition === undefined) group.broken = true
    else conditions.push(condition)
  }
  return conditions.length === 0 ? undefined : joinLines(conditions, findings)
}
