/** The pages of piece-work by their addresses. */
const PAGES = '/packages/crafts/pages'

export const BATCHES_PAGE = `${PAGES}/batches/index`
export const MINE_PAGE = `${PAGES}/mine/index`
export const MONEY_PAGE = `${PAGES}/money/index`
/** where the home is said, and back */
export const HOME_PAGE = '/packages/me/pages/bind/index'

export const CARD_PAGE = `${PAGES}/card/index`

export const batchUrl = (id: string): string => `${PAGES}/batch/index?id=${id}`
export const claimUrl = (id: string): string => `${PAGES}/claim/index?id=${id}`
