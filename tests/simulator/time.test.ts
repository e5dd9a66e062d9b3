import type { FunctionHost } from '../../simulator/cloud/host'
import { Timer, planFires } from '../../simulator/cloud/host/timers'
import { eventually, startProbe, type Probe } from './support'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface TimerLine {
  Type: string
  TriggerName: string
  Time: string
  now: number
  openid: string | null
}

const timerLines = (probe: Probe) =>
  probe.cloud
    .logs()
    .filter((line) => line.text.startsWith('{"Type":"Timer"') || line.text.includes('"Type":"Timer"'))
    .map((line) => JSON.parse(line.text) as TimerLine)

describe('the clock', () => {
  let probe: Probe
  beforeEach(async () => {
    probe = await startProbe()
  })
  afterEach(() => probe.cloud.stop())

  test('a shift is seen by Date, by new Date and by the database, in running processes too', async () => {
    const before = await probe.ask<{ now: number; fresh: number; called: string }>('time')
    expect(Math.abs(before.now - Date.now())).toBeLessThan(30_000)
    await probe.cloud.shift(3 * DAY)
    const after = await probe.ask<{ now: number; fresh: number; called: string }>('time')
    const expected = Date.now() + 3 * DAY
    expect(Math.abs(after.now - expected)).toBeLessThan(30_000)
    expect(Math.abs(after.fresh - expected)).toBeLessThan(30_000)
    expect(Math.abs(Date.parse(after.called) - expected)).toBeLessThan(30_000)
    expect(Math.abs((await probe.ask<number>('serverDate')) - expected)).toBeLessThan(30_000)
    expect(Math.abs(probe.cloud.now() - expected)).toBeLessThan(30_000)
  })

  test('moving forward fires the timers between, in order, each at its own time', async () => {
    await probe.cloud.shift(21 * MINUTE)
    const lines = timerLines(probe)
    expect(lines.length).toBeGreaterThanOrEqual(4)
    for (const [index, line] of lines.entries()) {
      expect(line).toMatchObject({ Type: 'Timer', TriggerName: 'every-five-minutes', openid: null })
      const at = Date.parse(line.Time)
      expect(at % (5 * MINUTE)).toBe(0)
      expect(Math.abs(line.now - at)).toBeLessThan(MINUTE)
      if (index > 0) expect(at - Date.parse(lines[index - 1]?.Time ?? '')).toBe(5 * MINUTE)
    }
  })

  test('a long jump fires a timer a bounded number of times, the last one included', async () => {
    await probe.cloud.shift(30 * DAY)
    const times = timerLines(probe).map((line) => Date.parse(line.Time))
    expect(times.length).toBeGreaterThan(20)
    expect(times.length).toBeLessThan(30)
    expect(times).toEqual([...times].sort((one, other) => one - other))
    expect(probe.cloud.now() - (times.at(-1) ?? 0)).toBeLessThan(5 * MINUTE + 5_000)
  })

  test('a timer runs when asked for, without a person', async () => {
    await probe.cloud.timer('probe')
    expect(timerLines(probe)).toEqual([expect.objectContaining({ Type: 'Timer', openid: null })])
    await expect(probe.cloud.timer('relay')).rejects.toThrow('no timer')
  })

  test('moving back fires nothing', async () => {
    await probe.cloud.shift(-DAY)
    expect(timerLines(probe)).toEqual([])
    expect(Math.abs(probe.cloud.now() - (Date.now() - DAY))).toBeLessThan(30_000)
  })
})

describe('a timer', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)
  const nextOf = async (cron: string, from: string) =>
    (await Timer.create('t', cron, async () => undefined)).next(at(from), Number.MAX_SAFE_INTEGER)

  test('is evaluated in Shanghai, whatever the zone of this machine', async () => {
    expect(await nextOf('0 30 8 * * * *', '2026-03-05T08:00:00')).toBe(at('2026-03-05T08:30:00'))
    expect(await nextOf('0 0 9 20 * * *', '2026-03-05T08:00:00')).toBe(at('2026-03-20T09:00:00'))
    expect(await nextOf('15 0 0 * * * *', '2026-12-31T23:59:59')).toBe(at('2027-01-01T00:00:15'))
    expect(await nextOf('0 0 0 1 1 * 2030', '2026-12-31T23:59:59')).toBe(at('2030-01-01T00:00:00'))
    // A day and a weekday: either will do, as the platform says.
    expect(await nextOf('0 0 9 20 * MON *', '2026-03-05T08:00:00')).toBe(at('2026-03-09T09:00:00'))
    expect(await nextOf('0 0 9 20 * MON *', '2026-03-17T08:00:00')).toBe(at('2026-03-20T09:00:00'))
    expect(await nextOf('0 0 10 * * MON *', '2026-03-05T08:00:00')).toBe(at('2026-03-09T10:00:00'))
  })

  test('takes seven fields and no other number', async () => {
    await expect(nextOf('*/5 * * * *', '2026-03-05T08:00:00')).rejects.toThrow('the timer of function t: ')
  })

  test('never overlaps itself; a run that is asked for waits', async () => {
    let running = 0
    let runs = 0
    const timer = await Timer.create('t', '* * * * * * *', async () => {
      running += 1
      expect(running).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      running -= 1
      runs += 1
    })
    await Promise.all([timer.runNow(1), timer.fire(2), timer.runNow(3)])
    expect(runs).toBe(2)
  })

  test('a plan keeps everything when it is little', () => {
    const hourly = (time: number) => (Math.floor(time / HOUR) + 1) * HOUR
    const last = () => 100 * HOUR
    expect(planFires(hourly, 0, 3 * HOUR, last)).toEqual([HOUR, 2 * HOUR, 3 * HOUR])
    const many = planFires(hourly, 0, 100 * HOUR, last)
    expect(many.length).toBeLessThanOrEqual(26)
    expect(many.at(-1)).toBe(100 * HOUR)
    expect(new Set(many).size).toBe(many.length)
  })
})

test('timers tick by themselves', async () => {
  const probe = await startProbe({ timersTick: true })
  try {
    const host = probe.cloud.cloud.functions as FunctionHost
    await host.ready
    const untilTick = 5 * MINUTE - (probe.cloud.now() % (5 * MINUTE))
    await probe.cloud.shift(untilTick - 1_500)
    const [line] = await eventually(() => (timerLines(probe).length > 0 ? timerLines(probe) : undefined), 8_000)
    expect(Date.parse(line?.Time ?? '') % (5 * MINUTE)).toBe(0)
  } finally {
    await probe.cloud.stop()
  }
}, 20_000)
