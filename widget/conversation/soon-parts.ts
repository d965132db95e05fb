/** Loaded together right after a card was shown first. */
export { default as HomelessOperations } from './HomelessOperations.vue'
export { default as SessionComposer } from './composer/SessionComposer.vue'
export { default as SessionDeeds } from './deeds/SessionDeeds.vue'
export { default as TimelineOutgoing } from './TimelineOutgoing.vue'
export { useVirtualRows } from './history/virtual-rows.ts'
// Whoever opens another session or scrolls up does not wait for it.
import './stores/reading.ts'
