import { computed, shallowRef } from '@vue/runtime-core'
import type { After } from '../../../src/domain/after.ts'
import type { FieldValues } from '../../../src/domain/start-fields.ts'
import type { FilledTemplate, TypedTemplate } from '../../../src/domain/template.ts'
import type { WireDraft, WireStoredFile } from '../../../src/wire/draft.ts'
import { perComposition } from '../composition.ts'

/** What a message may have beside its text: kept apart from the text, because few messages have any of it. */
export const useExtras = perComposition('extras', () => {
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

  /** As it stands in a draft. */
  const kept = computed(() => ({
    template: template.value,
    typed: isBlank(typed.value) ? null : typed.value,
    attachments: [...attachments.value],
    blindCopy: blindCopy.value,
    tags: [...tags.value],
    fields: fieldsOf(fields.value),
    after: after.value,
  }))
  /** Is there anything that a person would not like to do again? */
  const touched = computed(() => {
    const { template: filled, typed: byHand, attachments: files, ...rest } = kept.value
    return (
      filled !== null ||
      byHand !== null ||
      rest.blindCopy !== '' ||
      files.length > 0 ||
      rest.tags.length > 0 ||
      Object.keys(rest.fields).length > 0
    )
  })

  return { template, typed, attachments, blindCopy, tags, fields, after, kept, touched, fill }
})

/** Places where nothing was written are no content. */
function isBlank(part: TypedTemplate | null): boolean {
  return !part?.header && !part?.footer
}

function fieldsOf(values: FieldValues): WireDraft['fields'] {
  const entries = Object.entries(values).map(
    ([id, value]) => [id, typeof value === 'object' ? [...value] : value] as const,
  )
  return Object.fromEntries(entries)
}
