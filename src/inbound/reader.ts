import { Worker } from 'node:worker_threads'
import type { Known, Understood } from './mail.ts'
import type { Answer, Progress, Task } from './reader-worker.ts'

/** The message could not be read in the time and memory that a letter may cost, or at all. It is kept for a person. */
export type CannotRead = { error: string }

export type Reader = {
  /** what a raw message says */
  readRaw: (bytes: Uint8Array, known?: Known) => Promise<Understood | CannotRead>
  /** what a provider's JSON says: the request's body as it was kept */
  readPosted: (json: string, known?: Known) => Promise<Understood | CannotRead>
  /** what each of these files says, in their order */
  readFiles: (files: string[]) => Promise<(Understood | CannotRead)[]>
  /** ends the threads; nothing may be asked afterwards */
  close: () => Promise<void>
}

type Limits = {
  /** how many threads stand ready */
  threads?: number
  /** milliseconds that one message may take */
  milliseconds?: number
  /** megabytes of heap that a thread may use */
  megabytes?: number
}

type Job = { task: Task; done: (answers: Answer[]) => void }
type Thread = { worker: Worker; progress: Progress; job: Job | null; since: number; at: number; ready: boolean }

/**
 * Reads mail where it can be killed: in threads with a limit of time and memory each, started once and used for many
 * messages. A message that passes a limit costs its thread, is answered with an error, and the others go on.
 */
export function openReader({ threads = 1, milliseconds = 5000, megabytes = 384 }: Limits = {}): Reader {
  const waiting: Job[] = []
  const pool = new Set<Thread>()
  let ids = 0
  let watch: NodeJS.Timeout | undefined
  let closed = false

  function start(): Thread {
    const progress = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      workerData: { progress },
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
    })
    const thread: Thread = { worker, progress, job: null, since: 0, at: -1, ready: false }
    worker.on('message', (message: { ready?: true; answers?: Answer[] }) => {
      if (message.ready) {
        thread.ready = true
        thread.since = performance.now()
        return
      }
      const { job } = thread
      thread.job = null
      // an idle thread keeps no process alive
      worker.unref()
      job?.done(message.answers!)
      give()
    })
    worker.on('error', error =>
      lose(
        thread,
        (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `needed more than ${megabytes} MB to read`
          : error.message,
      ),
    )
    worker.unref()
    pool.add(thread)
    return thread
  }

  /** A thread is gone: the message that it was at gets an error, the rest of its batch another thread. */
  function lose(thread: Thread, error: string): void {
    if (!pool.delete(thread)) return
    void thread.worker.terminate()
    const { job } = thread
    thread.job = null
    if (job) {
      if (!('files' in job.task)) job.done([{ error }])
      else retry(job, job.task.files, Atomics.load(thread.progress, 0), error)
    }
    give()
  }

  function retry(job: Job, files: string[], bad: number, error: string): void {
    const rest = (part: string[], done: Job['done']) => {
      if (part.length === 0) done([])
      else waiting.unshift({ task: { id: ++ids, files: part }, done })
    }
    rest(files.slice(bad + 1), after =>
      rest(files.slice(0, bad), before => {
        job.done([...before, { error }, ...after])
        give()
      }),
    )
  }

  function give(): void {
    if (closed) return
    for (const thread of pool) if (!thread.job && waiting.length > 0) begin(thread, waiting.shift()!)
    while (waiting.length > 0 && pool.size < threads) begin(start(), waiting.shift()!)
    const busy = [...pool].some(({ job }) => job !== null)
    if (busy && !watch) watch = setInterval(look, Math.min(250, milliseconds / 4))
    if (!busy && watch) {
      clearInterval(watch)
      watch = undefined
    }
  }

  function begin(thread: Thread, job: Job): void {
    thread.job = job
    thread.at = -1
    thread.since = performance.now()
    Atomics.store(thread.progress, 0, 0)
    thread.worker.ref()
    thread.worker.postMessage(job.task)
  }

  /** Looks whether any thread has been at the same message for too long. Starting up does not count. */
  function look(): void {
    const now = performance.now()
    for (const thread of pool) {
      const at = Atomics.load(thread.progress, 0)
      if (at !== thread.at || !thread.ready || !thread.job) {
        thread.at = at
        thread.since = now
      } else if (now - thread.since > milliseconds) lose(thread, `took longer than ${milliseconds} ms to read`)
    }
  }

  const ask = (task: Task) =>
    new Promise<Answer[]>(done => {
      waiting.push({ task, done })
      give()
    })

  const one = async (task: Task) => (await ask(task))[0]!
  return {
    readRaw: async (raw, known = {}) => (await one({ id: ++ids, raw, known })) as Understood | CannotRead,
    readPosted: async (posted, known = {}) => (await one({ id: ++ids, posted, known })) as Understood | CannotRead,
    readFiles: async files => (files.length === 0 ? [] : ((await ask({ id: ++ids, files })) as (Understood | CannotRead)[])),
    close: async () => {
      closed = true
      clearInterval(watch)
      await Promise.all([...pool].map(({ worker }) => worker.terminate()))
      pool.clear()
    },
  }
}
