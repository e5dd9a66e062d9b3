/** The last line of a test run, for those who read no other. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests }) {
    // a file that does not even load counts as a failure
    const failed = Math.max(numFailedTests, numFailedTestSuites)
    // at the very end, after jest's own summary
    process.once('exit', () => console.log(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`))
  }
}
