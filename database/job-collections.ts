import type { Declarations } from './types'

/** The job supermarket; see collections.ts. */
export const jobCollections: Declarations = {
  postings: {
    purpose: 'A job that an enterprise offers, with its events. Needed by seekers, the enterprise and the staff.',
    indexes: [
      {
        name: 'filtered',
        fields: [
          ['keys', 1],
          ['publishedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'searched',
        fields: [
          ['grams', 1],
          ['publishedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'of_enterprise',
        fields: [
          ['enterprise', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'of_enterprise_by_state',
        fields: [
          ['enterprise', 1],
          ['state', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'at_desk',
        fields: [
          ['state', 1],
          ['deskAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'one_per_request',
        fields: [
          ['by', 1],
          ['requestId', 1],
        ],
        unique: true,
      },
      {
        name: 'next_check',
        fields: [
          ['nextCheckAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'to_close',
        fields: [
          ['toClose', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  posting_reports: {
    purpose: 'What one person says is wrong with one posting. Needed by the staff, who look at it, for ninety days.',
    indexes: [
      {
        name: 'of_posting',
        fields: [
          ['posting', 1],
          ['at', 1],
        ],
      },
      {
        name: 'of_person',
        fields: [
          ['by', 1],
          ['at', 1],
        ],
      },
      { name: 'to_clear', fields: [['clearAt', 1]] },
    ],
  },
  seekers: {
    purpose:
      "A person's card for looking for work, saved postings and last night's match. Needed by that person alone, who can delete it.",
    indexes: [
      {
        name: 'to_match',
        fields: [
          ['card.match', 1],
          ['since', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  applications: {
    purpose: 'One person applies for one posting, inside a consent. Needed by that person and the enterprise.',
    indexes: [
      {
        name: 'of_seeker',
        fields: [
          ['seeker', 1],
          ['open', 1],
          ['updatedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'of_seeker_to_posting',
        fields: [
          ['seeker', 1],
          ['posting', 1],
          ['attempt', 1],
        ],
      },
      {
        name: 'at_posting',
        fields: [
          ['posting', 1],
          ['open', 1],
          ['at', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'at_posting_by_state',
        fields: [
          ['posting', 1],
          ['state', 1],
          ['at', 1],
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
  talks: {
    purpose:
      'What one person asks of one posting, numbers hidden and no name. Needed by that person and the enterprise.',
    indexes: [
      {
        name: 'of_seeker',
        fields: [
          ['seeker', 1],
          ['updatedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'begun',
        fields: [
          ['seeker', 1],
          ['createdAt', 1],
        ],
      },
      {
        name: 'of_enterprise',
        fields: [
          ['enterprise', 1],
          ['updatedAt', -1],
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
}
