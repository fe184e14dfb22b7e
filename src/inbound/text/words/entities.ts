/** Named characters of HTML that letters use: Latin 1 in the order of its code points from 160, and some others. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

export const entities = new Map<string, string>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['hellip', '…'],
  ['euro', '€'],
  ['trade', '™'],
  ['bull', '•'],
  ['lsaquo', '‹'],
  ['rsaquo', '›'],
  ['OElig', 'Œ'],
  ['oelig', 'œ'],
  ['Scaron', 'Š'],
  ['scaron', 'š'],
  ['Yuml', 'Ÿ'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
  ['lrm', '\u200e'],
  ['rlm', '\u200f'],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['hearts', '♥'],
  ['rarr', '→'],
  ['larr', '←'],
  ['minus', '−'],
  ['infin', '∞'],
  ['check', '✓'],
  ['NewLine', '\n'],
  ['Tab', '\t'],
  ['nbsp', '\u00a0'],
  ...latin1.split(' ').map((name, at): [string, string] => [name, String.fromCodePoint(160 + at)]),
])
for (const [
  at,
  name,
] of 'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho _ Sigma Tau Upsilon Phi Chi Psi Omega'
  .split(' ')
  .entries()) {
  entities.set(name, String.fromCodePoint(0x391 + at))
  entities.set(name.toLowerCase(), String.fromCodePoint(0x3b1 + at))
}
entities.set('sigmaf', 'ς')
