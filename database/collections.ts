import { craftCollections } from './craft-collections'
import { fairCollections } from './fair-collections'
import { jobCollections } from './job-collections'
import type { Declarations } from './types'

/**
 * Every collection with its purpose and indexes, declared once: the local cloud and the deployment read it.
 * Clients have no access to any of them. A list index ends with the sort field and _id, for keyset pages.
 */
export const collections: Declarations = {
  ...craftCollections,
  ...fairCollections,
  ...jobCollections,
  members: {
    purpose: 'A person: home, name, telephone and roles. Needed by routing (who serves a building) and by the person.',
    indexes: [
      { name: 'public_id', fields: [['id', 1]], unique: true },
      { name: 'roles', fields: [['roleKeys', 1]] },
    ],
  },
  buildings: {
    purpose: 'The estate: buildings with units, floors, lifts. Needed by binding and by reports.',
    indexes: [{ name: 'cluster', fields: [['cluster', 1]] }],
  },
  invitations: {
    purpose: 'One-time codes for roles, by digest. Needed by the invited person once.',
    indexes: [{ name: 'expiry', fields: [['expiresAt', 1]] }],
  },
  grant_events: {
    purpose: 'Every change of roles. Needed by staff to answer for who could see what, when.',
    indexes: [
      {
        name: 'newest',
        fields: [
          ['at', -1],
          ['_id', -1],
        ],
      },
    ],
  },
  looks: {
    purpose: 'Who looked at whose name and telephone. Needed by the person looked at (PIPL §44).',
    indexes: [
      {
        name: 'of_person',
        fields: [
          ['person', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
    ],
  },
  requests: {
    purpose: 'Answers of mutating calls by requestId, for retries. Needed for three days.',
    indexes: [{ name: 'expiry', fields: [['expiresAt', 1]] }],
  },
  messages: {
    purpose: 'What a person is told inside the mini-program. Needed by that person for ninety days.',
    indexes: [
      {
        name: 'newest',
        fields: [
          ['to', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'unread',
        fields: [
          ['to', 1],
          ['read', 1],
        ],
      },
      {
        name: 'to_push',
        fields: [
          ['push', 1],
          ['at', 1],
          ['_id', 1],
        ],
      },
      { name: 'expiry', fields: [['expiresAt', 1]] },
    ],
  },
  notices: {
    purpose: 'What the community tells people. Needed by them until its end, a year longer by those who published it.',
    indexes: [
      {
        name: 'readable',
        fields: [
          ['keys', 1],
          ['current', 1],
          ['rank', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'managed',
        fields: [
          ['scope', 1],
          ['publishedAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'to_end',
        fields: [
          ['current', 1],
          ['endsAt', 1],
        ],
      },
      { name: 'expiry', fields: [['expiresAt', 1]] },
    ],
  },
  cases: {
    purpose: 'A case with all its events. Needed by reporter, handler and those who answer for them.',
    indexes: [
      {
        name: 'one_report_per_request',
        fields: [
          ['reporter', 1],
          ['requestId', 1],
        ],
        unique: true,
      },
      {
        name: 'mine',
        fields: [
          ['reporter', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      {
        name: 'work',
        fields: [
          ['handlerKey', 1],
          ['open', 1],
          ['dueAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'cluster_work',
        fields: [
          ['cluster', 1],
          ['open', 1],
          ['dueAt', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'filtered',
        fields: [
          ['filters', 1],
          ['createdAt', -1],
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
      {
        name: 'changed',
        fields: [
          ['updatedAt', 1],
          ['_id', 1],
        ],
      },
      { name: 'picture_checks', fields: [['pictures.traceId', 1]] },
    ],
  },
  counts: {
    purpose: 'Cases of a cluster by state, group and handler, kept with the moves. Needed by leaders and staff.',
    indexes: [],
  },
  settings: {
    purpose: 'Values of the running system, such as how far a timer has come. Needed by the functions.',
    indexes: [],
  },
}
