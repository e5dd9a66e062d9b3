/** Words of the job supermarket, as its pages say them to one who looks for work. */
import type { ApplicationEvent, ApplicationState, SuitReason } from '../../contract/job-applications'
import type { Tone } from '../../core/bars'

/** An application in two or three words, beside its name. */
export const STATE_TEXTS: { readonly [S in ApplicationState]: string } = {
  sent: '等着看',
  seen: '看过了',
  invited: '请您去谈',
  hired: '录用了',
  declined: '没选上',
  withdrawn: '撤回了',
  closed: '没下文',
}

/** What asks something of the person stands out. */
export const STATE_TONES: { readonly [S in ApplicationState]: Tone } = {
  sent: 'quiet',
  seen: 'waiting',
  invited: 'brand',
  hired: 'done',
  declined: 'quiet',
  withdrawn: 'quiet',
  closed: 'quiet',
}

/** Where an application stands, in one sentence. */
export const STATE_SENTENCES: { readonly [S in ApplicationState]: string } = {
  sent: '报上去了，等单位看',
  seen: '单位看过了，等他们回话',
  invited: '单位请您去谈谈',
  hired: '单位录用您了',
  declined: '这次没选上',
  withdrawn: '您撤回了',
  closed: '这个岗位没有下文了',
}

/** What comes next; '' : nothing more. */
export const NEXT_TEXTS: { readonly [S in ApplicationState]: string } = {
  sent: '有回音会告诉您。等不及可以先问一句。',
  seen: '有回音会告诉您。也可以问一句。',
  invited: '时间、地点写在下面，去不了就说一声。',
  hired: '什么时候上班，和单位说好。要交钱、押证件的，千万别去。',
  declined: '别灰心，家门口还有别的岗位。',
  withdrawn: '您的姓名、求职卡单位看不到了。',
  closed: '单位三十天没有回话，或者岗位撤了。您的姓名、求职卡他们看不到了。',
}

const BY: { readonly [R in ApplicationEvent['by']]: string } = { seeker: '您', enterprise: '单位', system: '' }

const WHAT: { readonly [W in ApplicationEvent['what']]: string } = {
  apply: '报了名',
  see: '看过了',
  invite: '请您去谈',
  hire: '录用您了',
  decline: '这次没选您',
  withdraw: '撤回了应聘',
  close: '没有下文，自动结束了',
}

export const eventText = ({ by, what }: Pick<ApplicationEvent, 'by' | 'what'>): string => `${BY[by]}${WHAT[what]}`

/** Why a posting suits or not. */
export const SUIT_TEXTS: { readonly [R in SuitReason]: string } = {
  kind_yes: '是您想做的活',
  kind_no: '不是您想做的活',
  shift_yes: '上班时间对得上',
  shift_no: '上班时间对不上',
  pay_yes: '够您想要的工钱',
  pay_no: '工钱比您想要的少',
  near_yes: '不算远',
  near_no: '比您想走的远',
}
