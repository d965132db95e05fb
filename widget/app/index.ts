import { defineCustomElement } from 'vue'
import '../element.ts'
import AppElement from './AppElement.vue'

/**
 * The app on a host's page that cannot vouch for the person in front of it: `{gateway}/widget/app/{workspace}`. Beside it a script
 * of the place tells which session is shown, with the event `firstline-session` on the document.
 */
if (document.documentElement.lang === '') document.documentElement.lang = navigator.language
customElements.define('firstline-app', defineCustomElement(AppElement))
