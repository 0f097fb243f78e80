import Synchronization

/// Shows how far a job is: a bar on a terminal, a line now and then elsewhere, never both.
///
/// Writes to standard error, so that standard output stays the answer. May be called from any thread.
public final class ProgressDisplay: Sendable {
    private struct State {
        var line: ProgressLine
        var shownAt: Double?
        var shownTenth = 0
        var isBarOnScreen = false
        var isFinished = false
    }

    private let terminal: Terminal
    private let isQuiet: Bool
    private let now: @Sendable () -> Double
    private let startedAt: Double
    private let state: Mutex<State>

    /// Makes a display; nothing is shown before the first ``update(done:total:text:)``.
    ///
    /// - Parameters:
    ///   - title: What the job is.
    ///   - terminal: Where to show it.
    ///   - isQuiet: Whether to show nothing at all.
    ///   - now: Seconds of a clock that never goes back.
    public init(
        _ title: String, terminal: Terminal, isQuiet: Bool = false,
        now: @escaping @Sendable () -> Double = ProgressDisplay.monotonicSeconds
    ) {
        self.terminal = terminal
        self.isQuiet = isQuiet
        self.now = now
        startedAt = now()
        state = Mutex(State(line: ProgressLine(title: title)))
    }

    // A job that failed leaves its bar; what is written next must not stand behind it.
    deinit {
        if state.withLock({ $0.isBarOnScreen && !$0.isFinished }) { terminal.writeError("\r\u{1B}[K") }
    }

    /// Tells how much is done.
    ///
    /// - Parameters:
    ///   - done: How many of the things are done.
    ///   - total: How many there are; `nil` or 0 while it is not known.
    ///   - text: What is being worked on.
    public func update(done: Int, total: Int? = nil, text: String = "") {
        guard !isQuiet else { return }
        let time = now()
        state.withLock { state in
            guard !state.isFinished else { return }
            state.line.done = done
            state.line.total = total.flatMap { $0 > 0 ? $0 : nil }
            state.line.text = text
            state.line.elapsedSeconds = time - startedAt
            terminal.errorIsInteractive ? drawBar(&state, time) : writePlain(&state, time)
        }
    }

    /// Writes a line of its own without spoiling the bar.
    public func note(_ text: String) {
        state.withLock { state in
            clearBar(&state)
            terminal.writeError(text + "\n")
        }
    }

    /// Ends the display with one line that says what came of it and how long it took; later calls do nothing.
    public func finish(_ outcome: String) {
        let seconds = now() - startedAt
        state.withLock { state in
            guard !state.isFinished else { return }
            state.isFinished = true
            clearBar(&state)
            guard !isQuiet else { return }
            terminal.writeError("\(state.line.title): \(outcome) (\(ProgressLine.duration(seconds)))\n")
        }
    }

    private func drawBar(_ state: inout State, _ time: Double) {
        let isLast = state.line.total == state.line.done
        if let shownAt = state.shownAt, time - shownAt < 0.08, !isLast { return }
        state.shownAt = time
        state.isBarOnScreen = true
        terminal.writeError("\r\(state.line.bar(width: terminal.width - 1, terminal: terminal))\u{1B}[K")
    }

    private func clearBar(_ state: inout State) {
        if state.isBarOnScreen { terminal.writeError("\r\u{1B}[K") }
        state.isBarOnScreen = false
    }

    /// A line at the start, at every tenth that comes a second after the last line, and every ten seconds.
    private func writePlain(_ state: inout State, _ time: Double) {
        let tenth = Int((state.line.fraction ?? 0) * 10)
        if let shownAt = state.shownAt {
            let isNewTenth = tenth > state.shownTenth && time - shownAt >= 1
            guard isNewTenth || time - shownAt >= 10 else { return }
        }
        state.shownAt = time
        state.shownTenth = tenth
        terminal.writeError(state.line.plain + "\n")
    }

    /// Seconds of the system's monotonic clock.
    public static let monotonicSeconds: @Sendable () -> Double = {
        let elapsed = ContinuousClock.now - clockOrigin
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }

    private static let clockOrigin = ContinuousClock.now
}
