/** The plugin object in the plugin's frame, as public plugins use it (facts, 7.1); the page around is of the same origin. */
const around = window.parent.document
const given = new URLSearchParams(location.search)
const watchers = { ticketValues: [] as Heard[], plugin: [] as Heard[] }
const state = { plugin: { showButton: false, visible: true } as Record<string, unknown> }

type Heard = (to: unknown, from: unknown) => void

function ticketValues() {
  const current = around.querySelector<HTMLElement>('[data-desk] [aria-current="true"]')
  const ticketId = Number(current?.dataset['session'])
  return { ticketId, uniqueId: `HDE-${ticketId}`, parentTicketId: null, customFields: {} }
}

interface Asked {
  readonly url: string
  readonly method: string
  /** The name of a stored credential. */
  readonly auth?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly contentType?: string
  readonly data?: unknown
}

/** The host's server asks in the page's stead. What a failure looks like is documented nowhere: here it is a rejection. */
async function askThroughHost({ url, auth, ...asked }: Asked): Promise<{ data: unknown }> {
  // The tenant keeps no credential for this plugin, so that no agent's browser can use one.
  if (auth !== undefined) throw new Error('No credential of this name is stored.')
  const filled = url.replace(/\{\{(\w+)\}\}/g, (_, name: string) => given.get(name) ?? '')
  const answer = await fetch('request', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, url: filled }),
  })
  if (!answer.ok) throw new Error('The request failed.')
  return { data: await answer.json() }
}

/** What public plugins were seen to use; anything else is not known to be there (scenario 18). */
const members = {
  on(event: string, heard: () => void): void {
    if (event === 'ready') queueMicrotask(heard)
  },
  getState() {
    const { ticketId, ...values } = ticketValues()
    return { ticketId, ticketValues: values, plugin: state.plugin, formType: 'update' }
  },
  watch: (what: keyof typeof watchers, heard: Heard) => void watchers[what].push(heard),
  emit(event: string, value: Record<string, unknown>): void {
    if (event !== 'setPlugin') return
    const from = state.plugin
    state.plugin = value
    for (const heard of watchers.plugin) heard(value, from)
  },
  vars: Object.fromEntries(given),
  request: askThroughHost,
  // What is behind these two is nowhere documented.
  ajax: () => Promise.reject(new Error('Not documented.')),
  webhook: () => Promise.reject(new Error('Not documented.')),
}
const documented = new Proxy(members, {
  get(_, name) {
    const member: unknown = Reflect.get(members, name)
    if (member === undefined) throw new TypeError(`HDE.${String(name)} is not documented.`)
    return member
  },
})
Object.assign(window, { HDE: documented })

let last = ticketValues()
new MutationObserver(() => {
  const next = ticketValues()
  if (next.ticketId === last.ticketId) return
  const from = last
  last = next
  for (const heard of watchers.ticketValues) heard(next, from)
}).observe(around, { subtree: true, attributeFilter: ['aria-current'] })
