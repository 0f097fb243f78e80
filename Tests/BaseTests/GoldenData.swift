import FoundationEssentials

/// The bytes of a file in this folder's Goldens.
func goldenData(_ name: String, file: String = #filePath) throws -> Data {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Goldens")
    return try Data(contentsOf: folder.appending(path: name))
}
