/** Time travel: Date of the whole page runs ahead of the machine's by a shift. */

const Machine = Date
let shift = 0

const now = (): number => Machine.now() + shift

/** Milliseconds by which the phone's clock is ahead from now on. */
export function shiftTime(ms: number): void {
  shift = ms
}

/** Puts the phone's Date in the place of the browser's; to be called before any code of the app is run. */
export function installClock(): void {
  const PhoneDate: DateConstructor = new Proxy(Machine, {
    construct: (target, args: unknown[], newTarget): Date =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === PhoneDate ? target : newTarget,
      ) as Date,
    apply: () => new Machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  })
  // `date.constructor === Date` must stay true for what tells types apart by it.
  Object.defineProperty(Machine.prototype, 'constructor', { value: PhoneDate, configurable: true, writable: true })
  globalThis.Date = PhoneDate
}
