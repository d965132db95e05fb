import type { Stand } from '../setup/stand.ts'
import { rate, type Row } from './row.ts'

const CALLS = 200
const WIDTH = 8

/** The process step beside a bare HTTP client that does the same at the host: start the host's process, ask until it is done. */
export async function stepCalls(stand: Stand): Promise<Row[]> {
  const letters = stand.sandbox.engine.store.accounts.filter((account) => account.channel === 'email')
  const letter = (n: number) => {
    const account = letters[n % letters.length]
    if (!account) throw new Error('The demo seed has no account for letters.')
    return account
  }
  const ours = await rate(CALLS, WIDTH, (n) =>
    post(`${stand.gateway}/v1/process-actions/initiative-message`, stand.secret, {
      operationId: `bench-${n}`,
      line: 'line-2',
      to: { contactId: letter(n).contactId },
      channel: 'email',
      message: { subject: 'Order', text: `Your order ${n} is ready` },
      author: 'system',
      onOpenSession: 'write',
      wait: 'accepted',
    }),
  )
  const bare = await rate(CALLS, WIDTH, (n) => bareSend(stand.crm, letter(n), n))
  return [
    {
      name: `Step calls, ${WIDTH} at a time`,
      value: ours,
      unit: 'calls/s',
      beside: { name: 'bare HTTP client at the host', value: bare, ratio: ours / bare },
    },
  ]
}

async function bareSend(
  host: string,
  account: { contactId: string; address: string },
  n: number,
): Promise<void> {
  const path = `${host}/pub/v1/bpm`
  const started = await post(
    `${path}/template/ext_5b1c7a52-3f0e-4c55-9a41-7d1f6c0e2a11/send_line_2/run`,
    'sandbox-token',
    {
      context: {
        contact: [account.contactId],
        account: { type: 'inbox', account: account.address },
        subject: 'Order',
        text: `Your order ${n} is ready`,
        author: 'system',
        request_key: `bare-${n}`,
      },
    },
  )
  const id = (started as { context: { __id: string } }).context.__id
  for (;;) {
    const seen = JSON.stringify(await post(`${path}/instance/${id}/get`, 'sandbox-token', {}))
    if (!/"running"/.test(seen)) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function post(url: string, token: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said: unknown = await answer.json()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(said)}`)
  return said
}
