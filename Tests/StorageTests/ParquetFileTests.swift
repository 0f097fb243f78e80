import Base
import Storage
import TestKit
import Testing

struct ParquetFileTests {
    private static let types = "\(TestPlaces.repository)/Tests/StorageTests/Goldens/types.parquet"

    private func sample(_ count: Int) -> ColumnTable {
        var generator = SeededGenerator(seed: 7)
        let numbers = (0..<count).map { $0 % 5 == 3 ? .nan : generator.uniform() * 1e6 - 5e5 }
        let stamps = (0..<count).map { $0 % 7 == 2 ? Int64.min : Int64(truncatingIfNeeded: generator.next() >> 2) }
        let texts = (0..<count).map { row -> String? in row % 11 == 4 ? nil : "word \(generator.next() % 17) é" }
        return ColumnTable([
            Column("number", doubles: numbers), Column("time", timestamps: stamps),
            Column("whole", int64s: stamps.reversed()), Column("text", texts: texts),
            Column("day", days: (0..<count).map { $0 % 3 == 1 ? .min : Int32($0) - 500 }),
            Column("flag", flags: (0..<count).map { $0 % 2 == 0 }),
        ])
    }

    private func same(_ left: ColumnTable, _ right: ColumnTable) throws -> Bool {
        func bits(_ table: ColumnTable) throws -> [[UInt64]] {
            try table.columns.map { column in
                switch column.kind {
                case .double: try column.withDoubles { $0.map(\.bitPattern) }
                case .int64, .timestamp: try column.withInt64s { $0.map { UInt64(bitPattern: $0) } }
                case .date: try column.withDays { $0.map { UInt64(bitPattern: Int64($0)) } }
                case .text: try column.texts().map { UInt64(bitPattern: Int64($0.hashValue)) }
                case .bool: [UInt64(column.missingCount)]
                }
            }
        }
        return try left.columnNames == right.columnNames && left.columns.map(\.kind) == right.columns.map(\.kind)
            && left.rowCount == right.rowCount && bits(left) == bits(right)
    }

    @Test("gives back what was written, to the bit", arguments: [0, 1, 2, 1000, 5003])
    func roundTrip(_ count: Int) throws {
        let folder = try TemporaryFolder()
        let table = sample(count)
        try ParquetFile.write(table, to: folder.file("t.parquet"), rowGroupRows: 1000)
        #expect(try same(ParquetFile.read(folder.file("t.parquet")), table))
        #expect(try folder.names() == ["t.parquet"])
    }

    @Test("reads chosen columns of chosen row groups")
    func selection() throws {
        let folder = try TemporaryFolder()
        try ParquetFile.write(sample(2500), to: folder.file("t.parquet"), rowGroupRows: 1000)
        let schema = try ParquetFile.schema(of: folder.file("t.parquet"))
        #expect(schema.rowGroupRows == [1000, 1000, 500])
        let part = try ParquetFile.read(folder.file("t.parquet"), columns: ["day", "text"], rowGroups: [1])
        #expect(part.columnNames == ["day", "text"])
        #expect(try part.column("day").withDays { Array($0[0..<2]) } == [.min, 501])
        let last = try ParquetFile.read(folder.file("t.parquet"), columns: ["day"], rowGroups: [2, 0])
        #expect(try last.column("day").withDays { [$0[0], $0[1], $0[500]] } == [1500, 1501, -500])
        #expect(throws: StorageError.self) {
            try ParquetFile.read(folder.file("t.parquet"), columns: ["day"], rowGroups: [3])
        }
    }

    @Test("turns each of Arrow's types into its kind, with missing cells marked")
    func kinds() throws {
        let table = try ParquetFile.read(Self.types)
        for name in ["int8", "uint32", "int64", "float32", "float64", "decimal"] {
            let column = try table.column(name)
            #expect(try column.missingCount == 1 && column.doubles()[1].isNaN, "\(name)")
        }
        #expect(try table.column("int64").withInt64s { Array($0) } == [-.max, .min, .max])
        #expect(try table.column("decimal").doubles(in: 2..<3) == [123.25])
        #expect(try table.column("uint32").doubles(in: 2..<3) == [4_294_967_295])
        #expect(try table.column("date32").withDays { Array($0) } == [-1, .min, 19_620])
        #expect(try table.column("string").texts() == ["é", nil, ""])
        #expect(try table.column("large_string").texts() == ["x", nil, "x"])
        #expect(try table.column("dictionary").texts() == ["b", nil, "a"])
        #expect(try table.column("null").missingCount == 3)
        #expect(table["list"] == nil && table["struct"] == nil)
    }

    @Test("turns timestamps of any unit into nanoseconds and tells which are UTC")
    func timestamps() throws {
        let table = try ParquetFile.read(Self.types)
        let whole = Instant(iso8601: "2023-09-20T16:00:00Z")?.nanoseconds ?? 0
        for unit in ["s", "ms", "us", "ns"] {
            let column = try table.column("timestamp_\(unit)")
            #expect(column.kind == .timestamp(zoned: false))
            #expect(try column.withInt64s { Array($0) } == [whole, .min, whole])
        }
        let zoned = try table.column("timestamp_zoned")
        #expect(zoned.kind == .timestamp(zoned: true))
        #expect(try zoned.withInt64s { $0[0] } == whole + 123_456_000)
    }

    @Test(
        "names the column that is missing or of no kind it knows",
        arguments: [
            ("nope", "there is no column nope"), ("list", "column list: the type list<"), ("struct", "struct<"),
        ])
    func badColumns(_ name: String, _ text: String) {
        let error = #expect(throws: StorageError.self) { try ParquetFile.read(Self.types, columns: ["int8", name]) }
        #expect(error?.description.contains(text) == true && error?.description.contains("types.parquet") == true)
    }

    @Test("reports a file that is absent, empty, cut short or no Parquet, and reads on")
    func badFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "empty")
        try folder.write("this is not a Parquet file at all", to: "text")
        try ParquetFile.write(sample(100), to: folder.file("good"))
        try FileSurgery.cut(folder.file("good"), to: 500, as: folder.file("cut"))
        try FileSurgery.damage(folder.file("good"), at: 300, as: folder.file("damaged"))
        for name in ["absent", "empty", "text", "cut"] {
            let error = #expect(throws: StorageError.self) { try ParquetFile.read(folder.file(name)) }
            #expect(error?.description.contains(folder.file(name)) == true)
        }
        // A flipped byte may or may not be seen, yet must never end the process.
        _ = try? ParquetFile.read(folder.file("damaged"))
        #expect(try ParquetFile.read(folder.file("good")).rowCount == 100)
    }

    @Test("leaves nothing behind when a file cannot be written")
    func unwritable() throws {
        let folder = try TemporaryFolder()
        #expect(throws: StorageError.self) { try ParquetFile.write(sample(10), to: folder.file("no/such.parquet")) }
        #expect(try folder.names().isEmpty)
    }
}
