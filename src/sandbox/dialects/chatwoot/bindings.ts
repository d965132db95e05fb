import type { TemplateRule, VariableKind } from '../dialect.ts'

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

const HOURS = ['10:00', '12:00', '14:00', '16:00', '18:00']

/** And what he has said of those that are no text: the day of a delivery, and the hours between which it comes (R-TPL-5). */
export const VARIABLES: readonly VariableKind[] = ['delivery_day/en', 'delivery_day/ru'].flatMap(
  (template) => [
    { template, variable: '1', date: 'day-month' },
    { template, variable: '2', choices: HOURS },
    { template, variable: '3', choices: HOURS },
  ],
)
