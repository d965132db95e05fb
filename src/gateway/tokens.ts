import * as z from 'zod'
import type { RecordRef } from '../domain/words.ts'
import { RecordRefSchema } from '../wire/rules.ts'
import { Problem } from './problems.ts'
import { signed } from './signed.ts'

/** How long a card may work before the host's page has to ask for another context. */
export const CONTEXT_LIFETIME_MS = 10 * 60 * 1000

const AUDIENCE = 'firstline-widget'

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

/** Signs and checks the contexts of cards. */
export function contextTokens(key: string, now: () => Date): ContextTokens {
  const contexts = signed(key, AUDIENCE, now)
  return {
    async issue({ workspaceId, operatorId, record }) {
      const claims = { ws: workspaceId, sub: operatorId, ...(record ? { rec: { ...record } } : {}) }
      const { token, expiresAt } = await contexts.sign(claims, CONTEXT_LIFETIME_MS)
      return { context: token, expiresAt }
    },

    async verify(token) {
      const read = await contexts.read(token)
      if (read === 'expired') throw new Problem('context-expired')
      const claims = ClaimsSchema.safeParse(read)
      if (!claims.success) throw new Problem('context-invalid')
      const { ws, sub, rec, exp } = claims.data
      return {
        workspaceId: ws,
        operatorId: sub,
        record: rec ?? null,
        expiresAt: new Date(exp * 1000),
      }
    },
  }
}

const OPERATIONS_AUDIENCE = 'firstline-operations'

const AdministratorSchema = z.object({ ws: z.string(), sub: z.string().min(1), exp: z.number() })

/** Who may look after the operations of a workspace, until when. */
interface Administrator {
  readonly workspaceId: string
  readonly operatorId: string
}

export interface OperationsTokens {
  issue(administrator: Administrator): Promise<{ context: string; expiresAt: Date }>
  /** `null`: it is a token for something else. @throws Problem `context-expired`. */
  read(token: string): Promise<Administrator | null>
}

/** Signs and checks the contexts of Operations; for an audience of their own, so that no card's context passes for one, nor the reverse. */
export function operationsTokens(key: string, now: () => Date): OperationsTokens {
  const contexts = signed(key, OPERATIONS_AUDIENCE, now)
  return {
    async issue({ workspaceId, operatorId }) {
      const { token, expiresAt } = await contexts.sign(
        { ws: workspaceId, sub: operatorId },
        CONTEXT_LIFETIME_MS,
      )
      return { context: token, expiresAt }
    },

    async read(token) {
      const read = await contexts.read(token)
      if (read === 'expired') throw new Problem('context-expired')
      const claims = AdministratorSchema.safeParse(read)
      return claims.success ? { workspaceId: claims.data.ws, operatorId: claims.data.sub } : null
    },
  }
}
