import { stringify } from 'csv-stringify/sync'

/** A cell that a spreadsheet would take for a formula gets an apostrophe first (OWASP ASVS 1.2.10). */
const guarded = (cell: unknown): unknown => (typeof cell === 'string' && /^[=+\-@\t\r\u0000]/.test(cell) ? `'${cell}` : cell)

/** Rows as CSV with a header line, safe to open in a spreadsheet. */
export const csvOf = (rows: Record<string, unknown>[]): string =>
  stringify(
    rows.map(row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, guarded(value ?? '')]))),
    { header: true },
  )
