import type { Engine } from '../../engine/index.ts'
import { holdEchoes, type Echoes } from './echoes.ts'
import { rememberIn, type Memory } from './memory.ts'
import { holdProfile, type ProfileHolder } from './profile.ts'

/** What every part of the dialect shares. */
export interface Scene {
  readonly engine: Engine
  readonly memory: Memory
  readonly profile: ProfileHolder
  readonly echoes: Echoes
  /** The installation's own address. */
  readonly baseUrl: () => string
}

export function sceneOf(engine: Engine, baseUrl: () => string): Scene {
  return { engine, memory: rememberIn(engine), profile: holdProfile(), echoes: holdEchoes(), baseUrl }
}
