import type { Template } from '../../miniprogram/contract/messages'

/** Function settings: the ids that the subscribe-message templates have on mp.weixin.qq.com; those that are set. */
export function templateIds(): { [T in Template]?: string } {
  const {
    TEMPLATE_CASE_PROGRESS: caseProgress,
    TEMPLATE_NEW_WORK: newWork,
    TEMPLATE_PIECE_WORK: pieceWork,
    TEMPLATE_JOB_NEWS: jobNews,
  } = process.env
  return {
    ...(caseProgress ? { caseProgress } : {}),
    ...(newWork ? { newWork } : {}),
    ...(pieceWork ? { pieceWork } : {}),
    ...(jobNews ? { jobNews } : {}),
  }
}
