/** Loaded together right after a card was shown first. */
export { default as ConnectionNotice } from './ConnectionNotice.vue'
export { default as HistoryMenu } from './history/HistoryMenu.vue'
export { default as HistoryPane } from './history/HistoryPane.vue'
export { default as OtherItem } from './history/OtherItem.vue'
export { default as ReadingOnly } from './composer/ReadingOnly.vue'
export { default as SessionComposer } from './composer/SessionComposer.vue'
export { default as SessionDeeds } from './deeds/SessionDeeds.vue'
export { default as StrandedOperations } from './StrandedOperations.vue'
export { useVirtualRows } from './history/virtual-rows.ts'
export { learnSpeech } from '../shared/words/spoken.ts'
// Whoever opens another session or scrolls up does not wait for it.
import './stores/reading.ts'
