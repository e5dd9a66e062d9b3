import type { Declarations } from './types'

/** Enterprises and piece-work; see collections.ts. */
export const craftCollections: Declarations = {
  enterprises: {
    purpose:
      'An enterprise with its members and its record. Needed by those who work for it and the staff who let it in.',
    indexes: [
      { name: 'one_per_code', fields: [['code', 1]], unique: true },
      {
        name: 'by_state',
        fields: [
          ['state', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'applications',
        fields: [
          ['applicant', 1],
          ['state', 1],
        ],
      },
      { name: 'invitation', fields: [['invitations.digest', 1]] },
    ],
  },
  products: {
    purpose: 'What is made at home, with its steps and how long others took. Needed by those who make it.',
    indexes: [
      {
        name: 'of_enterprise',
        fields: [
          ['enterprise', 1],
          ['createdAt', -1],
          ['_id', -1],
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
      { name: 'picture_checks', fields: [['pictures.traceId', 1]] },
    ],
  },
  batches: {
    purpose:
      'Pieces of a product to be taken home, with price and sums. Needed by workers, the enterprise and the staff.',
    indexes: [
      {
        name: 'by_state',
        fields: [
          ['state', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'ending',
        fields: [
          ['state', 1],
          ['deadline', 1],
          ['_id', 1],
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
        name: 'one_per_request',
        fields: [
          ['by', 1],
          ['requestId', 1],
        ],
        unique: true,
      },
    ],
  },
  claims: {
    purpose: 'What one person took of one batch, with both ledgers. Needed by that person and the enterprise.',
    indexes: [
      {
        name: 'one_per_request',
        fields: [
          ['worker', 1],
          ['requestId', 1],
        ],
        unique: true,
      },
      {
        name: 'of_worker',
        fields: [
          ['worker', 1],
          ['open', 1],
          ['updatedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'one_per_seat',
        fields: [
          ['worker', 1],
          ['seat', 1],
        ],
        unique: true,
      },
      {
        name: 'of_worker_in_batch',
        fields: [
          ['worker', 1],
          ['batch', 1],
        ],
      },
      {
        name: 'at_counter',
        fields: [
          ['enterprise', 1],
          ['open', 1],
          ['updatedAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'at_counter_by_state',
        fields: [
          ['enterprise', 1],
          ['state', 1],
          ['updatedAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'by_state',
        fields: [
          ['state', 1],
          ['updatedAt', 1],
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
      { name: 'picture_checks', fields: [['pictures.traceId', 1]] },
    ],
  },
  wages: {
    purpose:
      'What is owed for one count, until it is paid, and the record of it. Needed by worker, enterprise and staff.',
    indexes: [
      {
        name: 'of_worker',
        fields: [
          ['worker', 1],
          ['month', 1],
          ['countedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'of_enterprise',
        fields: [
          ['enterprise', 1],
          ['month', 1],
          ['countedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'to_pay',
        fields: [
          ['enterprise', 1],
          ['open', 1],
          ['dueAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'blocking',
        fields: [
          ['enterprise', 1],
          ['owing', 1],
          ['dueAt', 1],
        ],
      },
      {
        name: 'arrears',
        fields: [
          ['owing', 1],
          ['dueAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'by_state',
        fields: [
          ['state', 1],
          ['dueAt', 1],
          ['_id', 1],
        ],
      },
      { name: 'of_claim', fields: [['claim', 1]] },
      {
        name: 'of_worker_open',
        fields: [
          ['worker', 1],
          ['open', 1],
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
  crafters: {
    purpose: "A person's card for piece-work and own pace. Needed by that person alone, who can delete it.",
    indexes: [],
  },
}
