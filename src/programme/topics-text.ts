import type MarkdownIt from 'markdown-it'

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

/**
 * Markdown as a person would type it into a letter: a heading stands on its paragraph, lists hang from their numbers,
 * and a link's address follows its words. Lines are not broken here; the letter breaks them.
 */
export function plainText(tokens: Token[]): string {
  const lines: string[] = []
  const lists: { next: number | null }[] = []
  let quoted = 0
  let mark = ''
  for (const token of tokens) {
    switch (token.type) {
      case 'bullet_list_open':
        lists.push({ next: null })
        break
      case 'ordered_list_open':
        lists.push({ next: Number(token.attrGet('start') ?? 1) })
        break
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop()
        if (lists.length === 0) lines.push('')
        break
      case 'list_item_open': {
        const list = lists.at(-1)!
        mark = list.next === null ? '- ' : `${list.next++}. `
        break
      }
      case 'blockquote_open':
        quoted += 1
        break
      case 'blockquote_close':
        quoted -= 1
        break
      case 'heading_close':
      case 'paragraph_close':
        if (token.type === 'paragraph_close' && lists.length === 0) lines.push('')
        break
      case 'inline': {
        const indent = ' '.repeat(2 * lists.length + 4 * quoted + (lists.length > 0 && mark === '' ? 3 : 0))
        const [first = '', ...more] = inlineText(token.children ?? []).split('\n')
        lines.push(`${indent}${mark}${first}`, ...more.map(line => `${indent}${' '.repeat(mark.length)}${line}`))
        mark = ''
        break
      }
      case 'fence':
      case 'code_block':
        lines.push(
          ...token.content
            .trimEnd()
            .split('\n')
            .map(line => `    ${line}`),
          '',
        )
        break
    }
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

function inlineText(children: Token[]): string {
  let text = ''
  let href: string | null = null
  let words = 0
  for (const child of children) {
    if (child.type === 'softbreak') text += ' '
    else if (child.type === 'hardbreak') text += '\n'
    else if (child.type === 'link_open') {
      href = String(child.attrGet('href'))
      words = text.length
    } else if (child.type === 'link_close' && href !== null) {
      if (text.slice(words) !== href) text += ` (${href})`
      href = null
    } else text += child.content
  }
  return text
}
