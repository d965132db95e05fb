/**
 * The vendor's page around a dashboard app (facts, 7): `appContext` goes to the frame as a string and to any origin, when it has
 * loaded and when it asks, as long as its tab is seen. Neither origin nor source of the question is looked at, and nothing is said
 * when another conversation is opened.
 */
const desk = document.querySelector<HTMLElement>('[data-desk]')
const frame = desk?.querySelector('iframe')

function appContext(): string {
  const { contact, contactName, agent, agentName, agentEmail } = desk?.dataset ?? {}
  const conversation = Number(desk?.querySelector<HTMLElement>('[aria-current="true"]')?.dataset['session'])
  return JSON.stringify({
    event: 'appContext',
    data: {
      conversation: {
        id: conversation,
        messages: [],
        meta: { sender: { id: Number(contact), name: contactName } },
      },
      contact: { id: Number(contact), name: contactName },
      currentAgent: { id: Number(agent), name: agentName, email: agentEmail },
    },
  })
}

const send = (): void => frame?.contentWindow?.postMessage(appContext(), '*')
frame?.addEventListener('load', send)
window.addEventListener('message', ({ data }) => {
  if (data === 'chatwoot-dashboard-app:fetch-info' && frame?.checkVisibility()) send()
})
