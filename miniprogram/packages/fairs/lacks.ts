/** What stands before a sign-up, and where that is mended. */
export type Lack = 'home' | 'card' | 'name'

export interface Lacking {
  text: string
  hint: string
  button: string
}

export const LACKS: { readonly [lack: string]: Lacking } = {
  home: {
    text: '先登记您住哪一户',
    hint: '报名的都是院里的人。登记好再回来，选好的企业还在。',
    button: '登记住在哪一户',
  },
  card: {
    text: '先填一张求职卡',
    hint: '想做什么、能上什么班，点几下，一分钟。社区照着它给您排。填好再回来，选好的企业还在。',
    button: '填求职卡',
  },
  name: {
    text: '先写上您的姓名',
    hint: '企业要知道怎么称呼您。写好再回来，选好的企业还在。',
    button: '写姓名',
  },
} satisfies { readonly [L in Lack]: Lacking }
