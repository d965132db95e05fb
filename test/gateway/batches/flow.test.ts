import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { SECRET, type AskOptions, type TestGateway } from '../setup.ts'
import { gatewayBefore, world } from '../with-sandbox.ts'
import { windows1251 } from './pieces.ts'

const LETTER = { line: 'line-2', channel: 'email', message: { subject: 'News', text: 'Hello, {{name}}' } }

function batches(gateway: TestGateway) {
  const ask = (method: string, path: string, options: AskOptions = {}) =>
    gateway.ask(method, `/v1/batches${path}`, { token: SECRET, ...options })
  return {
    ask,
    csv: (file: string | Uint8Array, query: Record<string, string>, headers: Record<string, string> = {}) =>
      ask('POST', `?${new URLSearchParams(query)}`, {
        body: file,
        headers: { 'Content-Type': 'text/csv', ...headers },
      }),
    async done(id: string) {
      const read = async () => (await ask('GET', `/${id}`)).json
      await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe('done')
      return read()
    },
    async table(path: string, locale = 'en'): Promise<Record<string, string>[]> {
      const { text } = await ask('GET', path, { headers: { 'Accept-Language': locale } })
      return parse(text, { columns: true, bom: true })
    },
  }
}

const disposition = (value: string) => ({ 'Content-Disposition': value })

