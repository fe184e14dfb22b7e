import { readFileSync, statSync } from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../errors.ts'
import type { Known, Mail, Understood } from './mail.ts'
import { limits, Unreadable } from './mime/tree.ts'
import { readMail, recipientsOf } from './mime.ts'
import { fromPostmark, type Taken } from './postmark-inbound.ts'
import type { CannotRead } from './reader.ts'
import { understand } from './understand.ts'

/** What is asked: to take bytes apart, to understand a message with what is known, both, or both for files in turn. */
export type Task = { id: number } & (
  | { take: Uint8Array }
  | { mail: Mail; known: Known }
  | { raw: Uint8Array; known: Known }
  | { posted: string; known: Known }
  | { files: string[] }
)

export type Answer = Understood | Taken | CannotRead

/** The number of the message at work, in shared memory: whoever ends this thread can see which one it was. */
export type Progress = Int32Array

if (!isMainThread && parentPort) {
  const { progress } = workerData as { progress: Progress }
  const port = parentPort
  port.on('message', (task: Task) => {
    if ('files' in task) {
      const answers = task.files.map((file, at): Answer => {
        Atomics.store(progress, 0, at)
        return answer(() => understand(readMail(readFile(file))))
      })
      port.postMessage({ id: task.id, answers })
      return
    }
    Atomics.store(progress, 0, 0)
    port.postMessage({ id: task.id, answers: [answer(() => carryOut(task))] })
  })
  port.postMessage({ ready: true })
}

function carryOut(task: Exclude<Task, { files: string[] }>): Answer {
  if ('mail' in task) return understand(task.mail, task.known)
  if ('raw' in task) return understand(readMail(task.raw), task.known)
  if ('posted' in task) {
    const taken = fromPostmark(JSON.parse(task.posted))
    return 'error' in taken ? taken : understand(taken.mail, task.known)
  }
  const mail = readMail(task.take)
  return { mail, recipients: recipientsOf(mail) }
}

function answer(read: () => Answer): Answer {
  try {
    return read()
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
