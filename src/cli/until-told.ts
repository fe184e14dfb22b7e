/**
 * Waits for SIGTERM or SIGINT. Ask early: what is told while the service still starts counts too. Ctrl-C may reach us
 * twice, from the terminal and from the program that started us; once is enough.
 */
export function untilTold(): Promise<string> {
  return new Promise(told => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => told(signal))
  })
}
