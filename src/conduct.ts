/** The code of conduct in force: the day it was adopted. Accepting it is a condition of taking part. */
export const conductVersion = '2026-11-01'
