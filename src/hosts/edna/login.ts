import { HostError } from '../errors.ts'
import { createHttp, type Http, type HttpSettings } from '../http.ts'
import type { EdnaSettings } from './settings.ts'
import { LoginAnswer } from './wire.ts'

/** A login that was good for at least one question. */
interface Login {
  readonly http: Http
}

/**
 * Chat Center, logged in. A token's length of life is not documented: when one has ended (401), a read logs in again and asks
 * once more; a deed is never repeated, but the next one finds a new token.
 */
export function chatCenterOf(
  stand: HttpSettings & { readonly secrets: string[] },
  settings: Pick<EdnaSettings, 'login' | 'password'>,
): Http {
  // A look must not be given the login that has just ended.
  const door = createHttp({ ...stand, look: undefined })
  let current: Promise<Login> | null = null

  const logIn = async (): Promise<Login> => {
    const { token } = await door.read({
      method: 'POST',
      path: 'auth/login',
      json: { login: settings.login, password: settings.password },
      answer: LoginAnswer,
    })
    const bare = bareToken(token)
    // A new one every time, so the last is forgotten with its login; the errors must show neither.
    stand.secrets.push(bare)
    return {
      http: createHttp({ ...stand, headers: { ...stand.headers, authorization: `Bearer ${bare}` } }),
    }
  }
  const login = (): Promise<Login> => {
    if (current) return current
    const asked = logIn()
    current = asked
    asked.catch(() => {
      if (current === asked) current = null
    })
    return asked
  }
  /** Forgets this login, unless another caller has renewed it already. */
  const renew = async (ended: Promise<Login>): Promise<Login> => {
    if (current === ended) current = null
    return login()
  }

  return {
    async read(call) {
      const asked = login()
      const { http } = await asked
      try {
        return await http.read(call)
      } catch (error) {
        if (!isLoggedOut(error)) throw error
        return (await renew(asked)).http.read(call)
      }
    },
    async deed(call) {
      const asked = login()
      const { http } = await asked
      try {
        return await http.deed(call)
      } catch (error) {
        if (!isLoggedOut(error)) throw error
        // Fails with `wrong-credentials` when the login itself is not good any more.
        await renew(asked)
        throw new HostError('The host had ended our login. It is renewed, and this can be tried again.', {
          kind: 'later',
          code: 'host-broken',
          happened: 'no',
          ...(error.hostText !== null && { hostText: error.hostText }),
        })
      }
    },
  }
}

/** The documented token begins with "Bearer " already (facts, 1.1). */
export function bareToken(token: string): string {
  return token.replace(/^(Bearer\s+)+/i, '').trim()
}

function isLoggedOut(error: unknown): error is HostError {
  return error instanceof HostError && error.code === 'wrong-credentials'
}
