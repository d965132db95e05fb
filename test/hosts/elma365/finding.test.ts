import { describe, expect, test } from 'vitest'
import type { SendRequest } from '../../../src/hosts/port.ts'
import { adapterOver, REQUEST, wireMessage, wireSession, type Asked } from './adapter.ts'

const AT = '2026-11-20T11:00:00Z'
type Run = Record<string, unknown>
const run = (id: string, mark: string | null, patch: object = {}): Run => ({
  __id: id,
  __createdAt: AT,
  state: 'done',
  ...(mark !== null && { context: { request_key: mark } }),
  ...patch,
})

/** A host with these runs (newest first) and these messages in Pavel's session. */
function host(runs: Run[], messages: unknown[] = [], listed = (run: Run): Run => run, most = 100) {
  return adapterOver(({ path, body }: Asked) => {
    if (path === '/script/sessions') return { sessions: [wireSession()] }
    if (path === '/script/messages') return { messages }
    const { from = 0, size = 0 } = body as { from?: number; size?: number }
    if (path.endsWith('/list'))
      return {
        success: true,
        result: { total: runs.length, result: runs.slice(from, from + Math.min(size, most)).map(listed) },
      }
    const known = runs.find(({ __id }) => path === `/pub/v1/bpm/instance/${String(__id)}/get`)
    return known
      ? { success: true, result: known }
      : Response.json({ success: false, error: '' }, { status: 404 })
  })
}

const find = (from: ReturnType<typeof host>, patch: Partial<SendRequest> = {}, reference?: string) =>
  from.host.sender.find({ ...REQUEST, ...patch }, reference === undefined ? null : { reference })

const others = (count: number) => Array.from({ length: count }, (_, nth) => run(`i-${nth}`, `other-${nth}`))

const bare = ({ context: _context, ...rest }: Run): Run => rest

describe('a run is found', () => {
  test('by its reference, or by its mark far back in the list', async () => {
    const known = host([...others(250), run('mine', 'mark-1', { state: 'running' })])
    expect(await find(known, {}, 'mine')).toEqual({ state: 'pending', reference: 'mine' })
    expect(await find(known)).toEqual({ state: 'pending', reference: 'mine' })
  })

  test('on a host that gives smaller pages than asked for', async () => {
    const known = host([...others(250), run('mine', 'mark-1', { state: 'running' })], [], (run) => run, 30)
    expect(await find(known)).toEqual({ state: 'pending', reference: 'mine' })
  })

  test('or proved absent when the whole list has been read', async () => {
    expect(await find(host(others(250)))).toEqual({ state: 'absent' })
    expect(await find(host([]))).toEqual({ state: 'absent' })
  })

  test('or not told: a list without end proves nothing', async () => {
    expect(await find(host(others(6000)))).toEqual({ state: 'unknowable' })
  })

  test('but runs from before the intention was planned are not looked through', async () => {
    const old = others(6000).map((other, nth) => ({
      ...other,
      __createdAt: new Date(Date.parse(AT) - nth * 3_600_000).toISOString(),
    }))
    const known = host(old)
    expect(await find(known, { plannedAt: AT })).toEqual({ state: 'absent' })
    expect(known.asked.length).toBeLessThan(5)
  })

  test('and a list that is not the newest first is read to its end all the same', async () => {
    const backwards = others(250).map((other, nth) => ({
      ...other,
      __createdAt: new Date(Date.parse(AT) - (250 - nth) * 3_600_000).toISOString(),
    }))
    const mine = run('mine', 'mark-1', { state: 'running' })
    expect(await find(host([...backwards, mine]), { plannedAt: AT })).toEqual({
      state: 'pending',
      reference: 'mine',
    })
  })

  test('by reading runs one by one where the list does not show what they were started with', async () => {
    const known = host([run('other', 'other'), run('mine', 'mark-1', { state: 'running' })], [], bare)
    expect(await find(known)).toEqual({ state: 'pending', reference: 'mine' })
  })

  test('or not told, when nothing shows what a run was started with', async () => {
    expect(await find(host([run('i-1', null)]))).toEqual({ state: 'unknowable' })
  })

  test('never absent once the host had given a reference', async () => {
    expect(await find(host([run('other', 'other')]), {}, 'gone')).toEqual({ state: 'unknowable' })
  })

  test('failed with the words of the host, in whatever place its state stands', async () => {
    for (const state of [{ state: 'failed' }, { state: undefined, __status: { code: 'Error' } }])
      expect(await find(host([run('mine', 'mark-1', { ...state, error: 'No such line' })]))).toEqual({
        state: 'failed',
        text: 'No such line',
      })
  })

  test('an error, when its state is a word that we do not know', async () => {
    await expect(find(host([run('mine', 'mark-1', { state: 'dreaming' })]))).rejects.toMatchObject({
      code: 'unexpected-answer',
    })
  })
})

const sent = (id: string, at: string, body: string = REQUEST.text) =>
  wireMessage(id, at, { fromClient: false, body })

