internal import Base
internal import Glibc

/// A log of JSON lines, one event each, off the hot path: writing a line copies it into a buffer that a thread of the
/// log's own brings to the sink.
///
/// Every line has `time`, `level` and `event`. A sink that cannot keep up loses lines and is told how many.
public final class StructuredLog: Sendable {
    /// How much a line matters.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        /// What happened, in order.
        case info
        /// Something to look at.
        case warning
        /// Something broke.
        case error

        /// By how much it matters.
        public static func < (left: Level, right: Level) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    private let buffer: LogBuffer
    private let level: Level

    /// Makes a log of the lines of a level and above.
    public init(sink: any LogSink, level: Level = .info, capacityBytes: Int = 4 << 20) {
        self.level = level
        buffer = LogBuffer(sink: sink, capacityBytes: capacityBytes)
    }

    deinit { buffer.close() }

    /// Writes an event with texts beside it.
    public func event(_ name: String, level: Level = .info, _ fields: [(name: String, value: String)] = []) {
        write(level) { writer in
            writer.member("event", name)
            for field in fields { writer.member(field.name, field.value) }
        }
    }

    /// Waits until every line so far is with the sink.
    public func flush() { buffer.flush() }

    /// Writes the members of a line after its time and level, unless the level is beneath the log's.
    func write(_ level: Level, _ members: (inout JSONWriter) -> Void) {
        guard level >= self.level else { return }
        var writer = JSONWriter(reserving: 320)
        writer.object { writer in
            writer.member("level", level.rawValue)
            members(&writer)
        }
        buffer.append(Array(writer.bytes.dropFirst()), at: Instant.now())
    }
}

/// What a log says about one request.
struct RequestRecord {
    var requestID: String
    /// `nil` where the request broke off before it, or was too broken to be read.
    var method: String?
    var route: String
    /// `nil` as ``method`` is.
    var path: String?
    var client: String
    var status: Int
    var bytes: Int
    var microseconds: Int

    /// An error is what the server is to blame for: a version of HTTP that it does not speak (505) is the client's choice.
    var level: StructuredLog.Level {
        switch status {
        case ..<500, 505: .info
        case 503: .warning
        default: .error
        }
    }
}

extension StructuredLog {
    /// Writes an access line.
    func request(_ record: RequestRecord) {
        write(record.level) { writer in
            writer.member("event", "request")
            writer.member("request_id", record.requestID)
            writer.member("method", record.method)
            writer.member("route", record.route)
            writer.member("path", record.path)
            writer.member("status", record.status)
            writer.member("bytes", record.bytes)
            writer.member("microseconds", record.microseconds)
            writer.member("client", record.client)
        }
    }
}

/// Nanoseconds on a clock that only goes forward.
func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
