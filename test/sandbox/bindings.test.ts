import { expect, test } from 'vitest'
import { createChatwoot, ChatwootSettingsSchema } from '../../src/hosts/chatwoot/index.ts'
import { silentLog } from '../../src/hosts/log.ts'
import { stand } from './stand.ts'

/** What the gateway knows of every contact by itself. */
const KNOWN = ['contact.name', 'contact.phone', 'contact.email']

test('what the demo binds are variables of its templates, and fields that its records have (R-TPL-6)', async () => {
  const { workspaceHost, templateBindings } = await stand({ dialect: 'chatwoot', seed: 'demo' })
  const settings = ChatwootSettingsSchema.parse(workspaceHost)
  const host = createChatwoot(settings, { fetch, now: () => new Date(), log: silentLog })
  const [line] = await host.lines.list()
  const templates = await host.templates!.list(line!, 'whatsapp')
  const fields = await host.records!.fields!({ type: 'contact', id: 'c-1' })
  const known = new Set([...KNOWN, ...fields.map(({ id }) => id)])
  expect(templateBindings.length).toBeGreaterThan(0)
  for (const { template, variable, field } of templateBindings) {
    const meant = templates.filter(({ id }) => template === '*' || id === template)
    expect({ template, names: meant.flatMap(({ variables }) => variables.map(({ name }) => name)) }).toEqual({
      template,
      names: expect.arrayContaining([variable]),
    })
    expect(known).toContain(field)
  }
  expect(fields.find(({ id }) => id === 'contact.last_order')?.value).toBe('15')
})
