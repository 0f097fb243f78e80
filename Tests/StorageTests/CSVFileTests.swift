import Base
import Storage
import TestKit
import Testing

struct CSVFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("finds the names and the delimiter", arguments: [",", ";", "\t", "|"])
    func header(_ delimiter: String) throws {
        let line = ["\u{FEFF}Date", "\"Adj, Close\"", "\"say \"\"x\"\"\""].joined(separator: delimiter)
        let path = try folder.write("\(line)\r\n1\(delimiter)2\(delimiter)3\r\n", to: "a.csv")
        let header = try CSVFile.header(of: path)
        #expect(header.names == ["Date", "Adj, Close", "say \"x\""])
        #expect(String(header.delimiter) == delimiter)
        #expect(try CSVFile.read(path).columnNames == header.names)
    }

    @Test("infers kinds and marks missing cells")
    func inference() throws {
        let path = try folder.write(
            """
            day,stamp,zoned,price,volume,name
            2023-09-20,2023-09-20 16:00:00,2023-09-20T16:00:00-0400,1.5,100,AAPL
            2023-09-21,2023-09-21 16:00:00,2023-09-21T16:00:00-0400,,NA,MSFT
            """, to: "a.csv")
        let table = try CSVFile.read(path)
        #expect(
            table.columns.map(\.kind) == [
                .date, .timestamp(zoned: false), .timestamp(zoned: true), .double, .int64, .text,
            ])
        #expect(try table.column("price").doubles()[1].isNaN)
        #expect(try table.column("volume").doubles()[1].isNaN)
        let utc = Instant(iso8601: "2023-09-20T20:00:00Z")?.nanoseconds
        #expect(try table.column("zoned").withInt64s { $0[0] } == utc)
        #expect(try table.column("name").texts() == ["AAPL", "MSFT"])
    }

    @Test("reads a column as the kind asked for, whatever its texts look like")
    func typed() throws {
        let path = try folder.write("symbol,x\nTRUE,1\nNA,2\n007,3\n", to: "a.csv")
        let table = try CSVFile.read(path, options: CSVOptions(columns: [("x", .double), ("symbol", .text)]))
        #expect(table.columnNames == ["x", "symbol"])
        #expect(try table.column("symbol").texts() == ["TRUE", "NA", "007"])
        #expect(table["x"]?.kind == .double)
    }

    @Test("reads decimal commas")
    func decimalComma() throws {
        let path = try folder.write("x;y\n1,5;2\n", to: "a.csv")
        let table = try CSVFile.read(path, options: CSVOptions(decimalPoint: ",", columns: [("x", .double)]))
        #expect(try table.column("x").doubles() == [1.5])
    }

    @Test("names the row and the column of a cell that is no number, also far into a large file")
    func badCell() throws {
        var lines = (0..<200_000).map { "2023-09-20,\($0).5" }
        lines[150_000] = "2023-09-20,oops"
        let path = try folder.write("day,price\n" + lines.joined(separator: "\n") + "\n", to: "a.csv")
        let options = CSVOptions(columns: [("day", .date), ("price", .double)])
        let error = #expect(throws: StorageError.self) { try CSVFile.read(path, options: options) }
        let text = error?.description ?? ""
        let words = ["oops", "column price", "150002", path]
        #expect(words.allSatisfy { text.contains($0) }, "\(text)")
    }

    @Test("names the row with too few cells")
    func raggedRow() throws {
        let path = try folder.write("a,b\n1,2\n3\n", to: "a.csv")
        let error = #expect(throws: StorageError.self) { try CSVFile.read(path) }
        #expect(error?.description.contains("#3") == true, "\(error?.description ?? "")")
    }

    @Test("reports files that are absent or empty, or whose packing is cut short")
    func badFiles() throws {
        try folder.write("", to: "empty.csv")
        let packed = "\(TestPlaces.repository)/Tests/StorageTests/Goldens/small.csv.gz"
        try FileSurgery.cut(packed, to: 60, as: folder.file("cut.csv.gz"))
        for name in ["absent.csv", "empty.csv", "cut.csv.gz"] {
            let error = #expect(throws: StorageError.self) { try CSVFile.read(folder.file(name)) }
            #expect(error?.description.contains(name) == true)
        }
    }

    @Test("unpacks gzip and zstd, told by the bytes and not by the name", arguments: ["gz", "zst"])
    func packed(_ suffix: String) throws {
        let path = "\(TestPlaces.repository)/Tests/StorageTests/Goldens/small.csv.\(suffix)"
        try FileSurgery.write(FileSurgery.bytes(path), to: folder.file("plainly.csv"))
        for path in [path, folder.file("plainly.csv")] {
            let table = try CSVFile.read(path)
            #expect(table.rowCount == 500)
            #expect(try table.column("x").doubles().reduce(0, +) == 124_750)
        }
    }
}
