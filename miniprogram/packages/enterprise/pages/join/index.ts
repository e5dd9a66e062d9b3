import { ENTERPRISE_LIMITS, type EnterpriseOwnView } from '../../../../contract/enterprises'
import { pageBehavior } from '../../../../core/page'
import { replace, tell } from '../../../../core/platform'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { chooseEnterprise } from '../../chosen'
import { joinEnterprise } from '../../enterprise.service'
import type { ValueEvent } from '../../../../core/value-event'
import { createIntent, type Intent } from '../../../../core/intent'
import { tidyInvitation } from '../../members.view'
import { problemsOf, type Problems } from '../../problems'
import { pageUrl } from '../../url'

const OWN_PROBLEMS = {
  ': EXPIRED': '这个码不对、用过了或者过期了，请同事再给一个',
  ': NOT_FOUND': '这个码不对、用过了或者过期了，请同事再给一个',
  ': LIMIT': `这家人满了，或者您已经管着 ${ENTERPRISE_LIMITS.perPerson} 家了`,
  ': NOT_NOW': '您已经在里面了',
}

/** ?code=: from a message that a colleague sent */
Page({
  behaviors: [pageBehavior],

  data: {
    code: '',
    name: '',
    most: ENTERPRISE_LIMITS.contactCharacters as number,
    problems: {} as Problems,
    isSending: false,
  },

  intent: null as Intent | null,

  onLoad({ code = '' }: { code?: string }) {
    this.intent = createIntent()
    this.setData({ code: tidyInvitation(code), name: session.me()?.name ?? '' })
  },

  write({ currentTarget, detail }: ValueEvent<string>) {
    const { field } = currentTarget.dataset as { field: 'code' | 'name' }
    this.setData({ [field]: detail, problems: {} })
  },

  join: singleFlight(async function (this: { joinNow(): Promise<void> }) {
    await this.joinNow()
  }),

  async joinNow() {
    const input = { code: tidyInvitation(this.data.code), name: this.data.name.trim() }
    const problems: Problems = {
      ...(input.code.length === ENTERPRISE_LIMITS.codeCharacters
        ? {}
        : { code: `邀请码是 ${ENTERPRISE_LIMITS.codeCharacters} 个字母和数字` }),
      ...(input.name === '' ? { name: '请填姓名，领活的人要知道是谁发的料、点的数' } : {}),
    }
    this.setData({ problems })
    if (Object.keys(problems).length > 0) return
    this.setData({ isSending: true })
    try {
      await this.joined(await joinEnterprise(input, this.intent?.idOf(input) ?? ''))
    } catch (error) {
      this.setData({ problems: problemsOf(error, ['code', 'name'], OWN_PROBLEMS) })
    }
    this.setData({ isSending: false })
  },

  async joined({ id, name }: EnterpriseOwnView) {
    chooseEnterprise(id)
    await tell('加入好了', `您可以替“${name}”发料、点数、付工钱了。`)
    replace(`${pageUrl('home')}?enterprise=${id}`)
  },
})
