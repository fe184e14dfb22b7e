import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Running = { pid: number; port: number }

export const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What the server on this folder says of itself: line 1 of postmaster.pid is its pid, 4 its port, 8 its state. */
export function claimed(folder: string): (Running & { ready: boolean }) | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** The server on this folder, when it is up. */
export function running(folder: string): Running | undefined {
  const server = claimed(folder)
  return server?.ready && server.port && serves(server.pid, folder) ? server : undefined
}

/** After a power cut, or in a new container, the pid that a server left behind may be another program's. */
export function serves(pid: number, folder: string): boolean {
  if (!pid || !alive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const [theirs, ours] = [statSync(words[words.indexOf('-D') + 1]!), statSync(folder)]
    return theirs.ino === ours.ino && theirs.dev === ours.dev
  } catch {
    return false
  }
}
