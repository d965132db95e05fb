import type { WireBinding, WireTemplate } from '../../../src/wire/form.ts'
import { own } from './parts.ts'

type Variable = WireTemplate['variables'][number]
type Values = Readonly<Record<string, string>>
type Bindings = Readonly<Record<string, WireBinding>>

/**
 * Where the value of a variable comes from (R-TPL-6). `empty`: the record's field is, and there is nothing instead; `unfit`: what
 * stands in the record cannot stand in the template; `own`: the person wrote another one.
 */
export type Source =
  | { readonly kind: 'record' | 'fallback' | 'empty'; readonly source: string }
  | { readonly kind: 'unfit' | 'own'; readonly source: string; readonly value: string }

/** The value as the variable can take it, or `''`: a date without its time, one of the list's choices in its spelling. */
function fitting({ kind, choices }: Variable, value: string | null): string {
  const text = (value ?? '').trim()
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(text)?.[0] ?? ''
  if (kind !== 'list') return text
  const same = (choice: string): boolean =>
    choice.localeCompare(text, undefined, { sensitivity: 'accent' }) === 0
  return choices.find((choice) => choice === text) ?? choices.find(same) ?? ''
}

/** What the record puts into the variable: the field's value, else the fallback, else nothing. */
function given(variable: Variable, binding: WireBinding | undefined): string {
  return binding ? fitting(variable, binding.value) || fitting(variable, binding.fallback) : ''
}

/**
 * The values a template begins with, or goes on with once the record's fields are known anew: what the person wrote stays, what
 * came from the record follows it. `earlier`: the bindings the values were filled from before.
 */
export function prefill(
  template: WireTemplate,
  bindings: Bindings | undefined,
  values: Values = {},
  earlier?: Bindings,
): Record<string, string> {
  return Object.fromEntries(
    template.variables.map((variable) => {
      const { name } = variable
      const now = own(values, name)
      const untouched = now === undefined || (earlier && now === given(variable, own(earlier, name)))
      return [name, untouched ? given(variable, own(bindings, name)) : now]
    }),
  )
}

/** What to say below a bound variable that has this value; `null`: it is not bound, or there is nothing to add. */
export function sourceOf(variable: Variable, binding: WireBinding | undefined, value: string): Source | null {
  if (!binding) return null
  const { source } = binding
  const fromRecord = fitting(variable, binding.value)
  if (value !== '' && value === fromRecord) return { kind: 'record', source }
  if (fromRecord !== '') return { kind: 'own', source, value: fromRecord }
  if (value !== '' && value === fitting(variable, binding.fallback)) return { kind: 'fallback', source }
  const known = (binding.value ?? '').trim()
  if (known !== '') return { kind: 'unfit', source, value: known }
  return value === '' ? { kind: 'empty', source } : null
}
