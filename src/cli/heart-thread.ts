import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

// Runs beside the program. A program that is stuck can neither notice it nor end itself.
const look = 20_000
const patience = 6

const count = workerData as Int32Array
let before = -1
let unchanged = 0
setInterval(() => {
  const now = Atomics.load(count, 0)
  unchanged = now === before ? unchanged + 1 : 0
  before = now
  if (unchanged < patience) return
  writeSync(2, 'pairpost: stuck in one place for two minutes: killed, to be started again\n')
  process.kill(process.pid, 'SIGKILL')
}, look)
