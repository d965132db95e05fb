import type { Channel } from '../../../../domain/words.ts'
import type { StoreView } from '../../../engine/index.ts'
import { typeOf } from '../values.ts'
import { documented } from './documented.ts'
import type { Entry } from './search.ts'

export const CHANNEL_FIELDS = ['__id', '__name', '__deletedAt', '_state', '_type']

/** A line's messenger has an id of its own. */
export function channelId(lineId: string, channel: Channel): string {
  return `${lineId}.${channel}`
}

export function channelEntries(store: StoreView): Entry<object>[] {
  return store.lines.flatMap(({ id: lineId, name, channels }) =>
    channels.map((channel) => {
      const id = channelId(lineId, channel)
      const values = {
        __id: id,
        __name: name,
        __deletedAt: undefined,
        _state: 'active',
        _type: typeOf(channel),
      }
      return {
        values: (field) => Reflect.get(values, field),
        item: () => documented('LineChannelItem', { id, data: documented('LineChannelData', values) }),
      }
    }),
  )
}
