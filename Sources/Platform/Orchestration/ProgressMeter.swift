import Synchronization

/// Joins the progress of many judgements, each counted in its own steps, into one of 100 steps a judgement.
final class ProgressMeter: Sendable {
    private let total: Int
    private let report: JobProgress
    private let finished = Mutex(0)

    init(units: Int, _ report: @escaping JobProgress) {
        total = units * 100
        self.report = report
    }

    /// Tells how far the judgement under way is.
    func update(done: Int, of steps: Int, _ text: String) {
        let before = finished.withLock { $0 * 100 }
        report(min(total, before + 100 * done / max(1, steps)), total, text)
    }

    /// Ends so many judgements.
    func skip(_ units: Int, _ text: String) {
        let done = finished.withLock {
            $0 += units
            return $0 * 100
        }
        report(min(total, done), total, text)
    }
}
