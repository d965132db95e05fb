import { __iconData as sliders } from '@lucide/vue/dist/esm/icons/sliders-horizontal.mjs'
import { glyph } from '../../shared/icons.ts'

export const SettingsIcon = /*#__PURE__*/ glyph(sliders)
