import type { Host } from '../port.ts'
import type { HelpdeskeddySettings } from './settings.ts'

/**
 * What the host sends by itself before our text when WhatsApp Business' window is closed (R-WIN-2). The API tells neither the template
 * nor that it will be sent, so both stand in the settings; `null` where they do not promise it.
 */
export function defaultTemplateOf({
  whatsapp,
  closedWindow,
  lines,
}: Pick<HelpdeskeddySettings, 'whatsapp' | 'closedWindow' | 'lines'>): Host['defaultTemplate'] | null {
  if (whatsapp !== 'business' || closedWindow !== 'default-template-first') return null
  return async (line, channel) => {
    const row = lines.find(({ id }) => id === line.id)?.channels.find((one) => one.channel === channel)
    return channel === 'whatsapp' ? (row?.defaultTemplate ?? null) : null
  }
}
