import MarkdownIt from 'markdown-it'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { plainText } from './topics-text.ts'

/** Raw HTML stays text, and an image is its description: a letter shows nothing that must be fetched. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
markdown.renderer.rules.image = (tokens, at) => markdown.utils.escapeHtml(tokens[at]!.content)

/** A topic as its file says it. Neither month nor date: an extra outside the series, for those who ask for more. */
export type Topic = {
  /** the file's name without its ending */
  slug: string
  title: string
  /** 1 is the round's first month */
  month: number | null
  /** YYYY-MM-DD, in the round's zone */
  date: string | null
  extra: boolean
  authors: string[]
  /** the Markdown under the front matter; parts and links of the front matter follow it */
  body: string
}

/** A topic as a letter shows it, whole and in parts; `html` comes from Markdown and never from raw HTML. */
export type TopicText = {
  title: string
  html: string
  text: string
  parts: { heading: string | null; html: string; text: string }[]
}

/** What is wrong with a topic's file: `03-reading.md: month must be a whole number from 1`. */
export class TopicFault extends Error {}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const isDay = (value: string): boolean => {
  const date = new Date(`${value}T00:00:00Z`)
  return dayPattern.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

const link = z.object({
  title: z.string({ error: 'must be given' }),
  url: z.url({ protocol: /^https?$/, error: 'must be a web address' }),
  language: z.string().optional(),
  minutes: z.int().positive().optional(),
})

const part = z.object({ title: z.string({ error: 'must be given' }), text: z.string({ error: 'must be given' }) })

/** Fields that we do not know are left alone: a programme may keep its own notes in a topic. */
const frontMatter = z
  .object({
    title: z
      .string({ error: 'must be given' })
      .trim()
      .min(1, 'must be given')
      .max(80, 'must be at most 80 characters: it stands in a subject')
      .refine(title => !/[\r\n]/.test(title), 'must be one line'),
    month: z.int({ error: 'must be a whole number from 1' }).min(1, 'must be a whole number from 1').optional(),
    date: z.string({ error: 'must be a day like 2027-03-01' }).refine(isDay, 'must be a day like 2027-03-01').optional(),
    extra: z.boolean({ error: 'must be true or false' }).optional(),
    authors: z.array(z.string(), { error: 'must be a list of names' }).optional(),
    parts: z.array(part, { error: 'must be a list of title and text' }).optional(),
    links: z.array(link, { error: 'must be a list of title and url' }).optional(),
  })
  .refine(({ month, date }) => month === undefined || date === undefined, {
    path: ['date'],
    message: 'and month exclude each other',
  })
  .refine(({ month, date, extra }) => !(extra && (month ?? date)), { path: ['extra'], message: 'has neither month nor date' })
  .refine(({ month, date, extra }) => extra || month !== undefined || date !== undefined, {
    path: ['month'],
    message: 'or date must be given, or extra: true',
  })

/**
 * Reads one topic: Markdown with YAML front matter.
 *
 * @param file its name, for the message when something is wrong
 * @throws TopicFault naming the file and the field
 */
export function parseTopic(file: string, source: string): Topic {
  const [, head, body = ''] = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(source) ?? []
  if (head === undefined) throw new TopicFault(`${file}: front matter is missing: begin with ---, title, month, ---`)
  const read = frontMatter.safeParse(yamlOf(file, head))
  if (!read.success) throw new TopicFault(read.error.issues.map(issue => `${file}: ${said(issue)}`).join('; '))
  const { title, month = null, date = null, extra = false, authors = [], parts = [], links = [] } = read.data
  const sections = [body.trim(), ...parts.map(each => `## ${each.title}\n\n${each.text.trim()}`)].filter(text => text !== '')
  if (sections.length === 0) throw new TopicFault(`${file}: the text is missing: a topic is complete inside its letter`)
  const slug = file.replace(/^.*\//, '').replace(/\.md$/i, '')
  return { slug, title, month, date, extra, authors, body: `${[...sections, ...further(links)].join('\n\n')}\n` }
}

const said = (issue: z.core.$ZodIssue): string => `${issue.path.join('.') || 'front matter'} ${issue.message}`

function yamlOf(file: string, head: string): unknown {
  try {
    return parseYaml(head, { schema: 'core' }) ?? {}
  } catch (error) {
    throw new TopicFault(`${file}: front matter is not YAML: ${(error as Error).message.split('\n')[0]}`)
  }
}

/** The links as the last part; none, no part. */
function further(links: z.infer<typeof link>[]): string[] {
  if (links.length === 0) return []
  const lines = links.map(({ title, url, language, minutes }) => {
    const about = [language, minutes && `${minutes} minutes`].filter(Boolean).join(', ')
    return `- [${title}](${url})${about && ` (${about})`}`
  })
  return [`## If you want to read more\n\n${lines.join('\n')}`]
}

/**
 * Reads a folder of topics, in the order of their names.
 *
 * @param files every Markdown file of the folder
 * @throws TopicFault for all that is wrong, file by file
 */
export function parseTopics(files: { name: string; source: string }[]): Topic[] {
  const topics: Topic[] = []
  const faults: string[] = []
  for (const { name, source } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      topics.push(parseTopic(name, source))
    } catch (error) {
      if (!(error instanceof TopicFault)) throw error
      faults.push(error.message)
    }
  }
  if (faults.length > 0) throw new TopicFault(faults.join('; '))
  return topics
}

/** A topic's Markdown as a letter shows it. */
export function topicText({ title, body }: { title: string; body: string }): TopicText {
  const whole = shown(body)
  const sections = body.split(/^(?=## )/m).filter(section => section.trim() !== '')
  const parts = sections.map(section => ({ heading: /^## +(.*?)[ #]*$/m.exec(section)?.[1] ?? null, ...shown(section) }))
  return { title, ...whole, parts }
}

const shown = (source: string) => ({ html: markdown.render(source), text: plainText(markdown.parse(source, {})) })
