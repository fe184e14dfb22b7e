import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { Refusal } from '../errors.ts'
import type { Env } from './deps.ts'

export type Listening = {
  /** `http://HOST:PORT`, with the port that was really taken */
  address: string
  /** takes no new connection, lets the requests at work finish, then ends */
  close: () => Promise<void>
}

const patience = 10_000

/**
 * Listens.
 *
 * @param port 0 takes any free one
 * @throws Refusal when the port is taken or the host is not ours
 */
export async function listen(app: Pick<Hono<Env>, 'fetch'>, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env as Env['Bindings'])))
  server.requestTimeout = 120_000 // 50 MB over a slow line
  server.headersTimeout = 20_000
  server.maxHeadersCount = 200
  await new Promise<void>((ready, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(new Refusal(`listening on ${host}:${port}: ${reasons[error.code ?? ''] ?? error.message}`)),
    )
    server.listen(port, host, ready)
  })
  const { port: taken } = server.address() as AddressInfo
  return { address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => close(server) }
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'another program listens there; set PORT to another number, or 0 for any free one',
  EACCES: 'this user may not listen there; set PORT to 1024 or more',
  EADDRNOTAVAIL: 'this machine has no such address; set HOST',
}

function close(server: Server): Promise<void> {
  return new Promise(done => {
    const late = setTimeout(() => server.closeAllConnections(), patience)
    // a connection that has had its answer would be kept open for the next request
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(late)
      clearInterval(idle)
      done()
    })
  })
}
