import { expect, test } from 'vitest'
import { afterwards } from './afterwards.ts'
import { attachments } from './attachments.ts'
import { describeWhen } from './when.ts'
import type { Template } from '../../src/domain/template.ts'
import type { Host, RoutingTarget } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'
import { allOf, deliveriesOf, failureOf, messageToPavel, PAVEL, settled } from './steps.ts'

/** What some hosts offer beside sending text; each block runs exactly when the host declares it. */
export function offers(suite: Suite): void {
  const has = (capability: Suite['capabilities'][number]) => suite.capabilities.includes(capability)
  describeWhen(has('templates'))('templates', () => {
    templates(suite)
  })
  describeWhen(has('reach'))('what is known of an account', () => {
    reach(suite)
  })
  describeWhen(has('handOver'))('handing over', () => {
    handOver(suite)
  })
  describeWhen(has('cannedReplies'))('canned replies', () => {
    cannedReplies(suite)
  })
  attachments(suite)
  afterwards(suite)
  describeWhen(has('tags'))('tags', () => {
    test('are words, each once', async () => {
      const { list } = suite.running().host.tags!
      const tags = await list()
      expect(new Set(tags).size).toBe(tags.length)
      expect(tags.every((tag) => tag.trim() !== '')).toBe(true)
    })
  })
}

function templates(suite: Suite): void {
  const list = async () => {
    const { host } = suite.running()
    const { line } = await messageToPavel(host)
    return host.templates!.list(line, PAVEL.channel)
  }

  test('have variables with names of their own, and every place in their texts is one of them', async () => {
    const found = await list()
    expect(found.length).toBeGreaterThan(0)
    for (const { header, body, footer, variables } of found) {
      const names = variables.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      const places = `${header} ${body} ${footer}`.matchAll(/\{\{([^}]+)\}\}/g)
      for (const [, name] of places) expect(names).toContain(name)
      expect(body).not.toBe('')
    }
  })

  test('reach the customer once, filled, even after the window for free text', async () => {
    const { host, oracle } = suite.running()
    for (const template of (await list()).filter(({ variables }) => variables.length > 0)) {
      const variables = filled(template)
      const text = words(template.body, variables)
      const request = await messageToPavel(host, { text, template: { id: template.id, variables } })
      const before = (await oracle.store()).deliveries.length
      expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
      const fresh = (await oracle.store()).deliveries.slice(before)
      expect(fresh).toMatchObject([{ channel: PAVEL.channel, address: PAVEL.address }])
      for (const part of [template.header, template.body, template.footer])
        expect(fresh[0]!.text).toContain(words(part, variables))
    }
  })

  test('that do not exist, or are not filled, prove that nothing was done', async () => {
    const { host, oracle } = suite.running()
    const template = (await list()).find(({ variables }) => variables.length > 0)
    const before = (await oracle.store()).messages.length
    const attempts = [
      { id: 'template-none', variables: {} },
      { id: template!.id, variables: {} },
    ]
    for (const one of attempts) {
      const error = await failureOf(host.sender.send(await messageToPavel(host, { template: one })))
      expect(error).toMatchObject({ kind: 'fix-data', happened: 'no' })
    }
    expect((await oracle.store()).messages).toHaveLength(before)
  })
}

function reach(suite: Suite): void {
  test('is the truth, or nothing', async () => {
    const { host, oracle } = suite.running()
    const { accounts, sessions, messages, lines } = await oracle.store()
    const told: unknown[] = []
    for (const account of accounts.slice(0, 30)) {
      const line = (await host.lines.list()).find(({ channels }) => channels.includes(account.channel))
      if (!line || !lines.some(({ id }) => id === line.id)) continue
      const own = new Set(sessions.filter(({ accountId }) => accountId === account.id).map(({ id }) => id))
      const inbound = messages.filter((one) => own.has(one.sessionId) && one.direction === 'inbound')
      const facts = await host.reach!.facts({ ...account, source: 'account' }, line)
      expect([account.blocked, undefined]).toContain(facts.blocked)
      const lastAt =
        inbound
          .map(({ at }) => at)
          .toSorted()
          .at(-1) ?? null
      const possible = [coarse(suite, lastAt), undefined]
      expect({ account, at: possible }).toEqual({
        account,
        at: expect.arrayContaining([coarse(suite, facts.lastInboundAt)]),
      })
      told.push(facts.blocked, facts.lastInboundAt, facts.enabled)
    }
    expect(told.some((fact) => fact !== undefined)).toBe(true)
  })

  test('follows what the customer does', async () => {
    const { host, oracle } = suite.running()
    const { line, contactId, channel, address } = await messageToPavel(host)
    const account = { id: null, contactId, channel, address, source: 'account' } as const
    const before = await host.reach!.facts(account, line)
    // Some hosts tell whole seconds only.
    await oracle.advanceClock(2000)
    await oracle.customer({ channel, address, action: 'write', text: 'I write again' })
    const after = await host.reach!.facts(account, line)
    // A host that cannot tell goes on saying so.
    expect(after.lastInboundAt === before.lastInboundAt).toBe(before.lastInboundAt === undefined)
  })
}

