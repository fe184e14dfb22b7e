import { expect, test } from 'vitest'
import { makeLog, safeError } from '../src/log.ts'

test('an error of a parser tells where it stopped, and not what it read', () => {
  for (const words of ['Amina wrote this', '{"Text": "Amina\nwrote this', '["Amina" wrote "this"']) {
    let lines = ''
    const log = makeLog('debug', { write: line => void (lines += line) })
    try {
      JSON.parse(words)
    } catch (err) {
      log.error({ err }, 'broken')
      expect(safeError(err).message).not.toMatch(/Amina|wrote|this/)
    }
    expect(lines).toContain('JSON')
    expect(lines).not.toMatch(/Amina|wrote|this/)
  }
})

test('what a column could not hold is not told, and which rule a row broke is', () => {
  const error = (code: string, message: string) => Object.assign(new Error(message), { name: 'PostgresError', code })
  expect(safeError(error('22P02', 'invalid input syntax for type integer: "Amina"')).message).not.toContain('Amina')
  expect(safeError(error('23505', 'duplicate key violates "outbox_purpose_key"')).message).toContain('outbox_purpose_key')
})
