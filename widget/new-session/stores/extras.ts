import { shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { After } from '../../../src/domain/after.ts'
import type { FieldValues } from '../../../src/domain/start-fields.ts'
import type { FilledTemplate, TypedTemplate } from '../../../src/domain/template.ts'
import type { WireDraft, WireStoredFile } from '../../../src/wire/draft.ts'

/** What a message may have beside its text: kept apart from the text, because few messages have any of it. */
export const useExtras = defineStore('extras', () => {
  /** A template of the catalogue with its values; the text is then not sent. */
  const template = shallowRef<FilledTemplate | null>(null)
  /** Header and footer typed by hand (R-TPL-3). */
  const typed = shallowRef<TypedTemplate | null>(null)
  /** Files that the gateway has already. */
  const attachments = shallowRef<readonly WireStoredFile[]>([])
  /** As typed: addresses with commas, semicolons or blanks between. */
  const blindCopy = shallowRef('')
  const tags = shallowRef<readonly string[]>([])
  const fields = shallowRef<FieldValues>({})
  /** `null`: the usual choice of the way. */
  const after = shallowRef<After | null>(null)

  function fill(draft: WireDraft | null): void {
    template.value = draft?.template ?? null
    typed.value = draft?.typed ?? null
    attachments.value = draft?.attachments ?? []
    blindCopy.value = draft?.blindCopy ?? ''
    tags.value = draft?.tags ?? []
    fields.value = draft?.fields ?? {}
    after.value = draft?.after ?? null
  }

  return { template, typed, attachments, blindCopy, tags, fields, after, fill }
})
