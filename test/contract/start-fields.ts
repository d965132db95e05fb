import { expect, test } from 'vitest'
import { assessFields, type FieldValue, type StartField } from '../../src/domain/start-fields.ts'
import type { Channel } from '../../src/domain/words.ts'
import type { Host, SendRequest } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'
import { failureOf, messageToPavel, settled } from './steps.ts'

const ASKS = 'op-1'

/** The host's own fields of a new session (R-MAIL-2, R-MAIL-3, R-AFTER-4), wherever Pavel can be written to. */
export function startFields(suite: Suite): void {
  const ways = async () => {
    const { host } = suite.running()
    const accounts = await host.contacts.accounts('c-1')
    const found = []
    for (const line of await host.lines.list())
      for (const channel of line.channels) {
        const account = accounts.find((one) => one.channel === channel)
        const known = account && (await host.sessions.wroteBefore(account))
        if (!account || (host.policy.channels[channel]?.start !== 'anyone' && !known)) continue
        const fields = await host.startFields!(line, channel, ASKS)
        if (fields.length > 0) found.push({ line, channel, address: account.address, fields })
      }
    expect(found.length).toBeGreaterThan(0)
    return found
  }

  test('are described whole: each once, with choices where one chooses, and what stands there is right', async () => {
    for (const { fields } of await ways()) {
      expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
      const known = fields.flatMap((field) => field.known ?? [])
      expect(new Set(known).size).toBe(known.length)
      for (const { label, kind, choices } of fields) {
        expect(label.trim()).not.toBe('')
        expect(choices.length > 0).toBe(kind === 'list' || kind === 'many')
        expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length)
      }
      const standing = Object.fromEntries(
        fields.flatMap(({ id, initial }) => (initial === null ? [] : [[id, initial]])),
      )
      expect(assessFields(fields, standing).filter(({ code }) => code === 'field-wrong')).toEqual([])
    }
  })

  test('offer the session to whoever asks (R-AFTER-4)', async () => {
    const assignees = (await ways()).flatMap(({ fields }) =>
      fields.filter(({ known }) => known === 'assignee'),
    )
    for (const { initial, choices } of assignees) {
      expect(initial).toBe(ASKS)
      expect(choices.map(({ id }) => id)).toContain(ASKS)
    }
  })

  test.each([true, false])('reach the host, every one of them (yes or no: %s)', async (yes) => {
    const { host, oracle } = suite.running()
    for (const way of await ways()) {
      const values = filled(way.fields, yes)
      expect(assessFields(way.fields, values)).toEqual([])
      const request = await requestFor(host, way, values)
      expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
      const store = await oracle.store()
      const message = store.messages.find(({ text }) => text === request.text)!
      expect(await suite.fieldsOnHost!(store, message)).toMatchObject(values)
    }
  })

  test('that are required and missing are refused by the host, and nothing happens', async () => {
    const { host, oracle } = suite.running()
    for (const way of await ways()) {
      const values = filled(way.fields, false)
      for (const { id } of way.fields.filter(({ required }) => required)) {
        const { [id]: _left, ...rest } = values
        const before = await oracle.store()
        const error = await failureOf(host.sender.send(await requestFor(host, way, rest)))
        expect(error).toMatchObject({ code: 'bad-request', happened: 'no' })
        expect((await oracle.store()).messages).toHaveLength(before.messages.length)
      }
    }
  })

  test('that the host does not have, or values that it does not have, are refused before anything happens', async () => {
    const { host, oracle } = suite.running()
    for (const way of await ways()) {
      const values = filled(way.fields, false)
      const lists = way.fields.filter(({ kind }) => kind === 'list').map(({ id }) => ({ [id]: '987654' }))
      for (const wrong of [{ 'no-such-field': 'x' }, ...lists]) {
        const before = await oracle.store()
        const error = await failureOf(host.sender.send(await requestFor(host, way, { ...values, ...wrong })))
        expect(error).toMatchObject({ kind: 'fix-data', happened: 'no' })
        expect((await oracle.store()).messages).toHaveLength(before.messages.length)
      }
    }
  })
}

/** A value for each field without which the host takes no new session; none where it asks for none. */
export async function requiredFields(
  host: Host,
  line: SendRequest['line'],
  channel: Channel,
): Promise<Values> {
  const fields = (await host.startFields?.(line, channel, ASKS)) ?? []
  return filled(
    fields.filter(({ required }) => required),
    false,
  )
}

function requestFor(
  host: Host,
  way: Pick<SendRequest, 'line' | 'channel' | 'address'>,
  fields: Values,
): Promise<SendRequest> {
  return messageToPavel(host, { ...way, fields, operatorId: ASKS, subject: subjectFor(host, way.channel) })
}

type Values = Record<string, FieldValue>

/** A value for every field: the last of the choices, since the first may be what the host takes anyway. */
function filled(fields: readonly StartField[], yes: boolean): Values {
  return Object.fromEntries(fields.map((field) => [field.id, valueFor(field, yes)]))
}

function valueFor({ kind, choices }: StartField, yes: boolean): FieldValue {
  switch (kind) {
    case 'yes-no':
      return yes
    case 'list':
      return choices.at(-1)!.id
    case 'many':
      return choices.map(({ id }) => id)
    case 'number':
      return '12'
    case 'date':
      return '2026-11-21'
    case 'text':
    case 'long-text':
      return 'Заказ <7741> & "ещё"'
  }
}

function subjectFor({ policy }: Host, channel: Channel): string | null {
  return policy.channels[channel]?.subject === 'none' ? null : 'Order 15'
}