describe('the message of a finished run', () => {
  test('is the earliest of ours with this text after the start of the run', async () => {
    const messages = [
      sent('earlier', '2026-11-20T10:59:58Z'),
      wireMessage('theirs', '2026-11-20T11:00:01Z', { body: REQUEST.text }),
      sent('other text', '2026-11-20T11:00:01Z', 'Something else'),
      sent('mine', '2026-11-20T11:00:02Z', `${REQUEST.text}\r\n`),
      sent('later', '2026-11-20T11:00:03Z'),
    ]
    expect(await find(host([run('i', 'mark-1')], messages))).toEqual({
      state: 'sent',
      sessionId: 's-1',
      messageId: 'mine',
      places: [
        { sessionId: 's-1', messageId: 'mine' },
        { sessionId: 's-1', messageId: 'later' },
      ],
    })
  })

  test('is looked for in the session it was meant for, also when that is bound to nobody', async () => {
    const known = host([run('i', 'mark-1')], [sent('mine', '2026-11-20T11:00:02Z')])
    expect(await find(known, { contactId: '', sessionId: 's-7' })).toEqual({
      state: 'sent',
      sessionId: 's-7',
      messageId: 'mine',
      places: [{ sessionId: 's-7', messageId: 'mine' }],
    })
    expect(known.asked.map(({ path }) => path)).not.toContain('/script/sessions')
  })

  test('may be any with these words since then, the earliest first: the same was said twice', async () => {
    const messages = [sent('twin', '2026-11-20T11:00:02Z'), sent('mine', '2026-11-20T11:00:03Z')]
    expect(await find(host([run('i', 'mark-1')], messages))).toMatchObject({
      messageId: 'twin',
      places: [{ messageId: 'twin' }, { messageId: 'mine' }],
    })
  })

  test('may not be found: it is sent all the same', async () => {
    expect(await find(host([run('i', 'mark-1')]))).toEqual({
      state: 'sent',
      sessionId: 's-1',
      messageId: null,
      places: [],
    })
    expect(await find(host([run('i', 'mark-1')]), { address: '+79990000000' })).toEqual({
      state: 'sent',
      sessionId: null,
      messageId: null,
      places: [],
    })
  })
})

const started = async (patch: Partial<SendRequest>, settings: object = {}) => {
  const { host, asked } = adapterOver(() => ({ success: true, data: { __id: 'i-1' } }), settings)
  expect(await host.sender.send({ ...REQUEST, ...patch })).toEqual({ reference: 'i-1' })
  return asked[0]!.body['context']
}

describe('what a process is started with', () => {
  test('is the text, the contact, the account and the mark', async () => {
    expect(await started({})).toEqual({
      text: 'Hello',
      contact: ['c-1'],
      account: { type: 'whatsapp', account: '+79123456789' },
      author: 'system',
      request_key: 'mark-1',
    })
  })

  test('has a subject only where the process takes one', async () => {
    const mail = { channel: 'email', address: 'a@example.com' } as const
    expect(await started({ ...mail, subject: 'Order 15' })).toMatchObject({
      subject: 'Order 15',
      account: { type: 'inbox', account: 'a@example.com' },
    })
    expect(await started({ ...mail, subject: null })).toMatchObject({ subject: '' })
    expect(await started({ subject: 'Order 15' })).not.toHaveProperty('subject')
  })

  test('names the initiator only when that is who owns the token', async () => {
    expect(await started({ operatorId: 'op-1' })).toMatchObject({ author: 'system' })
    expect(await started({ operatorId: 'op-1' }, { tokenOwner: 'op-1' })).toMatchObject({
      author: 'initiator',
    })
    expect(await started({ operatorId: null }, { tokenOwner: 'op-1' })).toMatchObject({ author: 'system' })
  })

  test('keeps the tenant’s own names of types and of the account’s fields', async () => {
    const own = { channelTypes: { whatsapp: 'wa' }, accountKeys: { type: 'kind', address: 'value' } }
    expect(await started({}, own)).toMatchObject({ account: { kind: 'wa', value: '+79123456789' } })
  })

  test('when the host says no with 200, nothing was done, and its words are kept', async () => {
    const { host } = adapterOver(() => ({ success: false, error: 'The variable "text" is required' }))
    await expect(host.sender.send(REQUEST)).rejects.toMatchObject({
      code: 'bad-request',
      happened: 'no',
      hostText: 'The variable "text" is required',
    })
  })

  test('an answer without the instance leaves it open, and names what is missing', async () => {
    const { host } = adapterOver(() => ({ success: true, error: '' }))
    await expect(host.sender.send(REQUEST)).rejects.toMatchObject({
      code: 'unexpected-answer',
      happened: 'maybe',
      message: expect.stringContaining('"context"') as string,
    })
  })

  test('has no contact for a session that is bound to nobody', async () => {
    expect(await started({ contactId: '', sessionId: 's-1' })).toMatchObject({ contact: [] })
  })
})
