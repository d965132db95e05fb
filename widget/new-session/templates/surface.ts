/** All that is loaded only where templates are: choosing one, filling it in, typing one by hand. */
export { default as ChosenTemplate } from './ChosenTemplate.vue'
export { default as TemplatePicker } from './TemplatePicker.vue'
export { default as TypedPart } from './TypedPart.vue'
