import * as z from 'zod/mini'
import { part, read, send } from './ask.ts'

const FaultsSchema = z.array(z.object({ on: z.string(), kind: z.string(), times: z.number() }))
const ClockSchema = z.object({ now: z.string() })

/** The drawer with the sandbox's clock, the host's mishaps, and starting over. */
export function sandboxTools(root: HTMLElement): void {
  const said = part(root, '[data-said]')
  const say = (worked: boolean): void => {
    said.textContent = (worked ? said.dataset['done'] : said.dataset['failed']) ?? ''
  }
  clock(root, say)
  faults(root, say)
  for (const button of root.querySelectorAll<HTMLElement>('[data-reset]'))
    button.addEventListener('click', async () => {
      const worked = await send('POST', '/_sandbox/reset', { seed: button.dataset['reset'] })
      if (worked) location.assign('/contacts')
      else say(false)
    })
}

function clock(root: HTMLElement, say: (worked: boolean) => void): void {
  const shown = part<HTMLTimeElement>(root, '[data-clock]')
  const format = new Intl.DateTimeFormat(shown.dataset['locale'] === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  let aheadMs = Date.parse(shown.dataset['now'] ?? '') - Date.now()
  const show = (): void => {
    const now = new Date(Date.now() + aheadMs)
    shown.dateTime = now.toISOString()
    shown.textContent = format.format(now)
  }
  show()
  setInterval(show, 15_000)
  for (const button of root.querySelectorAll<HTMLElement>('[data-advance]'))
    button.addEventListener('click', async () => {
      const answer = ClockSchema.safeParse(
        await send('POST', '/_sandbox/clock', { advanceMs: Number(button.dataset['advance']) }),
      )
      if (answer.success) aheadMs = Date.parse(answer.data.now) - Date.now()
      show()
      say(answer.success)
    })
}

function faults(root: HTMLElement, say: (worked: boolean) => void): void {
  const form = part<HTMLFormElement>(root, '[data-fault]')
  const list = part(root, '[data-faults]')
  const clear = part(root, '[data-clear-faults]')
  const row = part<HTMLTemplateElement>(root, '[data-fault-row]')
  const delay = part(root, '[data-only="slow"]')
  const kind = part<HTMLSelectElement>(form, '[name="kind"]')
  const wordOf = (name: string, value: string): string =>
    form.querySelector(`[name="${name}"] option[value="${CSS.escape(value)}"]`)?.textContent?.trim() ?? value

  const show = (answer: unknown): boolean => {
    const waiting = FaultsSchema.safeParse(answer)
    if (!waiting.success) return false
    clear.hidden = waiting.data.length === 0
    if (waiting.data.length === 0) list.replaceChildren(list.dataset['none'] ?? '')
    else
      list.replaceChildren(
        ...waiting.data.map((fault) => {
          const item = row.content.cloneNode(true) as DocumentFragment
          part(item, '[data-text]').textContent = `${wordOf('on', fault.on)} → ${wordOf('kind', fault.kind)}`
          part(item, '[data-left]').textContent = `${fault.times} ×`
          return item
        }),
      )
    return true
  }
  const fresh = async (): Promise<void> => void show(await (await read('/_sandbox/faults'))?.json())

  const onlyForSlow = (): void => void (delay.hidden = kind.value !== 'slow')
  kind.addEventListener('change', onlyForSlow)
  onlyForSlow()
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const asked = new FormData(form)
    const slow = asked.get('kind') === 'slow' ? { delayMs: Number(asked.get('delay')) * 1000 } : {}
    const body = { on: asked.get('on'), kind: asked.get('kind'), times: Number(asked.get('times')), ...slow }
    say(show(await send('POST', '/_sandbox/faults', body)))
  })
  clear.addEventListener('click', async () => say(show(await send('DELETE', '/_sandbox/faults'))))
  document.querySelector('[data-opens="tools"]')?.addEventListener('click', () => void fresh())
}
