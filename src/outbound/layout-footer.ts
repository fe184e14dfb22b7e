import type { Frame, Letter, LetterKind } from './letters.ts'

type Reader = 'participant' | 'applicant' | 'coordinator' | 'stranger'

/** Who reads a kind of letter, where it is not somebody in the round. */
const readers: Partial<Record<LetterKind, Reader>> = {
  confirm: 'applicant',
  missing: 'applicant',
  'confirm-address': 'applicant',
  removed: 'stranger',
  erased: 'stranger',
  'apply-form': 'stranger',
  'unknown-sender': 'stranger',
  proposal: 'coordinator',
  digest: 'coordinator',
  alert: 'coordinator',
  help: 'coordinator',
  'sign-in': 'coordinator',
  'confirm-acting': 'coordinator',
}

/** Who reads this letter: a receipt is a coordinator's, but for the one that answers AGAIN. */
export function readerOf(letter: Letter): Reader {
  if (letter.template === 'receipt') return letter.data.about === 'again' ? 'participant' : 'coordinator'
  return readers[letter.template] ?? 'participant'
}

/**
 * The sentences under a letter, as keys of the shared words: why it came, what comes next, how to leave.
 *
 * Whoever left, and whoever is no part of the programme, is not told how to leave it.
 */
export function footerOf(letter: Letter, frame: Frame): string[] {
  const page = frame.unsubscribeUrl ? ['footer.page'] : []
  switch (readerOf(letter)) {
    case 'coordinator':
      return [frame.round ? 'footer.coordinator' : 'footer.coordinator.anywhere', 'footer.post']
    case 'stranger':
      return ['footer.privacy', 'footer.post']
    case 'applicant':
      return ['footer.applicant', 'footer.remove', ...page, 'footer.privacy', 'footer.post']
    case 'participant': {
      const why = frame.round ? 'footer.participant' : 'footer.participant.anywhere'
      const left = letter.template === 'stopped'
      const next = frame.next && !left ? [`footer.next.${frame.next.what}`] : []
      const leave = left ? [] : [letter.template === 'introduction' ? 'footer.leave.byLetter' : 'footer.leave', ...page]
      return [why, ...next, ...leave, 'footer.conduct', 'footer.safety', 'footer.post']
    }
  }
}

/** The lines that sign a letter. Coordinators know who writes. */
export const signatureOf = (letter: Letter): string[] => (readerOf(letter) === 'coordinator' ? [] : ['sign.name', 'sign.for'])
