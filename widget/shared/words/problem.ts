import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { Catalogue } from './en.ts'

/** What went wrong, as a sentence: the gateway's own, or ours where no answer came. */
export function problemSentence(problem: GatewayProblem, words: Catalogue): string {
  const own: Readonly<Record<string, string>> = words.problems
  return problem.detail || own[problem.code] || words.problems['gateway-unreadable']
}
