import Dispatch
import Synchronization

/// Calls `body` with 0..<count on at most so many threads and gives the results in order.
///
/// After a failure no further call starts; of several failures the one with the lowest index is thrown.
public func parallelMap<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    let state = Mutex(ParallelState<Value, Failure>(count: count))
    @Sendable func work() {
        while let index = state.withLock({ $0.take() }) {
            do throws(Failure) {
                let value = try body(index)
                state.withLock { $0.results[index] = value }
            } catch {
                state.withLock { $0.failures[index] = error }
            }
        }
    }
    let workers = max(1, min(threads, count))
    if workers == 1 { work() } else { DispatchQueue.concurrentPerform(iterations: workers) { _ in work() } }
    let end = state.withLock { $0 }
    if let first = end.failures.min(by: { $0.key < $1.key }) { throw first.value }
    return end.results.compactMap(\.self)
}

private struct ParallelState<Value: Sendable, Failure: Error>: Sendable {
    var results: [Value?]
    var failures: [Int: Failure] = [:]
    private var next = 0

    init(count: Int) { results = [Value?](repeating: nil, count: count) }

    mutating func take() -> Int? {
        guard next < results.count, failures.isEmpty else { return nil }
        next += 1
        return next - 1
    }
}
