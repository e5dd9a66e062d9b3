/** Tests in a browser take longest, so they begin: what ends last decides when all have ended. */
const Sequencer = require('@jest/test-sequencer').default

const LONGEST = /phone[\\/](look|fairs-edges|crafts)\.|functions[\\/]jobs-timer\./
const rankOf = ({ path }) => (LONGEST.test(path) ? 0 : /tests[\\/]phone[\\/]/.test(path) ? 1 : 2)

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other))
  }
}
