import Base
import Glibc

/// When to ask again after an answer that may be better the next time, and how long to wait before.
///
/// Waits double from ``baseSeconds`` up to ``maxSeconds``, each shortened by up to a half at random so that many clients do
/// not return at one moment. A source that says how long to wait is obeyed, unless it asks for more than ``maxSeconds``.
public struct RetryPolicy: Sendable {
    /// How often to ask in all.
    public let attempts: Int
    /// The first wait.
    public let baseSeconds: Double
    /// The longest wait.
    public let maxSeconds: Double
    /// What fixes the random part.
    public let seed: UInt64
    /// Waits a number of seconds.
    public let sleep: @Sendable (Double) -> Void

    /// Makes a policy.
    public init(
        attempts: Int = 4, baseSeconds: Double = 1, maxSeconds: Double = 60, seed: UInt64 = 1,
        sleep: @escaping @Sendable (Double) -> Void = RetryPolicy.wait
    ) {
        precondition(attempts > 0, "a policy asks at least once, not \(attempts) times")
        self.attempts = attempts
        self.baseSeconds = baseSeconds
        self.maxSeconds = maxSeconds
        self.seed = seed
        self.sleep = sleep
    }

    /// Lets the thread sleep.
    public static func wait(seconds: Double) {
        guard seconds > 0 else { return }
        let whole = min(seconds, 1e6)
        var wanted = timespec(tv_sec: Int(whole), tv_nsec: Int((whole - whole.rounded(.down)) * 1e9))
        var left = timespec()
        // Interrupted by a signal, it goes on with what is left.
        while nanosleep(&wanted, &left) != 0 && errno == EINTR { wanted = left }
    }

    /// How long to wait after so many failures (1 is the first); `nil` to give up.
    func wait(afterFailures failures: Int, asked: Double?, _ generator: inout SeededGenerator) -> Double? {
        guard failures < attempts else { return nil }
        if let asked { return asked <= maxSeconds ? max(asked, 0) : nil }
        var seconds = baseSeconds
        for _ in 1..<failures { seconds = min(seconds * 2, maxSeconds) }
        return min(seconds, maxSeconds) * (1 - generator.uniform() / 2)
    }
}
