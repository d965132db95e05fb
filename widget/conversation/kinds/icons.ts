import { __iconData as contact } from '@lucide/vue/dist/esm/icons/contact.mjs'
import { __iconData as lock } from '@lucide/vue/dist/esm/icons/lock.mjs'
import { __iconData as mapPin } from '@lucide/vue/dist/esm/icons/map-pin.mjs'
import { glyph } from '../../shared/icons.ts'

export const ContactIcon = /*#__PURE__*/ glyph(contact)
export const LockIcon = /*#__PURE__*/ glyph(lock)
export const MapPinIcon = /*#__PURE__*/ glyph(mapPin)
