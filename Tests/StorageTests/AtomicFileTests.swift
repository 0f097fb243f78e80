import Storage
import TestKit
import Testing

struct AtomicFileTests {
    @Test("replaces a file whole and leaves no temporary file")
    func replaces() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write("old", to: folder.file("a.txt"))
        try AtomicFile.write([UInt8](repeating: 65, count: 3_000_000), to: folder.file("a.txt"))
        #expect(try folder.names() == ["a.txt"])
        try AtomicFile.write("", to: folder.file("a.txt"))
        #expect(try folder.names() == ["a.txt"])
    }

    @Test("names the folder that is not there and why")
    func missingFolder() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: StorageError.self) { try AtomicFile.write("x", to: folder.file("no/such/file")) }
        #expect(error?.description.contains("No such file or directory") == true)
    }
}
