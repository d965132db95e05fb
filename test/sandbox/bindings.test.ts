import { expect, test } from 'vitest'
import { createChatwoot, ChatwootSettingsSchema } from '../../src/hosts/chatwoot/index.ts'
import { createEdna, EdnaSettingsSchema } from '../../src/hosts/edna/index.ts'
import { silentLog } from '../../src/hosts/log.ts'
import type { Host } from '../../src/hosts/port.ts'
import { stand } from './stand.ts'

const ALONE = { fetch, now: () => new Date(), log: silentLog }
/** What the gateway knows of every contact by itself. */
const KNOWN = ['contact.name', 'contact.phone', 'contact.email']

const HOSTS = {
  chatwoot: (settings: unknown): Host => createChatwoot(ChatwootSettingsSchema.parse(settings), ALONE),
  edna: (settings: unknown): Host => createEdna(EdnaSettingsSchema.parse(settings), ALONE),
}

test.each([
  ['chatwoot', '15'],
  ['edna', '15'],
] as const)(
  'what the demo of %s says of variables is of its templates, and it binds fields of its records (R-TPL-5, R-TPL-6)',
  async (dialect, order) => {
    const { workspaceHost, templateBindings, templateVariables } = await stand({ dialect, seed: 'demo' })
    const host = HOSTS[dialect](workspaceHost)
    const lines = await host.lines.list()
    const channels = ['whatsapp', 'viber'] as const
    const templates = (
      await Promise.all(
        lines.flatMap((line) => channels.map((channel) => host.templates!.list(line, channel))),
      )
    ).flat()
    const fields = await host.records!.fields!({ type: 'contact', id: 'c-1' })
    const known = new Set([...KNOWN, ...fields.map(({ id }) => id)])
    expect(templateBindings.length).toBeGreaterThan(0)
    for (const { template, variable, field } of templateBindings) {
      const meant = templates.filter(({ id }) => template === '*' || id === template)
      expect({
        template,
        names: meant.flatMap(({ variables }) => variables.map(({ name }) => name)),
      }).toEqual({
        template,
        names: expect.arrayContaining([variable]),
      })
      expect(known).toContain(field)
    }
    const named = new Set(
      templates.flatMap(({ id, variables }) => variables.map(({ name }) => `${id} ${name}`)),
    )
    for (const { template, variable } of templateVariables) expect(named).toContain(`${template} ${variable}`)
    expect(templateVariables.map(({ date }) => date ?? 'list')).toEqual(
      expect.arrayContaining(['day-month', 'list']),
    )
    expect(fields.find(({ id }) => id === 'contact.last_order')?.value).toBe(order)
  },
)
