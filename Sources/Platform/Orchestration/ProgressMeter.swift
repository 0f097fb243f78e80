import Synchronization

/// Joins the progress of many judgements into one count of fits.
final class ProgressMeter: Sendable {
    private let total: Int
    private let report: JobProgress
    private let finished = Mutex(0)

    /// - Parameter total: The fits of all judgements together.
    init(total: Int, _ report: @escaping JobProgress) {
        self.total = total
        self.report = report
    }

    /// Tells how many fits of the judgement under way are done.
    func update(done: Int, _ text: String) { report(min(total, finished.withLock(\.self) + done), total, text) }

    /// Ends a judgement, or leaves one out, of so many fits.
    func finish(fits: Int, _ text: String) {
        let done = finished.withLock { $0 += fits; return $0 }
        report(min(total, done), total, text)
    }
}
