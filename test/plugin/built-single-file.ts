import { build } from 'vite'

/** The files that `widget/single.vite.config.ts` makes, by name, built in memory. */
export async function builtSingleFile(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: 'widget/single.vite.config.ts',
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  return new Map(outputs.map((one) => [one.fileName, one.type === 'chunk' ? one.code : String(one.source)]))
}
