import { describe, expect, test } from 'vitest'
import type { Suite } from './host-contract.ts'
import { allOf, deliveriesOf, failureOf, messageToPavel, PAVEL, settled } from './steps.ts'

/** Capabilities that a host may have or not: reach, templates, canned replies, tags, handing over. */
export function moreCapabilities(suite: Suite): void {
  const has = (capability: Suite['capabilities'][number]) => suite.capabilities.includes(capability)
  const pavelsLine = async () =>
    (await suite.running().host.lines.list()).find(({ id }) => id === PAVEL.lineId)!
  const openSession = async () => {
    const { host, oracle } = suite.running()
    const request = await messageToPavel(host)
    await settled(host, request, await host.sender.send(request))
    return (await oracle.store()).messages.find(({ text }) => text === request.text)!.sessionId
  }

  describe.runIf(has('reach'))('what is known of an account', () => {
    test('is when it wrote last on that line, as the host has it, and never a guess', async () => {
      const { host, oracle } = suite.running()
      const { accounts, sessions, messages } = await oracle.store()
      const lines = await host.lines.list()
      for (const account of accounts.slice(0, 20)) {
        const line = lines.find(({ channels }) => channels.includes(account.channel))
        if (!line) continue
        const own = new Set(sessions.filter((one) => one.accountId === account.id).map(({ id }) => id))
        const times = messages.filter((one) => own.has(one.sessionId) && one.direction === 'inbound')
        const last =
          times
            .map(({ at }) => at)
            .toSorted()
            .at(-1) ?? null
        const facts = await host.reach!.facts({ ...account, source: 'account' }, line)
        if (facts.lastInboundAt === undefined) continue
        expect({ account, at: coarse(facts.lastInboundAt) }).toEqual({ account, at: coarse(last) })
      }
    })
    test('is never a block of somebody who is not blocked', async () => {
      const { host, oracle } = suite.running()
      const account = (await oracle.store()).accounts.find((one) => one.contactId === PAVEL.contactId)!
      const { blocked } = await host.reach!.facts({ ...account, source: 'account' }, await pavelsLine())
      expect([false, undefined]).toContain(blocked)
    })
  })

  describe.runIf(has('templates'))('templates', () => {
    test('have names of their own for every variable, and each stands in the texts or on a button', async () => {
      const { host } = suite.running()
      const templates = await host.templates!.list(await pavelsLine(), PAVEL.channel)
      expect(templates.length).toBeGreaterThan(0)
      expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length)
      for (const { header, body, variables } of templates) {
        const names = variables.map(({ name }) => name)
        expect(new Set(names).size).toBe(names.length)
        for (const { name, part } of variables.filter((one) => one.part !== 'button'))
          expect({ header, body }[part as 'header' | 'body']).toContain(`{{${name}}}`)
        const holes = `${header ?? ''} ${body}`.matchAll(/\{\{(\w+)\}\}/g)
        for (const [, name] of holes) expect(names).toContain(name)
      }
    })
    test('reach the customer with their variables filled, and are found again', async () => {
      const { host, oracle } = suite.running()
      const templates = await host.templates!.list(await pavelsLine(), PAVEL.channel)
      for (const template of templates) {
        const values = template.variables.map(({ name }, at) => [name, `value ${at}`] as const)
        const before = (await oracle.store()).deliveries.length
        const request = await messageToPavel(host, {
          template: { id: template.id, variables: Object.fromEntries(values) },
        })
        expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
        const { deliveries } = await oracle.store()
        expect(deliveries).toHaveLength(before + 1)
        for (const { name } of template.variables.filter(({ part }) => part !== 'button'))
          expect(deliveries.at(-1)!.text).toContain(Object.fromEntries(values)[name])
      }
    })
    test('that do not exist, or with a variable left out, prove that nothing was done', async () => {
      const { host, oracle } = suite.running()
      const templates = await host.templates!.list(await pavelsLine(), PAVEL.channel)
      const withHole = templates.find(({ variables }) => variables.length > 0)!
      const before = (await oracle.store()).messages.length
      for (const id of ['no-such-template', withHole.id]) {
        const request = await messageToPavel(host, { template: { id, variables: {} } })
        expect(await failureOf(host.sender.send(request))).toMatchObject({ happened: 'no' })
      }
      expect((await oracle.store()).messages).toHaveLength(before)
    })
  })

  test.runIf(has('cannedReplies'))('canned replies have a title and a text, each once', async () => {
    const { host } = suite.running()
    const replies = await allOf((cursor) => host.cannedReplies!.list(cursor))
    expect(replies.length).toBeGreaterThan(0)
    expect(new Set(replies.map(({ id }) => id)).size).toBe(replies.length)
    for (const { title, text } of replies) expect([title, text]).not.toContain('')
  })

  test.runIf(has('tags'))('a message goes out with tags from the list', async () => {
    const { host } = suite.running()
    const tags = await host.tags!.list()
    expect(tags.length).toBeGreaterThan(0)
    const request = await messageToPavel(host, { tags: tags.slice(0, 2) })
    expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
    expect(await deliveriesOf(suite.running(), request.text)).toBe(1)
  })

  describe.runIf(has('handOver'))('handing over', () => {
    test('gives a session to an operator, with a comment that the customer never sees', async () => {
      const { host, oracle } = suite.running()
      const targets = await host.routing!.targets!()
      const irina = targets.find(({ kind, id }) => kind === 'operator' && id === 'op-2')
      const target = irina ?? targets[0]!
      const id = await openSession()
      await host.routing!.handOver!(id, target, 'He wants a refund')
      const session = (await oracle.store()).sessions.find((one) => one.id === id)!
      expect(session.operatorId).toBe(irina ? 'op-2' : session.operatorId)
      expect(await deliveriesOf(suite.running(), 'He wants a refund')).toBe(0)
      const { items } = await host.sessions.messages(id, null)
      expect(items.map(({ text }) => text)).not.toContain('He wants a refund')
    })
    test('to nobody that exists is refused', async () => {
      const { host } = suite.running()
      const [target] = await host.routing!.targets!()
      const id = await openSession()
      const nobody = { ...target!, id: 'none-999999' }
      expect(await failureOf(host.routing!.handOver!(id, nobody, null))).toMatchObject({ happened: 'no' })
    })
  })

  const coarse = (at: string | null) =>
    at === null ? null : Math.floor(Date.parse(at) / (suite.timesToMs ?? 1))
}
