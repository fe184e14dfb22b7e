import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseTopic, parseTopics, TopicFault, topicText } from '../../src/programme/topics.ts'

const topic = (head: string, body = 'Talk about your shelves.\n') => `---\n${head}\n---\n${body}`
const folder = new URL('../../templates/topics/', import.meta.url)
const starters = () => readdirSync(folder).map(name => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }))

test('a topic has a title, a month and a text', () => {
  expect(parseTopic('topics/03-shelves.md', topic('title: Shelves\nmonth: 3'))).toEqual({
    slug: '03-shelves',
    title: 'Shelves',
    month: 3,
    date: null,
    extra: false,
    authors: [],
    body: 'Talk about your shelves.\n',
  })
})

test('a topic may have a day of its own, or none when it is an extra', () => {
  expect(parseTopic('a.md', topic('title: A\ndate: 2027-03-01')).date).toBe('2027-03-01')
  expect(parseTopic('a.md', topic('title: A\nextra: true'))).toMatchObject({ month: null, date: null, extra: true })
})

test.each([
  ['no front matter', 'Just a text', 'front matter is missing'],
  ['no title', topic('month: 1'), 'title must be given'],
  ['a month in words', topic('title: A\nmonth: two'), 'month must be a whole number from 1'],
  ['month nought', topic('title: A\nmonth: 0'), 'month must be a whole number from 1'],
  ['neither month nor date', topic('title: A'), 'month or date must be given'],
  ['month and date', topic('title: A\nmonth: 1\ndate: 2027-03-01'), 'date and month exclude each other'],
  ['a day that does not exist', topic('title: A\ndate: 2027-02-30'), 'date must be a day like 2027-03-01'],
  ['a title of two lines', topic('title: "A\\nB"\nmonth: 1'), 'title must be one line'],
  ['no text', topic('title: A\nmonth: 1', '\n'), 'the text is missing'],
  ['broken YAML', topic('title: [A\nmonth: 1'), 'front matter is not YAML'],
  [
    'a link that is a script',
    topic('title: A\nmonth: 1\nlinks: [{title: B, url: "javascript:1"}]'),
    'links.0.url must be a web address',
  ],
])('a topic with %s is refused by file and field', (_, source, message) => {
  expect(() => parseTopic('03-bad.md', source)).toThrow(TopicFault)
  expect(() => parseTopic('03-bad.md', source)).toThrow(`03-bad.md: ${message}`)
})

test('a folder names all that is wrong at once', () => {
  const files = [
    { name: 'b.md', source: 'nothing' },
    { name: 'a.md', source: topic('month: 1') },
  ]
  expect(() => parseTopics(files)).toThrow(/^a\.md: title must be given; b\.md: front matter is missing/)
})

test('parts and links of the front matter follow the text', () => {
  const head =
    'title: A\nmonth: 1\nparts: [{title: To try, text: Count your chairs.}]\nlinks: [{title: B, url: "https://b.example/x", language: English, minutes: 5}]'
  const { parts, text } = topicText(parseTopic('a.md', topic(head)))
  expect(parts.map(({ heading }) => heading)).toEqual([null, 'To try', 'If you want to read more'])
  expect(text).toContain('  - B (https://b.example/x) (English, 5 minutes)')
})

test('HTML in a topic is text, an image is its description, and a script link is no link', () => {
  const { html, text } = topicText({
    title: 'A',
    body: 'x <img src=x onerror=y> ![a shelf](https://x.example/a.png) [j](javascript:1)\n',
  })
  expect(html).toBe('<p>x &lt;img src=x onerror=y&gt; a shelf [j](javascript:1)</p>\n')
  expect(text).toBe('x <img src=x onerror=y> a shelf [j](javascript:1)\n')
})

test('Markdown becomes text as a person would type it', () => {
  const body = '## One\n\nFirst line\nsame line.\n\n1. a\n\n   more of a\n2. b\n   - c\n\n> said\n\n[link](https://x.example)\n'
  expect(topicText({ title: 'A', body }).text).toBe(
    'One\nFirst line same line.\n\n  1. a\n     more of a\n  2. b\n    - c\n\n    said\n\nlink (https://x.example)\n',
  )
})

test('the starter set is eight topics for eight months, each complete inside its letter', () => {
  const topics = parseTopics(starters())
  expect(topics.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  for (const one of topics) {
    const { html, text, parts } = topicText(one)
    expect(parts.length).toBeGreaterThanOrEqual(3)
    expect(parts.map(({ heading }) => heading)).toContain('To talk about')
    expect(html).not.toMatch(/https?:|<img/)
    expect(text.length).toBeGreaterThan(900)
    expect(text.length).toBeLessThan(2600)
    expect(one.title.length).toBeLessThanOrEqual(30)
  }
})
