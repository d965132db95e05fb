import type { Template, TemplateVariable } from '../domain/template.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { Outbound, VariableRule } from './types.ts'

/**
 * The host's templates with what the workspace says of their variables: hosts know texts alone, and an administrator knows that one
 * of them is a day or one of a list (R-TPL-5). Empty where the host has none. @throws HostError.
 */
export async function templatesOf(o: Outbound, line: Line, channel: Channel): Promise<readonly Template[]> {
  const templates = (await o.host.templates?.list(line, channel)) ?? []
  const rules = o.workspace.templateVariables ?? []
  return rules.length === 0 ? templates : templates.map((template) => declared(template, rules))
}

function declared(template: Template, rules: readonly VariableRule[]): Template {
  const variables = template.variables.map((variable): TemplateVariable => {
    const rule = ruleFor(rules, template.id, variable.name)
    if (!rule) return variable
    const { date, choices } = rule
    return date
      ? { ...variable, kind: 'date', written: date }
      : { ...variable, kind: 'list', choices: choices ?? [] }
  })
  return { ...template, variables }
}

/** What an administrator says of one template goes before what is said of all that have such a variable. */
export function ruleFor<R extends { readonly template: string; readonly variable: string }>(
  rules: readonly R[],
  template: string,
  variable: string,
): R | undefined {
  const fitting = rules.filter((rule) => rule.variable === variable)
  return fitting.find((rule) => rule.template === template) ?? fitting.find((rule) => rule.template === '*')
}
