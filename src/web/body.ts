import { HTTPException } from 'hono/http-exception'
import type { Context } from './deps.ts'

export const kB = 1024
export const MB = 1024 * kB

/**
 * The bytes of a request, never more than `most` of them: what announces more is not read at all, and what announces
 * nothing is counted as it comes.
 *
 * @returns null when it is larger
 * @throws 400 when the sender went away before the end
 */
export async function bodyOf(c: Context, most: number): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const announced = c.req.header('content-length')
    if (announced === undefined) return await counted(c.req.raw.body, most)
    if (!(Number(announced) <= most)) return null
    const bytes = Buffer.from(await c.req.arrayBuffer())
    return bytes.length > most ? null : bytes
  } catch {
    throw new HTTPException(400, { message: 'the request ended before its body did' })
  }
}

async function counted(stream: ReadableStream<Uint8Array> | null, most: number): Promise<Buffer<ArrayBuffer> | null> {
  if (!stream) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What JSON says; undefined when it is not JSON. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
