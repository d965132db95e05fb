import { HostError } from './errors.ts'
import type { Files } from './port.ts'

const gone = async (): Promise<never> => {
  throw new HostError('The attached file is not kept any more.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}

/** Where no message has files: none is ever found. */
export const NO_FILES: Files = { read: gone, link: gone }
