/** What one does in a session, loaded while one reads it. */
export { default as SessionDeeds } from '../deeds/SessionDeeds.vue'
export { default as SessionComposer } from './SessionComposer.vue'
