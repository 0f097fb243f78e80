import Base
import CommandLineInterface
import Features
import Glibc
import Storage

/// How rows of features are written.
enum FeatureFormat: String, CaseIterable {
    case csv
    case json
    case parquet

    /// The format that a file's name tells.
    static func told(by path: String?) -> FeatureFormat? {
        path.flatMap { path in allCases.first { path.hasSuffix(".\($0.rawValue)") } }
    }

    func sink(
        _ request: FeatureRequest, path: String?, _ context: CommandContext, isJoin: Bool
    ) throws -> any FeatureSink {
        let features = request.featureNames
        switch self {
        case .csv: return CSVFeatureSink(features, TextTarget(path, context), isJoin: isJoin)
        case .json: return JSONFeatureSink(features, TextTarget(path, context), isJoin: isJoin)
        case .parquet:
            guard let path else {
                throw CommandFailure(
                    .usage, "Parquet is not written to standard output", mend: "name a file by --output")
            }
            guard !isJoin else {
                throw CommandFailure(.usage, "--at is not written as Parquet", mend: "choose csv or json")
            }
            return try ParquetFeatureSink(features, path, symbols: request.symbols)
        }
    }
}

/// Takes rows of features and writes them.
protocol FeatureSink: AnyObject {
    /// Takes the rows of a symbol.
    func write(_ rows: FeatureRows) throws
    /// Takes the row that was known at a time, if there was one.
    func write(_ query: FeatureQuery, _ row: FeatureRows?) throws
    /// Ends the output; what was written to a file is there only now.
    func finish() throws
}

/// Where text goes: standard output, or a file that is there whole or not at all.
final class TextTarget {
    private let path: String?
    private let context: CommandContext
    private var pending: [UInt8] = []
    private var temporary: String?
    private var file: UnsafeMutablePointer<FILE>?

    init(_ path: String?, _ context: CommandContext) {
        self.path = path
        self.context = context
    }

    deinit {
        if let file { fclose(file) }
        if let temporary { AtomicFile.discard(temporary) }
    }

    func write(_ text: String) throws {
        pending.append(contentsOf: text.utf8)
        if pending.count > 1 << 18 { try flush() }
    }

    func finish() throws {
        try flush()
        guard let path, let temporary else { return }
        if let file, fclose(file) != 0 { throw failure(path) }
        file = nil
        try AtomicFile.publish(temporary, as: path)
        self.temporary = nil
    }

    private func flush() throws {
        defer { pending.removeAll(keepingCapacity: true) }
        guard let path else { return context.terminal.writeOutput(String(decoding: pending, as: UTF8.self)) }
        if file == nil {
            let name = AtomicFile.temporaryName(for: path)
            file = fopen(name, "w")
            temporary = name
        }
        guard let file, fwrite(pending, 1, pending.count, file) == pending.count else { throw failure(path) }
    }

    private func failure(_ path: String) -> StorageError {
        .file(path: path, doing: "write to", reason: String(cString: strerror(errno)))
    }
}

/// Rows as CSV; a missing value is an empty cell, numbers read back to the same bits.
final class CSVFeatureSink: FeatureSink {
    private let target: TextTarget
    private let features: [String]
    private let isJoin: Bool
    private var hasHeader = false

    init(_ features: [String], _ target: TextTarget, isJoin: Bool) {
        self.features = features
        self.target = target
        self.isJoin = isJoin
    }

    func write(_ rows: FeatureRows) throws {
        try writeHeader()
        for row in 0..<rows.count {
            let head = "\(rows.symbol),\(rows.times[row]),\(rows.knownAt[row])"
            try target.write(head + cells(rows, row) + "\n")
        }
    }

    func write(_ query: FeatureQuery, _ row: FeatureRows?) throws {
        try writeHeader()
        let head = "\(query.symbol),\(query.time),"
        guard let row else {
            return try target.write(head + String(repeating: ",", count: features.count + 1) + "\n")
        }
        try target.write("\(head)\(row.times[0]),\(row.knownAt[0])" + cells(row, 0) + "\n")
    }

    func finish() throws {
        try writeHeader()
        try target.finish()
    }

    private func writeHeader() throws {
        guard !hasHeader else { return }
        hasHeader = true
        let head = isJoin ? ["symbol", "time", "feature_time", "known_at"] : ["symbol", "time", "known_at"]
        try target.write((head + features).joined(separator: ",") + "\n")
    }

    private func cells(_ rows: FeatureRows, _ row: Int) -> String {
        var text = ""
        for column in rows.columns { text += column[row].isNaN ? "," : ",\(column[row])" }
        return text
    }
}

/// Rows as one JSON object with the list `rows`; a missing value is `null`.
final class JSONFeatureSink: FeatureSink {
    private let target: TextTarget
    private let features: [String]
    private let isJoin: Bool
    private var count = 0

    init(_ features: [String], _ target: TextTarget, isJoin: Bool) {
        self.features = features
        self.target = target
        self.isJoin = isJoin
    }

    func write(_ rows: FeatureRows) throws {
        for row in 0..<rows.count {
            try element { writer in
                writer.member("symbol", rows.symbol.name)
                writer.member("time", rows.times[row])
                writer.member("known_at", rows.knownAt[row])
                values(rows, row, to: &writer)
            }
        }
    }

    func write(_ query: FeatureQuery, _ row: FeatureRows?) throws {
        try element { writer in
            writer.member("symbol", query.symbol.name)
            writer.member("time", query.time)
            writer.member("feature_time", row?.times[0].iso8601)
            writer.member("known_at", row?.knownAt[0].iso8601)
            if let row { values(row, 0, to: &writer) }
        }
    }

    func finish() throws {
        try target.write(count == 0 ? "{\"rows\":[]}\n" : "\n]}\n")
        try target.finish()
    }

    private func element(_ body: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        writer.object(body)
        try target.write((count == 0 ? "{\"rows\":[\n" : ",\n") + writer.text)
        count += 1
    }

    private func values(_ rows: FeatureRows, _ row: Int, to writer: inout JSONWriter) {
        writer.object("features") { writer in
            for (feature, column) in zip(features, rows.columns) { writer.member(feature, column[row]) }
        }
    }
}

/// Rows as a Parquet file, packed by zstd; a row group for each symbol.
final class ParquetFeatureSink: FeatureSink {
    private let path: String
    private let temporary: String
    private let writer: FeatureFileWriter
    private var isPublished = false

    init(_ features: [String], _ path: String, symbols: [Symbol]) throws {
        self.path = path
        temporary = AtomicFile.temporaryName(for: path)
        writer = try FeatureFileWriter(path: temporary, symbols: symbols, featureNames: features)
    }

    deinit { if !isPublished { AtomicFile.discard(temporary) } }

    func write(_ rows: FeatureRows) throws { try writer.write(rows) }

    func write(_ query: FeatureQuery, _ row: FeatureRows?) throws {
        preconditionFailure("a join is written as text")
    }

    func finish() throws {
        try writer.close()
        try AtomicFile.publish(temporary, as: path)
        isPublished = true
    }
}
