import { z } from 'zod'
import type { NodeApp } from '../../http.ts'
import { addressOfFile } from './attachments.ts'
import { callerOf, refuseBots } from './caller.ts'
import { LIMITS, type Limiter } from './limits.ts'
import { bytesOf, readParams } from './params.ts'
import { throttled, unprocessable } from './refusals.ts'
import type { Scene } from './scene.ts'

const HOUR_MS = 60 * 60_000
const UploadBody = z.object({ attachment: z.instanceof(File).nullish() })

/** A file before its message: its signed id may then stand among the message's attachments (facts, 2.3; scenario 18). */
export function mountUpload(app: NodeApp, scene: Scene, limits: Limiter): void {
  app.post('/upload', async (c) => {
    refuseBots(callerOf(scene, c))
    if (!limits.admits('uploads', LIMITS.uploadsPerHour, HOUR_MS)) return throttled()
    const { attachment } = await readParams(c, UploadBody)
    if (attachment == null) throw unprocessable('No file or URL provided')
    const [file] = await bytesOf(scene.engine, [attachment])
    if (!file) throw unprocessable('No file or URL provided')
    const { id, name } = scene.engine.keepFile(file)
    return c.json({ file_url: addressOfFile(scene, id, name), blob_id: id })
  })
}
