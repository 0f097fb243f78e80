internal import Glibc

/// Where log lines go.
public protocol LogSink: Sendable {
    /// Takes whole lines, each ended by a line feed; called on the log's own thread, so it may block.
    func write(_ lines: [UInt8])
}

/// A sink that writes to a file descriptor, such as 2 for standard error; the descriptor stays its owner's.
public struct FileDescriptorSink: LogSink {
    private let descriptor: Int32

    /// Makes a sink.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// Writes the lines; they are lost when the descriptor takes none.
    public func write(_ lines: [UInt8]) {
        lines.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}

/// A sink that keeps nothing.
public struct NullSink: LogSink {
    /// Makes a sink.
    public init() {}

    /// Drops the lines.
    public func write(_ lines: [UInt8]) {}
}
