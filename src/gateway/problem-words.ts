import type { Locale } from '../words/index.ts'
import { english } from './problem-words.en.ts'
import { russian } from './problem-words.ru.ts'

/** What the gateway itself says no to. Failures of the host have their words in `src/words`. */
export const PROBLEMS = {
  'malformed-json': 400,
  'bad-hook': 400,
  'context-expired': 401,
  'context-invalid': 401,
  'secret-invalid': 401,
  'sign-in-needed': 401,
  'sign-in-over': 401,
  'origin-refused': 403,
  'link-invalid': 403,
  'unknown-operator': 403,
  'session-not-yours': 403,
  'read-only': 403,
  'not-found': 404,
  'unknown-workspace': 404,
  'unknown-contact': 404,
  'unknown-session': 404,
  'unknown-operation': 404,
  'unknown-callback': 404,
  'unknown-batch': 404,
  'unknown-attachment': 404,
  'method-not-allowed': 405,
  'operation-conflict': 409,
  'in-progress': 409,
  'session-changed': 409,
  'nothing-to-repeat': 409,
  'nothing-to-judge': 409,
  'draft-conflict': 409,
  'batch-conflict': 409,
  'batch-in-progress': 409,
  'batch-move-refused': 409,
  'body-too-large': 413,
  'upload-quota': 413,
  'invalid-body': 422,
  'invalid-query': 422,
  'not-supported': 422,
  'too-many-tries': 429,
  internal: 500,
  'journal-unavailable': 503,
  stopping: 503,
} as const
/** The code of a problem that the gateway itself names. */
export type GatewayProblem = keyof typeof PROBLEMS

interface Words {
  readonly title: string
  /** `about` fills the gap: a limit, a method, an id of an error. */
  detail(about: string): string
}

/** The words of one language. A missing code is a type error. */
export type ProblemWords = Record<GatewayProblem, Words>

/** What is said of each problem, by language. */
export const PROBLEM_WORDS: Record<Locale, ProblemWords> = { en: english, ru: russian }
