import { __iconData as layoutTemplate } from '@lucide/vue/dist/esm/icons/layout-template.mjs'
import { __iconData as zap } from '@lucide/vue/dist/esm/icons/zap.mjs'
import { glyph } from '../../shared/icons.ts'

// Where there is no room for the words, these stand for them.
export const TemplateIcon = /*#__PURE__*/ glyph(layoutTemplate)
export const ReplyIcon = /*#__PURE__*/ glyph(zap)
