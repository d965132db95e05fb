import { stand, type Stand } from './stand.ts'

export const ACCOUNT = '/api/v1/accounts/3'
/** His way into the WhatsApp inbox. */
export const PAVEL = { source_id: '79123456789', inbox_id: 1, contact_id: 1 }

export const TOKEN = { api_access_token: 'sandbox-token' }

/** A sandbox of one test that speaks as this vendor, asked with the integration's token. */
export async function account(profile: object = {}, seed: 'demo' | 'empty' = 'demo') {
  const sandbox = await stand({ dialect: 'chatwoot', seed })
  await sandbox.ask('POST', '/_sandbox/profile', profile)
  const ask: Stand['ask'] = (method, path, body, headers) =>
    sandbox.ask(method, `${ACCOUNT}${path}`, body, { ...TOKEN, ...headers })
  const customer = (action: string, text = 'Hello') =>
    sandbox.ask('POST', '/_sandbox/customer', {
      channel: 'whatsapp',
      address: '+79123456789',
      action,
      ...(action === 'write' && { text }),
    })
  return { ...sandbox, ask, customer }
}
