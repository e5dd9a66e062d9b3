import { control } from './controls'
import { attribute, keyboardTap, make } from './dom'
import type { Host } from './element'
import { element } from './element'
import type { Column, PickerModel } from './picker-models'
import { dateModel, multiModel, selectorModel, timeModel, words } from './picker-models'
import { openSheet } from './sheet'
import type { Wheel } from './wheel'
import { wheel } from './wheel'

const properties = {
  mode: 'selector',
  disabled: false,
  headerText: '',
  name: '',
  range: [] as unknown[],
  rangeKey: '',
  value: undefined as unknown,
  start: '',
  end: '',
  fields: 'day',
  level: 'region',
}

type PickerHost = Host<typeof properties>

const ITEM_PX = 44
const indexOf = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const today = (): number[] => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
}

const models: Readonly<Record<string, (host: PickerHost) => PickerModel>> = {
  selector: (host) => selectorModel(words(host.get('range'), host.get('rangeKey')), indexOf(host.get('value'))),
  multiSelector(host) {
    const value = host.get('value')
    const ranges = () =>
      host.get('range').map((range) => (Array.isArray(range) ? words(range, host.get('rangeKey')) : []))
    return multiModel(ranges, Array.isArray(value) ? value.map(indexOf) : [])
  },
  time: (host) => timeModel(textOf(host.get('value')), host.get('start'), host.get('end')),
  date: (host) =>
    dateModel({
      value: textOf(host.get('value')),
      start: host.get('start'),
      end: host.get('end'),
      fields: host.get('fields'),
      today: today(),
    }),
}

/** The columns of an open sheet; `draw` brings them to what the model says. */
const columnsOf = (model: PickerModel, turned: (column: number, index: number) => void) => {
  const box = make('div', { class: 'wx-picker-columns' })
  const drawn: { node: HTMLElement; turner: Wheel; items: readonly string[] }[] = []
  const addColumn = (place: number, { label }: Column): void => {
    const node = make('div', {
      class: 'wx-picker-column',
      attributes: { role: 'listbox', 'aria-label': label, tabindex: '0' },
    })
    const turner = wheel(node, {
      itemHeight: () => ITEM_PX,
      count: () => node.childElementCount,
      settled: (index) => turned(place, index),
    })
    box.append(node)
    drawn.push({ node, turner, items: [] })
  }
  const option = (text: string): HTMLElement => make('div', { text, attributes: { role: 'option' } })
  const draw = (): void => {
    for (const [place, column] of model.columns().entries()) {
      if (!drawn[place]) addColumn(place, column)
      const { node, turner, items } = drawn[place]!
      if (items.join('\n') !== column.items.join('\n')) node.replaceChildren(...column.items.map(option))
      drawn[place]!.items = column.items
      turner.show(column.index)
      for (const [i, child] of [...node.children].entries()) {
        child.setAttribute('aria-selected', String(i === column.index))
      }
    }
  }
  /** A turn may still be on its way to rest when the person confirms. */
  const finish = (): void => {
    for (const [place, { turner }] of drawn.entries()) {
      const column = model.columns()[place]
      if (column && turner.index() !== column.index) model.turned(place, turner.index())
    }
  }
  return { box, draw, finish }
}

const open = (host: PickerHost, model: PickerModel): { redraw(): void; close(): void } => {
  const title = host.get('headerText') || '请选择'
  const columns = columnsOf(model, (column, value) => {
    model.turned(column, value)
    if (host.get('mode') === 'multiSelector') host.emit('columnchange', { column, value })
    columns.draw()
  })
  const cancelled = (): void => host.emit('cancel')
  const button = (text: string, run: () => void): HTMLElement =>
    make('button', { text, attributes: { type: 'button' }, click: run })
  const body = make('div', { class: 'wx-picker-sheet' }, [
    make('header', {}, [
      button('取消', () => {
        sheet.close()
        cancelled()
      }),
      make('h2', { text: host.get('headerText') }),
      button('确定', () => {
        columns.finish()
        sheet.close()
        host.set({ value: model.value() })
        host.emit('change', { value: model.value() })
      }),
    ]),
    columns.box,
  ])
  const sheet = openSheet(host.services.overlay(), title, body, cancelled)
  columns.draw()
  return { redraw: columns.draw, close: sheet.close }
}

/** <picker>: its content is what is tapped; the choice is made in a sheet from the bottom. */
export const picker = element(properties, (host) => {
  const { dom } = host
  let shown: ReturnType<typeof open> | undefined
  dom.setAttribute('role', 'button')
  dom.setAttribute('aria-haspopup', 'dialog')
  dom.tabIndex = 0
  keyboardTap(dom)
  const tapped = (): void => {
    if (host.get('disabled')) return
    const model = models[host.get('mode')]
    if (!model) return host.services.problem(`<picker> 的 mode="${host.get('mode')}" 在这部手机上没有实现`)
    shown = open(host, model(host))
  }
  host.on('tap', tapped)
  control.is(host.component, {
    activate: tapped,
    field: {
      name: () => host.get('name'),
      value: () => host.get('value') ?? '',
      reset: () => host.set({ value: undefined }),
    },
  })
  return {
    // A page that is left takes its sheet along.
    detached: () => shown?.close(),
    changed: {
      range: () => shown?.redraw(),
      disabled: () => attribute(dom, 'aria-disabled', host.get('disabled') ? 'true' : undefined),
    },
  }
})
