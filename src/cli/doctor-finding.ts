/** What the doctor found. `mend`: it cannot stay so; `note`: it may, when it is meant so. */
export type Finding = {
  about: string
  state: 'ok' | 'note' | 'mend'
  says: string
  /** what to do about it */
  do?: string
}
