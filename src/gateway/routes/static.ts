import { conversationPage } from '../conversation-page.ts'
import { operationsPage } from '../operations-page.ts'
import { Problem } from '../problems.ts'
import { defineRoute } from '../route.ts'

/** The page for an iframe. */
export const showConversation = defineRoute({
  method: 'GET',
  path: '/widget/conversation',
  who: 'open',
  summary: 'The widget as a page for an iframe; the context comes in the fragment or by postMessage.',
  answers: { 200: { description: 'The page.', type: 'text/html' } },
  respond: async ({ gateway }) => conversationPage([...gateway.workspaces.origins]),
})

/** The page for administrators, alone in a tab or in a frame of the host's pages. */
export const showOperations = defineRoute({
  method: 'GET',
  path: '/widget/operations',
  who: 'open',
  summary: 'Operations as a page; the context with that right comes in the fragment or by postMessage.',
  answers: { 200: { description: 'The page.', type: 'text/html' } },
  respond: async ({ gateway }) => operationsPage([...gateway.workspaces.origins]),
})

/** The built widget: `firstline.js`, which registers the element, and what it loads. */
export const serveWidget = defineRoute({
  method: 'GET',
  path: '/widget/:file{.+}',
  who: 'open',
  summary: 'The files of the widget; `firstline.js` registers `<firstline-conversation>`.',
  answers: {
    200: { description: 'The file.', type: 'text/javascript' },
    304: { description: 'As you have it.' },
  },
  problems: ['not-found'],
  async respond({ c, gateway, param }) {
    const found = await gateway.widget(param('file'), c.req.raw.headers)
    if (!found) throw new Problem('not-found')
    return found
  },
})
