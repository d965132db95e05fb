import { errors, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import type { RecordRef } from '../domain/words.ts'
import { RecordRefSchema } from '../wire/rules.ts'
import { Problem } from './problems.ts'

/** How long a card may work before the host's page has to ask for another context. */
export const CONTEXT_LIFETIME_MS = 10 * 60 * 1000

const ISSUER = 'firstline'
const AUDIENCE = 'firstline-widget'
const ALGORITHM = 'HS256'

const ClaimsSchema = z.object({
  ws: z.string(),
  sub: z.string().min(1),
  rec: z.optional(RecordRefSchema),
  exp: z.number(),
})

/** What a signed context says: who asks, in which workspace, on which record's card, until when. */
interface CardContext {
  readonly workspaceId: string
  readonly operatorId: string
  readonly record: RecordRef | null
  readonly expiresAt: Date
}

export interface ContextTokens {
  issue(context: Omit<CardContext, 'expiresAt'>): Promise<{ context: string; expiresAt: Date }>
  /** @throws Problem `context-expired` or `context-invalid`. */
  verify(token: string): Promise<CardContext>
}

/** Signs and checks the contexts of cards. The algorithm is fixed, whatever a token says of itself. */
export function contextTokens(key: string, now: () => Date): ContextTokens {
  const secret = new TextEncoder().encode(key)
  return {
    async issue({ workspaceId, operatorId, record }) {
      const issuedAt = Math.floor(now().getTime() / 1000)
      const expiresAt = issuedAt + CONTEXT_LIFETIME_MS / 1000
      const context = await new SignJWT({ ws: workspaceId, ...(record ? { rec: { ...record } } : {}) })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(operatorId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(secret)
      return { context, expiresAt: new Date(expiresAt * 1000) }
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          currentDate: now(),
          requiredClaims: ['exp', 'sub'],
        })
        const claims = ClaimsSchema.parse(payload)
        return {
          workspaceId: claims.ws,
          operatorId: claims.sub,
          record: claims.rec ?? null,
          expiresAt: new Date(claims.exp * 1000),
        }
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new Problem('context-expired')
        if (error instanceof errors.JOSEError || error instanceof z.ZodError)
          throw new Problem('context-invalid')
        throw error
      }
    },
  }
}
