import { expect, test } from 'vitest'
import { languageFiles } from '../../src/inbound/intent/languages.ts'
import { languageOf } from '../../src/inbound/language.ts'

const promised = 'en es fr pt de it nl da sv no fi pl cs ru uk el tr ar he fa hi bn zh ja ko id vi th sw'.split(' ')

test('every language that the programme promises has its file, with twenty-five examples and a line for its reader', () => {
  for (const code of promised) {
    const file = languageFiles().get(code)
    expect(file, code).toBeDefined()
    expect(Object.values(file!.examples).flat().length, code).toBeGreaterThanOrEqual(25)
    expect(file!.checkedBy, code).toBe('')
  }
})

test.each([
  ['Sim, falamos toda semana.', 'pt'],
  ['Sí, hablamos cada semana.', 'es'],
  ['Да, переписываемся каждую неделю.', 'ru'],
  ['Так, листуємося щотижня.', 'uk'],
  ['بله، هر هفته با هم صحبت می‌کنیم.', 'fa'],
  ['نعم، نتحدث كل أسبوع.', 'ar'],
  ['是的，我们每周都联系。', 'zh'],
  ['はい、毎週話しています。', 'ja'],
])('%s is %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

test('the stored language decides where the words could be several', () => {
  expect(languageOf('ja', 'nl')).toBe('nl')
  expect(languageOf('nej', 'sv-SE')).toBe('sv')
  expect(languageOf('si', 'it')).toBe('it')
})

test('nothing that we know is no language', () => {
  expect(languageOf('xqzt')).toBeNull()
})
