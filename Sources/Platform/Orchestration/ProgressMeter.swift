import Synchronization

/// Joins the progress of many judgements into one count of fits.
final class ProgressMeter: Sendable {
    private let total: Int
    private let report: JobProgress
    private let finished = Mutex(0)

    /// Makes a meter of so many fits over all judgements.
    init(total: Int, _ report: @escaping JobProgress) {
        self.total = total
        self.report = report
    }

    /// Tells how many fits of the judgement under way are done.
    func update(done: Int, _ text: String) { report(min(total, finished.withLock(\.self) + done), total, text) }

    /// Ends a judgement, or leaves one out, of so many fits.
    func finish(fits: Int, _ text: String) {
        let done = finished.withLock { finished in
            finished += fits
            return finished
        }
        report(min(total, done), total, text)
    }
}
