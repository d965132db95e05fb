import { stand, type Stand } from './stand.ts'

export const authorization = `Basic ${Buffer.from('firstline@northwind.example:sandbox-token').toString('base64')}`

/** A HelpDeskEddy of one test, asked with the tenant's key. */
export async function desk(options: Parameters<typeof stand>[0] = {}) {
  const sandbox = await stand({ dialect: 'helpdeskeddy', seed: 'demo', ...options })
  const ask: Stand['ask'] = (method, path, body, headers = {}) =>
    sandbox.ask(method, `/api/v2/${path}`, body, { authorization, ...headers })
  const profile = (patch: object) => sandbox.ask('POST', '/_sandbox/profile', patch)
  return { ...sandbox, ask, profile }
}
