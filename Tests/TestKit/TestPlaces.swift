import FoundationEssentials

/// Where tests find what they read.
public enum TestPlaces {
    /// The repository's root folder.
    public static let repository: String = {
        let thisFile = URL(fileURLWithPath: #filePath)
        return thisFile.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }()

    /// The folder of real data that `MARTLET_TEST_DATA` names; `nil` when it is not set.
    public static let realData: String? = {
        let path = ProcessInfo.processInfo.environment["MARTLET_TEST_DATA"] ?? ""
        return path.isEmpty ? nil : path
    }()

    /// Whether there is real data to test on.
    public static var hasRealData: Bool { realData != nil }

    /// The path of a file of the real data; a test that asks is enabled only where ``hasRealData``.
    public static func real(_ name: String) -> String { "\(realData ?? "MARTLET_TEST_DATA")/\(name)" }

    /// The built `martlet` program, beside the test program.
    public static var program: String? {
        guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return nil }
        let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("martlet").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
}
