/** What shows messages that are more than a few plain words; loaded with the first of them. */
export { default as MessageBody } from './MessageBody.vue'
export { default as MessageMarks } from './MessageMarks.vue'
export { default as MessageRemedy } from './MessageRemedy.vue'
export { default as MessageTrouble } from './MessageTrouble.vue'
export { default as TimelineEvent } from './TimelineEvent.vue'
