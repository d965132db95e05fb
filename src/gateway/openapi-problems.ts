import { PROBLEMS } from './problem-words.ts'
import { HOST_STATUS } from './problems.ts'
import { turnsReadersAway, type Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

const SCHEMA = '#/components/schemas/Problem'
/** With these the caller is told when to come again. */
const LATER: ReadonlySet<string> = new Set([
  'in-progress',
  'batch-in-progress',
  'too-many-tries',
  'journal-unavailable',
  'stopping',
])

/** What a route may answer instead: by status what the gateway itself says no to, and by `default` the failures of the host. */
export function problemAnswers(route: Route): Json {
  const byStatus = Map.groupBy(new Set(codesOf(route)), statusOf)
  const answers = [...byStatus]
    .toSorted(([a], [b]) => a - b)
    .map(([status, codes]) => [String(status), problem(`A problem; ${oneOf(codes)}.`, codes)])
  const hosts = problem('A problem of the host; `code` is a word of the host’s failures.', [])
  return { ...Object.fromEntries(answers), default: hosts }
}

function codesOf(route: Route): readonly string[] {
  const { who, problems = [], body, rawBody, query } = route
  const byContext = who === 'context' || who === 'any' || who === 'operations'
  const bySecret = who === 'secret' || who === 'any' || who === 'operations'
  return [
    ...problems,
    ...(byContext ? ['context-expired', 'context-invalid', 'origin-refused'] : []),
    ...(byContext && turnsReadersAway(route) ? ['read-only'] : []),
    ...(who === 'page' ? ['unknown-workspace', 'origin-refused'] : []),
    ...(bySecret ? ['secret-invalid'] : []),
    ...(body ? ['malformed-json', 'invalid-body', 'body-too-large'] : []),
    ...(rawBody === undefined ? [] : ['invalid-body', 'body-too-large']),
    ...(query ? ['invalid-query'] : []),
    // What is asked for by somebody stands in the journal.
    ...(who === 'open' ? [] : ['journal-unavailable']),
    'internal',
  ]
}

function statusOf(code: string): number {
  const known: Readonly<Record<string, number>> = { ...HOST_STATUS, ...PROBLEMS }
  const status = known[code]
  if (status === undefined) throw new Error(`No route can answer with the problem ${code}: it has no status.`)
  return status
}

const oneOf = (codes: readonly string[]): string =>
  `\`code\` is ${codes.length > 1 ? 'one of ' : ''}${codes.map((code) => `\`${code}\``).join(', ')}`

function problem(description: string, codes: readonly string[]): Json {
  const seconds = { description: 'In how many seconds to ask again.', schema: { type: 'string' } }
  return {
    description,
    ...(codes.some((code) => LATER.has(code)) ? { headers: { 'Retry-After': seconds } } : {}),
    content: { 'application/problem+json': { schema: { $ref: SCHEMA } } },
  }
}
