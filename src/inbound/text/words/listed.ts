/** A list written as running text, its entries between bars or on lines of their own. */
export const listed = (text: string): string[] =>
  text
    .split(/[|\n]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
