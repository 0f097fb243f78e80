public import Base
import Dispatch
import Synchronization

/// Plays a ``ReplaySchedule`` at a steady pace on a queue of its own.
public final class ReplayFeed: Sendable {
    /// What a listener is told.
    public typealias Listener = @Sendable (ReplaySchedule.Step) -> Void

    private let schedule: Mutex<ReplaySchedule>
    private let listener: Listener
    private let timer: any DispatchSourceTimer & Sendable
    private let stepMilliseconds: Int

    /// Makes a feed that takes a step every so many milliseconds once started.
    public init(_ schedule: ReplaySchedule, stepMilliseconds: Int, listener: @escaping Listener) {
        self.schedule = Mutex(schedule)
        self.listener = listener
        self.stepMilliseconds = stepMilliseconds
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "martlet.replay"))
    }

    /// Begins to play.
    public func start() {
        timer.setEventHandler { [weak self] in self?.step() }
        timer.schedule(deadline: .now() + .milliseconds(stepMilliseconds), repeating: .milliseconds(stepMilliseconds))
        timer.activate()
    }

    /// Ends the play; a step under way finishes.
    public func stop() { timer.cancel() }

    private func step() {
        guard let step = schedule.withLock({ $0.next() }) else { return }
        listener(step)
    }
}
