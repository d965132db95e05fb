import { __iconData as search } from '@lucide/vue/dist/esm/icons/search.mjs'
import { __iconData as sendHorizontal } from '@lucide/vue/dist/esm/icons/send-horizontal.mjs'
import { __iconData as userPlus } from '@lucide/vue/dist/esm/icons/user-round-plus.mjs'
import { __iconData as x } from '@lucide/vue/dist/esm/icons/x.mjs'
import { glyph } from './icons.ts'

/** Icons of several parts that are loaded after the card was shown. */

export const SearchIcon = /*#__PURE__*/ glyph(search)
export const SendIcon = /*#__PURE__*/ glyph(sendHorizontal)
export const UserPlusIcon = /*#__PURE__*/ glyph(userPlus)
export const CloseIcon = /*#__PURE__*/ glyph(x)
