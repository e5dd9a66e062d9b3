/**
 * Numbers that the law or the city may change: each value with the day it holds from (Shanghai) and where it is written.
 * A new value is a new line; what was decided under the old one stays explainable.
 */
export interface DatedValue {
  /** first day, "2025-01-01" */
  from: string
  value: number
  source: string
}

export const DATED_SETTINGS = {
  /** fen an hour for part-time work in 九龙坡区 (first class of Chongqing): shown as a comparison, piece-work at home is not bound by it */
  hourlyMinimum: [
    { from: '2022-04-01', value: 2100, source: '重庆市最低工资标准（2022年4月1日起，第一档）' },
    { from: '2025-01-01', value: 2300, source: '重庆市最低工资标准（2025年1月1日起，第一档）' },
  ],
  /** fen a month for full-time work, first class of Chongqing */
  monthlyMinimum: [
    { from: '2022-04-01', value: 210000, source: '重庆市最低工资标准（2022年4月1日起，第一档）' },
    { from: '2025-01-01', value: 233000, source: '重庆市最低工资标准（2025年1月1日起，第一档）' },
  ],
  /** years: nobody younger may be given work */
  workingAge: [{ from: '1995-01-01', value: 16, source: '劳动法第十五条' }],
} as const satisfies Record<string, readonly DatedValue[]>

export type DatedSetting = keyof typeof DATED_SETTINGS

/** The value that holds on a day ("2026-11-24"); undefined before the first one. */
export const settingOn = (name: DatedSetting, day: string): DatedValue | undefined =>
  [...DATED_SETTINGS[name]].reverse().find(({ from }) => from <= day)
