import { stand as anyStand } from './stand.ts'

export const CENTER = '/chat-center/api'
export const DEVICE = { channelType: 'WHATSAPP', deviceAddress: '79123456789', clientId: 'c-1' }
export const HOUR_MS = 3_600_000
export const INTEGRATOR = { login: 'crm_integrator', password: 'sandbox-token-integrator' }

/** The sandbox as edna, with the integrator logged in. */
export async function stand(seed: 'demo' | 'empty' = 'demo') {
  const there = await anyStand({ dialect: 'edna', seed })
  const logIn = async (who: { login: string; password: string } = INTEGRATOR) => {
    const { json } = await ask(there.url, 'POST', `${CENTER}/auth/login`, who, {})
    return { authorization: json.token as string }
  }
  const integrator = await logIn()
  return {
    ...there,
    logIn,
    center: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      ask(there.url, method, `${CENTER}/v1/${path}`, body, { ...integrator, ...headers }),
    pulse: (path: string, body: unknown) =>
      ask(there.url, 'POST', `/pulse/api/${path}`, body, { 'x-api-key': 'sandbox-token-pulse' }),
    write: (words = 'Hi') =>
      there.engine.customer({
        channel: 'whatsapp',
        address: '+79123456789',
        action: 'write',
        text: words,
      }),
    profile: (patch: object) => there.ask('POST', '/_sandbox/profile', patch),
  }
}

/** Asks over HTTP; answers may have no body. */
export async function ask(
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const words = await response.text()
  return {
    status: response.status,
    json: words === '' ? null : JSON.parse(words),
    headers: response.headers,
  }
}
