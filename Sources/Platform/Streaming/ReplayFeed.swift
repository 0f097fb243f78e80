import Dispatch
import Synchronization

/// Plays a ``ReplaySchedule`` at a steady pace on a queue of its own.
public final class ReplayFeed: Sendable {
    /// What a listener is told, on the feed's queue, one step after the other.
    public typealias Listener = @Sendable (ReplaySchedule.Step) -> Void

    private struct State {
        var schedule: ReplaySchedule
        var isRunning = false
    }

    private let state: Mutex<State>
    private let listener: Listener
    private let queue = DispatchQueue(label: "martlet.replay")
    private let stepMilliseconds: Int

    /// Makes a feed that takes a step every so many milliseconds once started.
    public init(_ schedule: ReplaySchedule, stepMilliseconds: Int, listener: @escaping Listener) {
        state = Mutex(State(schedule: schedule))
        self.listener = listener
        self.stepMilliseconds = stepMilliseconds
    }

    /// Begins to play; the first step comes after one interval.
    public func start() {
        state.withLock { $0.isRunning = true }
        scheduleStep()
    }

    /// Ends the play; returns once no step is under way.
    ///
    /// Not to be called by the listener.
    public func stop() {
        state.withLock { $0.isRunning = false }
        queue.sync {}
    }

    private func scheduleStep() {
        queue.asyncAfter(deadline: .now() + .milliseconds(stepMilliseconds)) { [weak self] in self?.takeStep() }
    }

    private func takeStep() {
        let step = state.withLock { $0.isRunning ? $0.schedule.next() : nil }
        guard let step else { return }
        listener(step)
        scheduleStep()
    }
}
