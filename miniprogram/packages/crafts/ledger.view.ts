/** What has become of the pieces, drawn: the parts of a bar always make up the whole. Pure. */
import type { ClaimRow, Tally } from '../../contract/crafts'

export type Shade = 'accepted' | 'waiting' | 'hands' | 'rework' | 'rejected' | 'returned' | 'lost'

export interface Part {
  shade: Shade
  text: string
  count: number
}

const shown = (parts: readonly Part[]): Part[] => parts.filter(({ count }) => count > 0)

/** All pieces of a claim by where they are now. */
export function ledgerParts({ pieces, handedIn, state }: Pick<ClaimRow, 'pieces' | 'handedIn' | 'state'>): Part[] {
  const { accepted, rejected, returned, lost, out } = pieces
  return shown([
    { shade: 'accepted', text: '合格', count: accepted },
    { shade: 'waiting', text: state === 'handed_in' ? '等点数' : '等定数', count: handedIn },
    { shade: 'hands', text: state === 'taken' ? '等您取' : '在您手上', count: out - handedIn },
    { shade: 'rejected', text: '不合格', count: rejected },
    { shade: 'returned', text: '退回去了', count: returned },
    { shade: 'lost', text: '丢了坏了', count: lost },
  ])
}

/** A count: what was handed in, by how it was found. */
export const tallyParts = ({ accepted, rework, rejected }: Tally): Part[] =>
  shown([
    { shade: 'accepted', text: '合格', count: accepted },
    { shade: 'rework', text: '要返工', count: rework },
    { shade: 'rejected', text: '不合格', count: rejected },
  ])

/** 合格 18 个，要返工 1 个 */
export const partsText = (parts: readonly Part[]): string =>
  parts.map(({ text, count }) => `${text} ${count} 个`).join('，')

/** Pieces that the worker holds and has not handed in. */
export const inHands = ({ pieces, handedIn }: Pick<ClaimRow, 'pieces' | 'handedIn'>): number => pieces.out - handedIn
