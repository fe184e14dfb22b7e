import { makeApp } from '../web/app.ts'
import type { Deps } from '../web/deps.ts'
import { type Listening, listen } from '../web/listen.ts'

/**
 * Opens the doors where the configuration says. When `PUBLIC_URL` is not set, the address that was really taken becomes it,
 * so that the links in letters lead here.
 */
export async function openDoors(deps: Deps): Promise<Listening> {
  const { config } = deps
  const doors = await listen(makeApp(deps), config)
  if (!config.publicUrlSet) config.publicUrl = doors.address
  return doors
}
