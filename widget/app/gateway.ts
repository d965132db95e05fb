import { GatewayProblem } from '../../src/gateway/client/index.ts'
import { AppContextSchema, ChallengeSchema, ProofSchema } from '../../src/wire/app.ts'
import type { WireAppContext, WireChallenge } from '../../src/wire/app.ts'
import { ProblemSchema } from '../../src/wire/schemas.ts'
import type { Locale } from '../../src/words/locale.ts'

/** What the app asks of its gateway; who is signed in says the browser's cookie. Each throws GatewayProblem and nothing else. */
export interface AppGateway {
  /** The context of the session that the host's page calls so. */
  context(session: string): Promise<WireAppContext>
  beginSignIn(): Promise<WireChallenge>
  /** Was the note written in this session? Then this browser is signed in. */
  prove(challenge: string, session: string): Promise<boolean>
  signOut(): Promise<void>
}

const PATIENCE_MS = 20_000

/** @param gateway the gateway's address, without `/v1`; it is where this page comes from. */
export function appGateway(gateway: string, workspace: string, locale: () => Locale): AppGateway {
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${gateway}/v1/app/${workspace}/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': locale() },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((cause: unknown) => {
      const late = cause instanceof DOMException && cause.name === 'TimeoutError'
      throw new GatewayProblem(late ? 'gateway-timeout' : 'gateway-unreachable', null, '', {}, cause)
    })
    const json: unknown = answer.status === 204 ? null : await answer.json().catch(() => null)
    if (answer.ok) return json
    const known = ProblemSchema.safeParse(json)
    if (!known.success) throw unreadable(answer.status)
    const { code, detail, ...rest } = known.data
    throw new GatewayProblem(code, answer.status, detail, rest)
  }

  return {
    context: async (session) =>
      checked(AppContextSchema.safeParse(await ask('POST', 'contexts', { session }))),
    beginSignIn: async () => checked(ChallengeSchema.safeParse(await ask('POST', 'sign-in'))),
    prove: async (challenge, session) => {
      const body = { challenge, session }
      return checked(ProofSchema.safeParse(await ask('POST', 'sign-in/proof', body))).operator !== null
    },
    signOut: async () => void (await ask('DELETE', 'sign-in')),
  }
}

type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false }

function checked<T>(read: Parsed<T>): T {
  if (read.success) return read.data
  throw unreadable(200)
}

function unreadable(status: number): GatewayProblem {
  return new GatewayProblem('gateway-unreadable', status, '')
}
