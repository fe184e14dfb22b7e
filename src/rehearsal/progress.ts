/** A bar on a terminal, and nothing elsewhere. Wall time is read here only to draw the bar. */
export function progressBar(total: string, stream: NodeJS.WriteStream = process.stderr) {
  const width = 36
  if (!stream.isTTY) return { at: (_share: number, _label: string) => {}, done: () => {} }
  return {
    at(share: number, label: string) {
      const full = Math.round(share * width)
      stream.write(
        `\r  ${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(Math.round(share * 100)).padStart(3)} %  ${label.padEnd(12)} ${total}`,
      )
    },
    done() {
      stream.write('\r\u001b[K')
    },
  }
}
