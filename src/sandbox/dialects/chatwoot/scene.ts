import type { Engine } from '../../engine/index.ts'
import { rememberIn, type Memory } from './memory.ts'
import { holdProfile, type ProfileHolder } from './profile.ts'

/** What every part of the dialect shares. */
export interface Scene {
  readonly engine: Engine
  readonly memory: Memory
  readonly profile: ProfileHolder
}

export function sceneOf(engine: Engine): Scene {
  return { engine, memory: rememberIn(engine), profile: holdProfile() }
}
