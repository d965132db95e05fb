import { defineCustomElement } from 'vue'
import { createPinia } from 'pinia'
import { config } from 'zod/mini'
import ConversationElement from './conversation/ConversationElement.vue'

// Pages with a strict content policy forbid code made at run time, and complain about a library that only tries.
config({ jitless: true })

/**
 * `<firstline-conversation gateway context locale theme>`. Each element has stores of its own, so several may stand on a page.
 * The page answers `firstline-context-needed` with `event.detail.use(token)`, or sets the attribute `context` anew.
 */
const Conversation = defineCustomElement(ConversationElement, {
  configureApp: (app) => void app.use(createPinia()),
})

// A page may load the script twice, from two places that do not know of each other.
if (!customElements.get('firstline-conversation'))
  customElements.define('firstline-conversation', Conversation)
