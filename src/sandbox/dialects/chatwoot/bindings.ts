import type { TemplateRule } from '../dialect.ts'

const rule = (template: string, variable: string, field: string, fallback: string | null = null) => ({
  template,
  variable,
  field,
  fallback,
})

/** What the shop's administrator has bound in its templates: names and the last order (R-TPL-6). The rest people fill. */
export const BINDINGS: readonly TemplateRule[] = [
  rule('*', 'first_name', 'contact.name'),
  ...['order_ready/en', 'order_ready/ru'].flatMap((template) => [
    rule(template, '1', 'contact.name'),
    rule(template, '2', 'contact.last_order'),
  ]),
  rule('order_ready/en', 'header_1', 'contact.last_order'),
  rule('order_ready/en', 'button_2', 'contact.last_order'),
  ...['delivery_day/en', 'delivery_day/ru'].map((template) =>
    rule(template, 'header_1', 'contact.last_order'),
  ),
  rule('leave_review/en', 'button_1', 'contact.last_order', 'new'),
]
