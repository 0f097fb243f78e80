internal import Base
internal import Glibc

/// Lines on their way to a sink: appended by many threads, taken by the one thread this owns.
///
/// Unchecked Sendable: `state` is touched only while `mutex` is held; both live at fixed addresses until `deinit`, which
/// runs after the thread was joined by ``close()``.
final class LogBuffer: @unchecked Sendable {
    private struct State {
        var lines: [UInt8] = []
        var dropped = 0
        var isClosed = false
        var isWriting = false
        var second = Int64.min
        var timePrefix: [UInt8] = []
    }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let sink: any LogSink
    private let capacityBytes: Int
    private var state = State()
    private var thread = pthread_t()

    init(sink: any LogSink, capacityBytes: Int) {
        self.sink = sink
        self.capacityBytes = capacityBytes
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
        let this = Unmanaged.passUnretained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<LogBuffer>.fromOpaque(context).takeUnretainedValue().drain() }
                return nil
            }, this)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Adds a line that lacks its start, the time; never waits for the sink.
    ///
    /// A full buffer drops the line.
    func append(_ rest: [UInt8], at now: Instant) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard state.lines.count + rest.count < capacityBytes else {
            state.dropped += 1
            return
        }
        let wasEmpty = state.lines.isEmpty
        appendTime(now)
        state.lines.append(contentsOf: rest)
        state.lines.append(UInt8(ascii: "\n"))
        if wasEmpty { pthread_cond_broadcast(changed) }
    }

    /// Waits until every line appended so far is written.
    func flush() {
        pthread_mutex_lock(mutex)
        while !state.lines.isEmpty || state.isWriting { pthread_cond_wait(changed, mutex) }
        pthread_mutex_unlock(mutex)
    }

    /// Writes what is left and ends the thread; nothing may be appended afterwards.
    func close() {
        pthread_mutex_lock(mutex)
        state.isClosed = true
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
        pthread_join(thread, nil)
    }

    private func appendTime(_ now: Instant) {
        let second = now.seconds
        if second != state.second {
            state.second = second
            state.timePrefix = Array("{\"time\":\"\(Instant(seconds: second).iso8601.dropLast()).".utf8)
        }
        let milliseconds = Int((now.nanoseconds - second * 1_000_000_000) / 1_000_000)
        state.lines.append(contentsOf: state.timePrefix)
        for divisor in [100, 10, 1] { state.lines.append(UInt8(48 + milliseconds / divisor % 10)) }
        state.lines.append(contentsOf: "Z\",".utf8)
    }

    /// The thread's work: sleep while there is nothing, let lines gather a little, write them together.
    private func drain() {
        pthread_mutex_lock(mutex)
        while true {
            while state.lines.isEmpty && !state.isClosed { pthread_cond_wait(changed, mutex) }
            if state.lines.isEmpty { break }
            if !state.isClosed { waitBriefly() }
            let lines = takeLines()
            state.isWriting = true
            pthread_mutex_unlock(mutex)
            sink.write(lines)
            pthread_mutex_lock(mutex)
            state.isWriting = false
            pthread_cond_broadcast(changed)
        }
        pthread_mutex_unlock(mutex)
    }

    private func waitBriefly() {
        pthread_mutex_unlock(mutex)
        usleep(20_000)
        pthread_mutex_lock(mutex)
    }

    private func takeLines() -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(16 * 1024)
        swap(&lines, &state.lines)
        if state.dropped > 0 {
            let text = "{\"level\":\"warning\",\"event\":\"log_lines_dropped\",\"count\":\(state.dropped)}\n"
            lines.append(contentsOf: text.utf8)
            state.dropped = 0
        }
        return lines
    }
}
