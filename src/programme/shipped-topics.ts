import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTopics, type Topic } from './topics.ts'

/** The topics that come with the program. */
export const shippedFolder = join(import.meta.dirname, '../../templates/topics')

/**
 * Reads a folder of topics.
 *
 * @throws TopicFault naming file and field, or what the file system says
 */
export function topicsIn(folder: string): Topic[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.md'))
    .sort()
  return parseTopics(names.map(name => ({ name, source: readFileSync(join(folder, name), 'utf8') })))
}

export const shippedTopics = (): Topic[] => topicsIn(shippedFolder)
