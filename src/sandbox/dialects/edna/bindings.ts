import type { TemplateRule, VariableKind } from '../dialect.ts'

const rule = (template: string, variable: string, field: string, fallback: string | null = null) => ({
  template,
  variable,
  field,
  fallback,
})

/** What the shop's administrator has bound in its templates: names and the last order (R-TPL-6). The rest people fill. */
export const BINDINGS: readonly TemplateRule[] = [
  rule('242', 'header-1', 'contact.name'),
  rule('242', '1', 'contact.last_order'),
  rule('244', '1', 'contact.last_order'),
  rule('244', 'button-1', 'contact.last_order', 'new'),
  rule('245', '1', 'contact.name'),
  rule('245', '2', 'contact.last_order'),
  rule('250', 'header-1', 'contact.last_order'),
  rule('250', '1', 'contact.last_order'),
  rule('260', '1', 'contact.last_order'),
  rule('260', '2', 'contact.name'),
]

const HOURS = ['10:00', '12:00', '15:00', '18:00']

/** And what he has said of those that are no text: days, and the hours between which a delivery comes (R-TPL-5). */
export const VARIABLES: readonly VariableKind[] = [
  { template: '242', variable: '2', date: 'day-month' },
  { template: '250', variable: '2', date: 'day-month' },
  { template: '250', variable: '3', choices: HOURS },
  { template: '250', variable: '4', choices: HOURS },
]
