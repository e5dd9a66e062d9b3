import type { Declarations } from './types'

/** Fairs; see collections.ts. */
export const fairCollections: Declarations = {
  fairs: {
    purpose: 'A fair with its time, place and figures. Needed by everybody who comes, and by the staff for two years.',
    indexes: [
      {
        name: 'coming_and_past',
        fields: [
          ['over', 1],
          ['opensAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'by_state',
        fields: [
          ['state', 1],
          ['opensAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'next_check',
        fields: [
          ['nextCheckAt', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  fair_booths: {
    purpose: 'The booth of an enterprise at a fair with the postings it brings. Needed by those who come to it.',
    indexes: [
      {
        name: 'one_per_number',
        fields: [
          ['fair', 1],
          ['no', 1],
        ],
        unique: true,
      },
    ],
  },
  fair_signups: {
    purpose:
      'A person at one fair: the name and skills that the booths of her talks may see. Needed by them and the desk.',
    indexes: [
      {
        name: 'one_per_seat',
        fields: [
          ['fair', 1],
          ['seat', 1],
        ],
        unique: true,
      },
      {
        name: 'by_number',
        fields: [
          ['fair', 1],
          ['number', -1],
        ],
      },
      {
        name: 'at_desk',
        fields: [
          ['fair', 1],
          ['keys', 1],
          ['number', 1],
          ['_id', 1],
        ],
      },
      { name: 'of_person', fields: [['openid', 1]] },
      {
        name: 'to_clear',
        fields: [
          ['clearAt', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  fair_talks: {
    purpose: 'A talk of a person at a booth and what came of it. Needed by both, and for the figures of the fair.',
    indexes: [
      {
        name: 'one_per_person_and_slot',
        fields: [
          ['signup', 1],
          ['slot', 1],
        ],
        unique: true,
      },
      {
        name: 'of_booth',
        fields: [
          ['booth', 1],
          ['slot', 1],
        ],
      },
      {
        name: 'of_fair',
        fields: [
          ['fair', 1],
          ['slot', 1],
        ],
      },
      { name: 'hires_to_count', fields: [['toCount', 1]] },
      {
        name: 'to_ask',
        fields: [
          ['askAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'next_check',
        fields: [
          ['nextCheckAt', 1],
          ['_id', 1],
        ],
      },
    ],
  },
}
