import type { Channel } from '../../../../domain/words.ts'
import type { StoreView } from '../../../engine/index.ts'
import type { ProfileHolder } from '../profile.ts'
import { typeOf } from '../values.ts'
import { documented } from './documented.ts'
import type { Entry } from './search.ts'

export const CHANNEL_FIELDS = ['__id', '__name', '__deletedAt', '_state', '_type']

/** A line's messenger has an id of its own. */
export function channelId(lineId: string, channel: Channel): string {
  return `${lineId}.${channel}`
}

/** The type of a channel as the tenant has it. */
export function typeNow(channel: Channel, { customType }: ProfileHolder['now']): string {
  const type = typeOf(channel)
  return type === 'custom' ? customType : type
}

export function channelEntries(store: StoreView, { now }: ProfileHolder): Entry<object>[] {
  return store.lines.flatMap(({ id: lineId, name, channels }) =>
    channels.map((channel) => {
      const id = channelId(lineId, channel)
      const values = {
        __id: id,
        __name: name,
        __deletedAt: undefined,
        _state: 'active',
        _type: typeNow(channel, now),
      }
      return {
        values: (field) => Reflect.get(values, field),
        item: () => documented('LineChannelItem', { id, data: documented('LineChannelData', values) }),
      }
    }),
  )
}
