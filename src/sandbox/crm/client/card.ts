import { part, send } from './ask.ts'
import { keepLive } from './live.ts'
import { customerPhone } from './phone.ts'
import { pluginPlace } from './plugin.ts'

/** On a card: the plugin with its context, the customer's phone, the process of an order. */
const place = document.querySelector<HTMLElement>('.plugin')
if (place) pluginPlace(place)

const phone = document.querySelector<HTMLElement>('[data-phone]')
if (phone) customerPhone(phone)

const run = document.querySelector<HTMLFormElement>('[data-run-form]')
if (run) {
  const look = keepLive(part(document, '[data-live]'))
  run.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = part<HTMLButtonElement>(run, 'button')
    // A second press while the first is under way would be a second run.
    if (button.ariaDisabled === 'true') return
    button.ariaDisabled = 'true'
    await send('POST', run.getAttribute('action') ?? '', {})
    await look()
    button.ariaDisabled = null
  })
}
