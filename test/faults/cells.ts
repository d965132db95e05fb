import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { SCENES, type Scene } from './scenes.ts'

/** What goes wrong, once, with the request of the scene. */
export const FAULTS = [
  'refuse-before',
  'lost-after',
  'hang-after',
  'cut-then-done',
  'status-500',
  'status-429',
  'ban',
  'slow',
  'malformed',
  'database-gone',
] as const
export type FaultKind = (typeof FAULTS)[number]

export interface Cell {
  readonly dialect: string
  readonly scene: Scene
  readonly fault: FaultKind
  /** How many replicas get the same intention at once. */
  readonly replicas: 1 | 2
}

/** The whole matrix: every host, every step, everything that may go wrong, alone and with a race. */
export const CELLS: readonly Cell[] = Object.keys(DIALECTS).flatMap((dialect) =>
  SCENES.filter(({ dialects }) => dialects?.includes(dialect) ?? true).flatMap((scene) =>
    FAULTS.flatMap((fault) => ([1, 2] as const).map((replicas) => ({ dialect, scene, fault, replicas }))),
  ),
)

export const nameOf = ({ dialect, scene, fault, replicas }: Cell): string =>
  `${dialect}: ${scene.name}: ${fault}${replicas === 2 ? ', at two replicas' : ''}`

/** Every n-th cell, where n has no factor in common with the sides of the matrix, so that each value of each side has its turn. */
export function spread(cells: readonly Cell[], n: number): readonly Cell[] {
  return cells.filter((_cell, index) => index % n === 0)
}
