import { readFileSync, statSync } from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../errors.ts'
import type { Known, Understood } from './mail.ts'
import { limits, Unreadable } from './mime/source.ts'
import { readMail } from './mime.ts'
import { fromPostmark } from './postmark-inbound.ts'
import type { CannotRead } from './reader.ts'
import { understand } from './understand.ts'

/** What is asked: one message, raw or as the provider posted it, with what is known of it; or files in turn. */
export type Task = { id: number } & ({ raw: Uint8Array; known: Known } | { posted: string; known: Known } | { files: string[] })

export type Answer = Understood | CannotRead

/** The number of the message at work, in shared memory: whoever ends this thread can see which one it was. */
export type Progress = Int32Array

if (!isMainThread && parentPort) {
  const { progress } = workerData as { progress: Progress }
  const port = parentPort
  port.on('message', async (task: Task) => {
    if ('files' in task) {
      const answers: Answer[] = []
      for (const [at, file] of task.files.entries()) {
        Atomics.store(progress, 0, at)
        answers.push(await answer(async () => understand(await readMail(readFile(file)))))
      }
      port.postMessage({ id: task.id, answers })
      return
    }
    Atomics.store(progress, 0, 0)
    port.postMessage({ id: task.id, answers: [await answer(() => carryOut(task))] })
  })
  port.postMessage({ ready: true })
}

async function carryOut(task: Exclude<Task, { files: string[] }>): Promise<Understood> {
  const mail = 'raw' in task ? await readMail(task.raw) : fromPostmark(JSON.parse(task.posted))
  return understand(mail, task.known)
}

async function answer(read: () => Promise<Understood>): Promise<Answer> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message }
    return { error: messageOf(error).split('\n', 1)[0]!.slice(0, 300) }
  }
}

function readFile(file: string): Buffer {
  const { size } = statSync(file)
  if (size > limits.bytes) throw new Unreadable(`larger than ${limits.bytes / 1e6} MB`)
  return readFileSync(file)
}
