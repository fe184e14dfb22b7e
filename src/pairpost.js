#!/usr/bin/env node
// Finds the right Node and starts the program under it. Plain JavaScript, so that any Node can read it: the
// program itself is TypeScript that Node 24 runs as it stands, and Node 24 comes with the checkout.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const wanted = 24
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  const { main } = await import('./main.ts')
  await main(process.argv.slice(2))
} else {
  const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (!existsSync(bundled)) {
    process.stderr.write(
      `pairpost: needs Node ${wanted} or later; this is ${process.version} and ${bundled} is missing: run npm ci, or install Node ${wanted}\n`,
    )
    process.exit(1)
  }
  const child = spawn(bundled, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}