const commentOn = (host: Host) => (host.policy.handOverComment === false ? null : 'Please go on')

function handOver(suite: Suite): void {
  const openSession = async () => {
    const { host, oracle } = suite.running()
    const request = await messageToPavel(host)
    await settled(host, request, await host.sender.send(request))
    expect(await deliveriesOf(suite.running(), request.text)).toBe(1)
    const { messages } = await oracle.store()
    return messages.find(({ text }) => text === request.text)!.sessionId
  }
  const onHost = async (id: string) =>
    (await suite.running().oracle.store()).sessions.find((one) => one.id === id)!

  test('goes to each kind of target the host offers', async () => {
    const { host } = suite.running()
    const targets = await host.routing!.targets!()
    const kinds = new Set(targets.map(({ kind }) => kind))
    expect(kinds.size).toBeGreaterThan(0)
    for (const kind of kinds) {
      const id = await openSession()
      const { lineId } = await onHost(id)
      const target = targets.find((one) => one.kind === kind && (one.lineIds?.includes(lineId) ?? true))!
      expect(target.name).not.toBe('')
      await host.routing!.handOver!(id, target, commentOn(host), 'op-2')
      const { state, operatorId } = await onHost(id)
      expect(state).not.toBe('closed')
      expect(operatorId).toBe(kind === 'operator' ? target.id : null)
    }
  })

  test('says in whose name its comment is, by the comment’s author or else by its words', async () => {
    const { host, oracle } = suite.running()
    if (host.policy.handOverComment === false) return
    const id = await openSession()
    const [target] = await host.routing!.targets!()
    const { name } = (await host.operators!.get('op-2'))!
    await host.routing!.handOver!(id, target!, 'Please go on', 'op-2')
    const said = suite.handOverComments!(await oracle.store(), id)
    expect(said).toHaveLength(1)
    const inTheirName = { text: 'Please go on', author: 'op-2' }
    expect([inTheirName, { ...said[0], text: `${name}: Please go on` }]).toContainEqual(said[0])
  })

  test('says with it what the policy lets one say, and does nothing for a comment that nobody would see', async () => {
    const { host } = suite.running()
    if (host.policy.handOverComment !== false) return
    const id = await openSession()
    const before = await onHost(id)
    for (const target of await host.routing!.targets!())
      expect(await failureOf(host.routing!.handOver!(id, target, 'Please go on', 'op-2'))).toMatchObject({
        code: 'bad-request',
        happened: 'no',
      })
    expect(await onHost(id)).toEqual(before)
  })

  test('to whom the host does not have changes nothing', async () => {
    const { host } = suite.running()
    const id = await openSession()
    const before = await onHost(id)
    for (const { kind } of await host.routing!.targets!()) {
      const nobody: RoutingTarget = { kind, id: '987654', name: 'Nobody' }
      expect(await failureOf(host.routing!.handOver!(id, nobody, null, 'op-2'))).toMatchObject({
        happened: 'no',
      })
    }
    expect(await onHost(id)).toEqual(before)
  })
}

function cannedReplies(suite: Suite): void {
  test('have titles and words, each once, to the last page', async () => {
    const { host } = suite.running()
    const replies = await allOf((cursor) => host.cannedReplies!.list(cursor, 'op-1'))
    expect(replies.length).toBeGreaterThan(0)
    expect(new Set(replies.map(({ id }) => id)).size).toBe(replies.length)
    for (const { title, text } of replies) expect([title.trim(), text.trim()]).not.toContain('')
  })
}

function coarse({ timesToMs = 1 }: Suite, at: string | null | undefined): number | null | undefined {
  return at === null || at === undefined ? at : Math.floor(Date.parse(at) / timesToMs)
}

function filled({ variables }: Template): Record<string, string> {
  return Object.fromEntries(variables.map(({ name }, nth) => [name, `Value ${nth + 1}`]))
}

/** The words of a part with its variables filled. */
function words(part: string | null, values: Readonly<Record<string, string>>): string {
  return (part ?? '').replaceAll(/\{\{([^}]+)\}\}/g, (_, name: string) => values[name] ?? `no ${name}`)
}