describe('batches over HTTP', () => {
  it('have the name they are given, else that of their file, in answers and in reports', async () => {
    const { ask, csv, table } = batches(await gatewayBefore(await world()))
    const step = JSON.stringify(LETTER)
    const file = 'contactId,name\nc-1,Anna\n'
    await csv(file, { id: 'given', name: 'Spring', step, paused: 'true' }, disposition('filename="a.csv"'))
    const named = {
      "attachment; filename=a.csv; filename*=UTF-8''%D0%92%D0%B5%D1%81%D0%BD%D0%B0.csv": 'Весна.csv',
      'attachment; filename="C:\\\\lists\\\\may; june.csv"': 'may; june.csv',
      'attachment; filename=" "': null,
      attachment: null,
    }
    for (const [n, header] of Object.keys(named).entries())
      await csv(file, { id: `file-${n}`, step, paused: 'true' }, disposition(header))
    await ask('POST', '', {
      body: { id: 'json', name: ' May ', paused: true, step: LETTER, recipients: [{ contactId: 'c-1' }] },
    })
    const { items } = (await ask('GET', '')).json
    const names = Object.fromEntries(
      items.map((each: { batchId: string; name: string | null }) => [each.batchId, each.name]),
    )
    expect(names).toEqual({
      given: 'Spring',
      ...Object.fromEntries(Object.values(named).map((name, n) => [`file-${n}`, name])),
      json: 'May',
    })
    const column = async (id: string) => (await table(`/${id}/results.csv`)).map((row) => row['batch'])
    expect([await column('given'), await column('file-3')]).toEqual([['Spring'], ['file-3']])
    const wrong = await csv(file, { name: 'two\nlines', step })
    expect([wrong.status, wrong.json.fields[0].path]).toEqual([422, 'name'])
  })

  it('a JSON list: everybody once, the same request again is the same batch, another list is a conflict', async () => {
    const there = await world()
    const gateway = await gatewayBefore(there)
    const { ask, done, table } = batches(gateway)
    const recipients = [
      { contactId: 'c-1', variables: { name: 'Anna' } },
      { to: { contactId: 'c-2' }, variables: { name: 'Boris' } },
      { contactId: 'c-1', variables: { name: 'Anna again' } },
      { contactId: 'c-3' },
    ]
    const body = { id: 'spring', step: LETTER, recipients }
    const post = (more: object = {}, headers = {}) => ask('POST', '', { body: { ...body, ...more }, headers })
    const first = await post()
    expect([first.status, first.json.batchId]).toEqual([202, 'spring'])
    expect(await done('spring')).toMatchObject({
      total: 4,
      sent: 2,
      refused: 1,
      skipped: 1,
      failed: 0,
      unknown: 0,
      waiting: 0,
      invalid: 1,
      duplicates: 1,
      // What is said of all rows of a class is nothing of one of them.
      classes: expect.arrayContaining([
        expect.objectContaining({
          code: 'value-missing',
          text: 'The text needs a value that the row does not have.',
        }),
      ]),
    })
    expect(there.arrived('Hello, Anna')).toHaveLength(1)
    expect(there.arrived('Hello, Boris')).toHaveLength(1)
    expect(
      (await table('/spring/results.csv')).map((row) => [row['exit'], row['reason'], row['operationId']]),
    ).toEqual([
      ['sent', '', 'spring:1'],
      ['sent', '', 'spring:2'],
      ['skipped', 'duplicate', ''],
      ['refused', 'value-missing', ''],
    ])

    const again = await post({}, { 'Idempotency-Key': 'spring' })
    expect([again.status, again.json.batchId, again.headers.get('idempotent-replayed')]).toEqual([
      202,
      'spring',
      'true',
    ])
    expect((await post({ recipients: recipients.slice(1) })).json).toMatchObject({
      status: 409,
      code: 'batch-conflict',
    })
    expect((await post({}, { 'Idempotency-Key': 'autumn' })).json.fields).toMatchObject([{ path: 'id' }])
    expect((await ask('GET', '')).json.items).toMatchObject([{ batchId: 'spring', state: 'done' }])
    expect(there.arrived('Hello, Anna')).toHaveLength(1)
    // One operation as every other.
    const { json } = await gateway.ask('GET', '/v1/operations/spring:1', { token: SECRET })
    expect(json).toMatchObject({ exit: 'sent', state: 'sent' })
  })

  it('a file as a spreadsheet of ours leaves it: windows-1251, semicolons, and what is wrong with its rows', async () => {
    const there = await world()
    const { ask, csv, done, table } = batches(await gatewayBefore(there))
    const file = [
      'Почта;name;Комментарий',
      'one@customers.example;Анна;"Любит ""Линею"";звонить утром"',
      '',
      'two@customers.example;=HYPERLINK(1);',
      'TWO@customers.example ;Борис;',
      '7,91235E+10;Вера;',
      ';;',
      'three@customers.example',
      'four@customers.example;;',
      'на деревню;Глеб;',
    ].join('\r\n')
    const { status, json } = await csv(windows1251(file), { id: 'file', step: JSON.stringify(LETTER) })
    expect([status, json.batchId]).toEqual([202, 'file'])
    const end = await done('file')
    expect(end).toMatchObject({ total: 7, sent: 2, refused: 4, skipped: 1 })
    // Of an address that is none nobody knows whether anything is missing from it.
    expect(end.classes).toContainEqual(
      expect.objectContaining({
        code: 'address-malformed',
        text: 'What is written there is not an address of this channel.',
      }),
    )
    expect(end.source).toMatchObject({
      encoding: 'windows-1251',
      separator: ';',
      columns: [{ meaning: 'address' }, { meaning: 'value' }, { name: 'Комментарий', meaning: 'value' }],
    })
    expect(there.arrived('Hello, Анна').map(({ address }) => address)).toEqual(['one@customers.example'])
    const errors = await table('/file/errors.csv', 'ru')
    expect(errors.map((row) => [row['row'], row['line'], row['reason']])).toEqual([
      ['4', '6', 'scientific-notation'],
      ['5', '8', 'wrong-cells'],
      ['6', '9', 'value-missing'],
      ['7', '10', 'address-malformed'],
    ])
    expect(errors[0]?.['text']).toContain('последние цифры потеряны')
    const { json: people } = await ask('GET', '/file/people?state=duplicate')
    expect(people.items).toMatchObject([
      { row: 3, reason: { code: 'duplicate', text: 'Row 2 is for the same person.' } },
    ])
  })

  it('a list that is wrong as a whole is refused with the place, and nothing of it is kept', async () => {
    const { ask, csv } = batches(await gatewayBefore(await world()))
    const step = JSON.stringify(LETTER)
    for (const [file, query, path] of [
      ['имя;возраст\nАнна;5\n', { step }, 'header'],
      ['+79120000000;Анна\n', { step }, 'header'],
      ['phone;email\n1;2\n', { step }, 'header'],
      ['address;name;name\n1;2;3\n', { step }, 'header'],
      ['address;;name\n1;2;3\n', { step }, 'header'],
      ['', { step }, 'line 1'],
      ['address,name\n"a@b.example,Anna\n', { step }, 'line 2'],
      ['address\na@b.example\n', { step: '{' }, 'step'],
      [
        'address\na@b.example\n',
        { step: '{"line":"line-9","message":{"text":"x"},"channel":"email"}' },
        'step.line',
      ],
      ['address\na@b.example\n', { step, id: 'a/b' }, 'id'],
      [
        'address\na@b.example\n',
        { step: JSON.stringify({ ...LETTER, callbackUrl: 'https://10.0.0.1/resume' }) },
        'step.callbackUrl',
      ],
    ] as const) {
      const { status, json } = await csv(file, query)
      expect([status, json.fields?.map((field: { path: string }) => field.path)]).toEqual([422, [path]])
    }
    const typeless = await ask('POST', '', { body: '{}', headers: { 'Content-Type': 'text/plain' } })
    expect(typeless.json.fields).toMatchObject([{ path: 'Content-Type' }])
    const noStep = await ask('POST', '', { body: { recipients: [] } })
    expect(noStep.json.fields).toMatchObject([{ path: 'step' }])
    expect((await ask('GET', '')).json.items).toEqual([])
    expect((await ask('GET', '/nothing')).json).toMatchObject({ status: 404, code: 'unknown-batch' })
    expect((await ask('POST', '/nothing/pause')).status).toBe(404)
  })

  it('waits until it is told to begin, judges without sending, is cancelled for good', async () => {
    const there = await world()
    const { ask, csv, done } = batches(await gatewayBefore(there))
    const file = 'contactId,name\nc-1,Anna\nc-2,Boris\nnobody,X\n'
    const query = { step: JSON.stringify(LETTER) }
    await csv(file, { ...query, id: 'dry', dryRun: 'true' })
    expect(await done('dry')).toMatchObject({ total: 3, wouldSend: 2, refused: 1, sent: 0, dryRun: true })

    await csv(file, { ...query, id: 'held', paused: 'true' })
    expect((await ask('GET', '/held')).json).toMatchObject({ state: 'paused', waiting: 3 })
    expect(there.arrived('Hello, Anna')).toEqual([])
    expect((await ask('POST', '/held/resume')).json.state).toMatch(/running|done/)
    expect(await done('held')).toMatchObject({ sent: 2, refused: 1 })
    const retried = await ask('POST', '/held/retry', { body: { class: 'no-account' } })
    expect(retried.json).toMatchObject({ batchId: 'held', retried: 1 })
    expect(await done('held')).toMatchObject({ sent: 2, refused: 1 })

    await csv(file, { ...query, id: 'off', paused: 'true' })
    expect((await ask('POST', '/off/cancel')).json).toMatchObject({
      state: 'cancelled',
      cancelled: 3,
      waiting: 0,
    })
    expect((await ask('POST', '/off/resume')).json).toMatchObject({ status: 409, code: 'batch-move-refused' })
    expect(there.arrived('Hello, Anna')).toHaveLength(1)
  })
})
