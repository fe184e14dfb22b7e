import { countryName } from './countries.ts'
import type { Band, RoundNumbers } from './report.sql.ts'

export type RoundReport = {
  name: string
  startsAt: Date
  endsAt: Date
  numbers: RoundNumbers
  alarms: { raised: number; true: number; false: number; open: number; missed: number }
  calibration: Band[]
  signUps: { countries: [string, number][]; sources: [string, number][] }
}

type Row = [label: string, value: string | number]
type Table = { title: string; rows: Row[]; bars: boolean }

const percent = (share: number) => `${Math.round(share * 100)} %`
const day = (moment: Date) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(moment)

const endings: Record<string, string> = {
  silent: 'fell silent',
  stopped: 'had stopped',
  left: 'a partner left',
  term: 'went to the end',
  decided: 'ended by a coordinator',
  conduct: 'ended over conduct',
}

/**
 * A coordinator's minutes for a round, estimated: two for a decision, one for a digest read. The estimate says so.
 *
 * @param digests letters of that kind that left
 */
export const minutesOfWork = (decisions: number, digests: number) => 2 * decisions + digests

function tables({ numbers: n, alarms, calibration, signUps }: RoundReport): Table[] {
  const minutes = minutesOfWork(n.decisions, n.letters.digest ?? 0)
  const judged = alarms.true + alarms.false
  const all: Table[] = [
    {
      title: 'The round',
      bars: false,
      rows: [
        ['people who applied', n.applied],
        ['accepted', n.accepted],
        ['on the waiting list', n.waiting],
        ['countries', n.countries],
        ['pairs', n.pairs],
        ['re-matched pairs', n.rematched],
        ['pairs that still write', n.standing],
        ['replies read', n.replies],
        ['days of copied letters', n.heartbeats],
        ['decisions by coordinators', n.decisions],
        ['their minutes, estimated', minutes],
        ['their minutes a pair, estimated', n.pairs > 0 ? (minutes / n.pairs).toFixed(1) : '–'],
      ],
    },
    {
      title: 'How pairs ended',
      bars: true,
      rows: Object.entries(n.ended).map(([because, count]): Row => [endings[because] ?? because, count]),
    },
    {
      title: 'Early warning',
      bars: false,
      rows: [
        ['flags raised', alarms.raised],
        ['true alarms', alarms.true],
        ['false alarms', alarms.false],
        ['still open, or the round ended first', alarms.raised - judged],
        ['pairs lost without a flag', alarms.missed],
        ['true among those judged', judged > 0 ? percent(alarms.true / judged) : '–'],
      ],
    },
    {
      title: 'What the stated chances were worth',
      bars: false,
      rows: calibration
        .filter(band => band.flags > 0)
        .map(
          (band): Row => [
            `${percent(band.from)} to ${percent(band.to)} stated`,
            `${percent(band.true / band.flags)} true of ${band.flags}`,
          ],
        ),
    },
    {
      title: 'Sign-ups by country',
      bars: true,
      rows: signUps.countries.map(([code, count]): Row => [/^[A-Z]{2}$/.test(code) ? countryName(code) : code, count]),
    },
    { title: 'How people heard of it', bars: true, rows: signUps.sources },
    { title: 'Letters', bars: true, rows: Object.entries(n.letters) },
  ]
  return all.filter(table => table.rows.length > 0)
}

/** The report as plain text. */
export function reportText(report: RoundReport): string {
  const lines = [`${report.name}, ${day(report.startsAt)} to ${day(report.endsAt)}`]
  for (const table of tables(report)) {
    lines.push('', table.title)
    for (const [label, value] of table.rows) lines.push(`  ${label.padEnd(38)} ${value}`)
  }
  return lines.join('\n')
}

const escaped = (text: string | number) =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The report as one page that needs nothing else: bars are table cells, so that they read by ear too. */
export function reportPage(report: RoundReport): string {
  const section = ({ title, rows, bars }: Table) => {
    const most = Math.max(1, ...rows.map(([, value]) => Number(value) || 0))
    const row = ([label, value]: Row) =>
      `<tr><th scope="row">${escaped(label)}</th><td class="n">${escaped(value)}</td>${bars ? `<td class="bar"><div style="width:${Math.round((100 * (Number(value) || 0)) / most)}%"></div></td>` : ''}</tr>`
    return `<h2>${escaped(title)}</h2><table>${rows.map(row).join('')}</table>`
  }
  return `<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(report.name)}</title>
<style>:root{color-scheme:light dark}body{font:17px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
th{text-align:start;font-weight:400;padding:.2rem .8rem .2rem 0}.n{text-align:end;font-variant-numeric:tabular-nums;padding-inline-end:.8rem}.bar{width:40%}.bar div{background:#2f6f6a;height:.8rem;border-radius:2px}</style></head>
<body><h1>${escaped(report.name)}</h1><p>${day(report.startsAt)} to ${day(report.endsAt)}. Groups under five are put together.</p>${tables(report).map(section).join('')}</body></html>
`
}
