/**
 * Public holidays as days off ("2026-02-15") by year: a setting that the State Council announces each autumn.
 * Days that are worked instead are not needed here: a fair is moved off a holiday, never onto a weekend's work.
 */
export interface HolidayYear {
  source: string
  /** first and last day off, both included */
  off: readonly (readonly [string, string])[]
}

export const HOLIDAYS: { readonly [year: string]: HolidayYear } = {
  '2026': {
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
  },
}

export const isHoliday = (day: string): boolean =>
  HOLIDAYS[day.slice(0, 4)]?.off.some(([first, last]) => first <= day && day <= last) ?? false

/** Are the holidays of this day's year announced yet? Fairs of a year without them may still move. */
export const knowsHolidaysOf = (day: string): boolean => HOLIDAYS[day.slice(0, 4)] !== undefined
