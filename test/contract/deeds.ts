import { expect, test } from 'vitest'
import type { Suite } from './host-contract.ts'
import { deliveriesOf, failureOf, messageToPavel, settled } from './steps.ts'
import { describeWhen } from './when.ts'

/** What may be done in a session at any time: notes among the staff, tags, and opening it again. */
export function deeds(suite: Suite): void {
  const has = (capability: Suite['capabilities'][number]) => suite.capabilities.includes(capability)
  const openSession = async () => {
    const { host, oracle } = suite.running()
    const request = await messageToPavel(host)
    await settled(host, request, await host.sender.send(request))
    const { messages } = await oracle.store()
    return messages.find(({ text }) => text === request.text)!.sessionId
  }
  const notesOn = async (sessionId: string) =>
    suite.notes!.onHost(await suite.running().oracle.store(), sessionId)
  const onHost = async (id: string) =>
    (await suite.running().oracle.store()).sessions.find((one) => one.id === id)!

  describeWhen(has('notes'))('a note', () => {
    let numbers = 0
    const note = (sessionId: string) => {
      numbers += 1
      const mark = `note-${process.pid}-${numbers}`
      const plannedAt = new Date().toISOString()
      return { mark, sessionId, operatorId: 'op-2', text: `She is angry (${numbers})`, plannedAt }
    }

    test('stands on the host for the staff alone, in the author’s name where the host has one', async () => {
      const { host } = suite.running()
      const asked = note(await openSession())
      await host.notes!.add(asked)
      expect(await deliveriesOf(suite.running(), asked.text)).toBe(0)
      // Whoever may write in an operator's name is read back as them.
      const author = await host.identity?.authorOfNote(asked.sessionId, asked.text)
      expect(['op-2', null, undefined]).toContain(author)
      expect(await notesOn(asked.sessionId)).toEqual([asked.text])
    })

    test('whose answer was lost is found, or nobody can tell; it is never left again', async () => {
      const { host, oracle } = suite.running()
      const asked = note(await openSession())
      await oracle.fault({ on: suite.notes!.fault, kind: 'lost-after' })
      expect(await failureOf(host.notes!.add(asked))).toMatchObject({ happened: 'maybe' })
      expect((await host.notes!.find(asked)).state).toBe('sent')
      const other = note(asked.sessionId)
      const { state } = await host.notes!.find(other)
      expect(state).toBe(host.notes!.certainty === 'findable' ? 'absent' : 'unknowable')
      expect(await notesOn(asked.sessionId)).toHaveLength(1)
    })

    test('has no place in a session that does not exist', async () => {
      const { host } = suite.running()
      expect(await failureOf(host.notes!.add(note('s-none')))).toMatchObject({
        code: 'unknown-id',
        happened: 'no',
      })
    })
  })

  describeWhen(has('reopen'))('a closed session', () => {
    test('lives again, and one that lives stays as it is', async () => {
      const { host, oracle } = suite.running()
      const id = await openSession()
      await oracle.close(id)
      await host.routing!.reopen!(id)
      await host.routing!.assign(id, 'op-2')
      expect(await onHost(id)).toMatchObject({ state: 'active', operatorId: 'op-2', closedAt: null })
      await host.routing!.reopen!(id)
      expect(await onHost(id)).toMatchObject({ state: 'active', operatorId: 'op-2' })
    })
    test('that does not exist cannot', async () => {
      const error = await failureOf(suite.running().host.routing!.reopen!('s-none'))
      expect(error).toMatchObject({ code: 'unknown-id', happened: 'no' })
    })
  })

  describeWhen(has('tags'))('tags', () => {
    test('are added to those that a session has, which it tells (R-TAG-1)', async () => {
      const { host } = suite.running()
      const id = await openSession()
      const [first, second] = await host.tags!.list()
      await host.tags!.add(id, [first!])
      await host.tags!.add(id, [first!, second!])
      expect((await onHost(id)).tags).toEqual([first, second])
      expect(await host.tags!.of(id)).toEqual([first, second])
      expect(await host.tags!.of('s-none')).toEqual([])
    })
  })
}
