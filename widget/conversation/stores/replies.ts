import { ref } from '@vue/runtime-core'
import { defineStore } from 'pinia'

/** Answers begun and not sent yet, by session: to look into another session loses nothing. */
export const useReplies = defineStore('replies', () => ({ texts: ref(new Map<string, string>()) }))
