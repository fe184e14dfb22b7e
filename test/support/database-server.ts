import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { openFolder, startEmbedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { connect } from '../../src/db.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One real Postgres for the whole run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject) {
  const home = mkdtempSync(join(tmpdir(), 'pairpost-test-'))
  openFolder(home)
  const server = await startEmbedded(home, { durable: false })
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  await admin`create database template_pairpost`
  const sql = connect(server.url('template_pairpost'), { max: 2 })
  await migrate(sql, new Date('2027-01-01T00:00:00Z'))
  await sql.end()
  await admin.end()
  project.provide('databaseUrl', server.url('postgres'))
  return async () => {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
