import * as z from 'zod'
import { HOST_ERROR_CODES } from '../../hosts/errors.ts'
import { readerFindings } from '../../outbound/index.ts'
import { defineRoute, json } from '../route.ts'

const FindingSchema = z.object({
  ok: z.boolean(),
  about: z.string().describe('What was looked at.'),
  text: z.string().describe('A sentence for an administrator, in the language of the asker.'),
  code: z.enum(HOST_ERROR_CODES).nullable().describe('What kind of thing is wrong; null: nothing.'),
  detail: z
    .string()
    .nullable()
    .describe('The host’s own words, or where its answer is another than we know; as they are.'),
})

/** What a probe of the host has found. */
export const ProbeSchema = z.object({
  ok: z.boolean().describe('Is everything as it must be?'),
  findings: z.array(FindingSchema),
})

/** Whether the host behind the workspace can be worked with as it is set up. */
export const probeHost = defineRoute({
  method: 'GET',
  path: '/v1/probe',
  who: 'secret',
  summary:
    'Asks the host, by reads alone, whether credentials, rights and settings suffice, and says what has to be mended.',
  answers: { 200: { description: 'What was found, right or wrong.', schema: ProbeSchema } },
  async respond({ caller, locale }) {
    const { host, workspace } = caller.workspace.outbound
    const found = [...(await host.probe()), ...(await readerFindings(host, workspace.readers))]
    const findings = found.map(({ about, text, ...rest }) => ({
      ...rest,
      about: about[locale],
      text: text[locale],
    }))
    return json({ ok: findings.every(({ ok }) => ok), findings })
  },
})
