import * as z from 'zod'
import { elementTemplate } from '../../../process-actions/element-template.ts'
import { initiativeMessage } from '../../../process-actions/initiative-message/definition.ts'
import { RELEASE } from '../release.ts'
import { defineRoute, json } from '../route.ts'
import { sendInitiativeMessage } from './step.ts'

/** What a modeller of diagrams imports, with the address of this gateway in it. It tells nothing that the description does not. */
export const readElementTemplate = defineRoute({
  method: 'GET',
  path: '/v1/process-actions/initiative-message/element-template.json',
  who: 'open',
  summary:
    'The step as an element template for bpmn-js and the modellers built on it: a service task of the HTTP connector.',
  query: z.object({
    locale: z.enum(['en', 'ru']).optional().describe('Left out: by Accept-Language.'),
  }),
  answers: {
    200: {
      description: 'The template, by the schema that it names.',
      schema: z.looseObject({ id: z.string() }),
    },
  },
  async respond({ gateway, query, locale }) {
    const url = `${gateway.publicOrigin()}${gateway.publicPath()}${sendInitiativeMessage.path}`
    return json(elementTemplate(initiativeMessage, { locale: query.locale ?? locale, url, version: RELEASE }))
  },
})
