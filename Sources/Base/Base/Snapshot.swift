/// What a computation remembers, bound to what it is of and to the build of the program that made it.
///
/// It holds a machine's memory byte by byte, so only the same code, for the same numbers, may go on from it. Outside of
/// Martlet a snapshot comes only out of a machine, or out of ``encoded`` bytes that are whole; wherever it is given back,
/// another machine's, another build's and one of another size are refused.
public struct Snapshot: Sendable, Equatable {
    private let subject: String
    private let build: String
    private let bytes: [UInt8]

    /// Takes a machine's memory.
    ///
    /// - Parameters:
    ///   - subject: Names the machine with all that its layout depends on.
    ///   - bytes: Its memory.
    ///   - build: The build that knows what the bytes mean.
    package init(of subject: String, _ bytes: [UInt8], build: String = BuildInformation.identity) {
        self.subject = subject
        self.build = build
        self.bytes = bytes
    }

    /// The memory of a machine; `nil` where it is another's, another build's or of another size.
    package func bytes(of subject: String, count: Int? = nil) -> [UInt8]? {
        guard self.subject == subject, count ?? bytes.count == bytes.count, build == BuildInformation.identity else {
            return nil
        }
        return bytes
    }

    private static let mark = "martlet snapshot 1"

    /// Reads what ``encoded`` gave; `nil` where a byte of it has changed or is missing.
    public init?(encoded: [UInt8]) {
        guard encoded.count > 8 else { return nil }
        var reader = SnapshotReader(encoded)
        guard let mark = reader.text(), mark == Snapshot.mark, let build = reader.text(), let subject = reader.text(),
            let bytes = reader.bytes(), let sum = reader.word(), reader.isAtEnd,
            sum == Snapshot.checksum(encoded.dropLast(8))
        else { return nil }
        self.init(of: subject, bytes, build: build)
    }

    /// The snapshot as bytes with a checksum, to be stored.
    public var encoded: [UInt8] {
        var writer = SnapshotWriter()
        writer.text(Snapshot.mark)
        writer.text(build)
        writer.text(subject)
        writer.bytes(bytes)
        writer.word(Snapshot.checksum(writer.result[...]))
        return writer.result
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var checksum = Checksum()
        bytes.withUnsafeBytes { checksum.add($0) }
        return checksum.value
    }
}
