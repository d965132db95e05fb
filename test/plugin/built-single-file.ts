import { readdir, readFile } from 'node:fs/promises'

const FOLDER = new URL('../../dist/single/', import.meta.url)

/** The files that `vite build -c widget/single.vite.config.ts` has made, by name; `npm run build` and `npm test` run it. */
export async function builtSingleFile(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(FOLDER)
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(new URL(name, FOLDER), 'utf8')] as const),
    ),
  )
}
