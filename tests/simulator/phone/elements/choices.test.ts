/** checkbox, radio, switch, slider, label, form. */
import { type Case, expectSoon, testAll } from './stage'

const choices: Case[] = [
  {
    it: 'a checkbox-group tells its values in the order of the page',
    wxml: `<checkbox-group bindchange="log"><label><checkbox value="a" />甲</label>
      <label><checkbox value="b" checked />乙</label><checkbox value="c" disabled>丙</checkbox></checkbox-group>`,
    async act(page) {
      await page.getByText('甲').click()
      await page.getByRole('checkbox').nth(1).click()
      await page.getByText('丙').click({ force: true })
    },
    events: [
      ['change', { value: ['a', 'b'] }],
      ['change', { value: ['a'] }],
    ],
  },
  {
    it: 'in a radio-group one is chosen, by label, by hand or by the page',
    wxml: `<radio-group bindchange="log"><label for="x">叉</label><radio id="x" value="x" />
      <radio value="y" checked="{{y}}">勾</radio></radio-group>`,
    data: { y: true },
    async act(page, stage) {
      await page.getByText('叉').click()
      await page.getByRole('radio').first().click()
      await stage.setData({ y: true })
    },
    events: [['change', { value: 'x' }]],
    check: async (page) => {
      await expectSoon(() => page.getByRole('radio', { checked: true }).innerText(), '勾')
    },
  },
  {
    it: 'a switch turns by tap and by keyboard',
    wxml: '<switch bindchange="log" aria-label="提醒" /><switch disabled checked bindchange="log" />',
    async act(page) {
      await page.getByRole('switch', { name: '提醒' }).click()
      await page.getByRole('switch', { name: '提醒' }).press(' ')
      await page.getByRole('switch').last().click({ force: true })
    },
    events: [
      ['change', { value: true }],
      ['change', { value: false }],
    ],
  },
  {
    it: 'a slider goes by steps, by hand and by arrow keys',
    wxml: '<slider step="10" value="30" show-value bindchanging="log" bindchange="log" aria-label="音量" />',
    async act(page) {
      const box = (await page.locator('.wx-slider-bar').boundingBox())!
      await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.52, box.y + box.height / 2)
      await page.mouse.up()
      await page.getByRole('slider', { name: '音量' }).press('ArrowRight')
    },
    events: [
      ['changing', { value: 50 }],
      ['change', { value: 50 }],
      ['change', { value: 60 }],
    ],
    check: async (page) => expect(await page.getByText('60').isVisible()).toBe(true),
  },
  {
    it: 'a label focuses the input that it names, else the first inside',
    wxml: '<label for="second">二</label><input id="second" placeholder="第二" /><label>三<input placeholder="第三" /></label>',
    async check(page) {
      const focused = () => page.evaluate('document.activeElement?.placeholder')
      await page.getByText('二', { exact: true }).click()
      await expectSoon(focused, '第二')
      await page.getByText(/^三/).click({ position: { x: 2, y: 2 } })
      await expectSoon(focused, '第三')
    },
  },
  {
    it: 'a form collects every field by its name and resets them',
    wxml: `<form bindsubmit="log" bindreset="log"><input name="words" value="话" /><textarea name="more" value="多" />
      <switch name="on" checked /><slider name="much" value="7" />
      <checkbox-group name="many"><checkbox value="1" checked /></checkbox-group>
      <radio-group name="one"><radio value="2" checked /></radio-group>
      <picker name="pick" range="{{[1, 2]}}" value="{{1}}">选</picker><input value="无名" />
      <button form-type="submit" id="send" data-kind="k">发</button><button form-type="reset">清</button></form>`,
    js: `log(e) { globalThis.noted.push([e.type, e.detail.value ?? null]) }`,
    async act(page) {
      await page.getByRole('button', { name: '发' }).click()
      await page.getByRole('button', { name: '清' }).click()
      await page.getByRole('button', { name: '发' }).click()
    },
    events: [
      ['submit', { words: '话', more: '多', on: true, much: 7, many: ['1'], one: '2', pick: 1 }],
      ['reset', null],
      ['submit', { words: '', more: '', on: false, much: 0, many: [], one: '', pick: '' }],
    ],
  },
  {
    it: 'the words of a label name its control',
    wxml: `<label><checkbox value="a" />同意</label><label for="home">门牌</label><input id="home" />
      <label for="home">0/50</label><label><switch />提醒</label>`,
    async check(page) {
      await page.getByRole('checkbox', { name: '同意' }).waitFor()
      await page.getByRole('textbox', { name: '门牌' }).waitFor()
      await page.getByRole('switch', { name: '提醒' }).waitFor()
    },
  },
]

testAll(choices)
