import '../style/index.css'
import { sandboxTools } from './tools.ts'

// Times that the server writes stand in the zone of whoever reads them.
const zone = encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone)
document.cookie = `crm-zone=${zone}; path=/; max-age=31536000; samesite=lax`

/** On every page: choices apply at once, drawers open, the sandbox's tools work. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-choice]')) {
  form.querySelector('button')?.remove()
  form.addEventListener('change', () => form.requestSubmit())
}

for (const button of document.querySelectorAll<HTMLElement>('[data-opens]')) {
  const dialog = document.getElementById(button.dataset['opens'] ?? '')
  if (dialog instanceof HTMLDialogElement) {
    button.addEventListener('click', () => dialog.showModal())
    dialog.querySelector('[data-closes]')?.addEventListener('click', () => dialog.close())
    // A click on the backdrop meets the dialog itself.
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  }
}

// Beside the card there is room for the fields; where the style sheet cannot show a closed fold, it is opened.
const fold = document.querySelector<HTMLDetailsElement>('[data-fields]')
if (fold && !CSS.supports('selector(::details-content)')) fold.open = matchMedia('(width >= 760px)').matches

const tools = document.getElementById('tools')
if (tools) sandboxTools(tools)
