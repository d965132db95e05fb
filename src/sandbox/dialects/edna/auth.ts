import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext } from '../../http.ts'
import { readJson, Refusal } from './answers.ts'
import type { ProfileHolder } from './profile.ts'
import { loginOf } from './people.ts'
import { numberOf, TENANT } from './values.ts'

/** By the engine's clock; the vendor names no length (facts, 1.1). */
const TOKEN_MS = 12 * 60 * 60 * 1000

type Role = 'INTEGRATOR' | 'OPERATOR' | 'SUPERVISOR'
interface Login {
  readonly userId: number
  readonly login: string
  readonly role: Role
  readonly until: number
}

export interface Logins {
  mount(app: NodeApp): void
  /** Who asks. Throws 401 for a token that is unknown or has ended. */
  asker(c: NodeContext): Login
}

const LoginBody = z.object({ login: z.string(), password: z.string(), locale: z.string().optional() })

/** The integrator's login, and those of the agents, whose password is `sandbox-token-` and their id. */
export function holdLogins(engine: Engine, profile: ProfileHolder): Logins {
  const tokens = new Map<string, Login>()

  const known = (login: string, password: string): Omit<Login, 'until'> | null => {
    if (login === TENANT.login && password === TENANT.password)
      return { userId: 7000, login, role: 'INTEGRATOR' }
    const agent = engine.store.operators.find((one) => loginOf(one) === login)
    if (!agent || password !== `sandbox-token-${agent.id}`) return null
    const supervises = engine.store.lines.some(({ supervisors }) => supervisors.includes(agent.id))
    return { userId: numberOf(agent.id), login, role: supervises ? 'SUPERVISOR' : 'OPERATOR' }
  }

  return {
    mount(app) {
      app.post('/api/auth/login', async (c) => {
        const { login, password } = await readJson(c, LoginBody)
        const user = known(login, password)
        if (!user) throw new Refusal(401, 'Unauthorized', 'Wrong login or password.')
        const bare = `sandbox-token-${randomUUID()}`
        tokens.set(bare, { ...user, until: engine.now().getTime() + TOKEN_MS })
        const token = profile.now.tokenForm === 'with-bearer' ? `Bearer ${bare}` : bare
        c.header('Authorization', `Bearer ${token}`)
        const shown = user.role === 'INTEGRATOR' ? null : user.login
        return c.json({ userId: user.userId, login: shown, token, role: user.role })
      })
    },
    asker(c) {
      const login = tokens.get(bearerOf(c) ?? '')
      if (!login || engine.now().getTime() >= login.until)
        throw new Refusal(401, 'Unauthorized', 'The token is unknown or has expired.')
      return login
    },
  }
}

/** The token, exactly once behind the word "Bearer": twice is a token that nobody has. */
export function bearerOf(c: NodeContext): string | null {
  return /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}
