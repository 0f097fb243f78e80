import Glibc

/// Which Martlet this is.
public enum BuildInformation {
    /// The version, as in CHANGELOG.md.
    public static let version = "0.1.0"

    /// The commit this was built from; `unknown` where nobody wrote it down.
    ///
    /// The build writes it beside the executable (`martlet.commit`), so that a new commit alone compiles nothing.
    public static let commit: String = {
        guard let executable = executablePath(), let bytes = try? SmallFile.read(path: executable + ".commit"),
            let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
        else { return "unknown" }
        return String(line)
    }()

    /// The compiler's version, as far as the language tells.
    public static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    private static func executablePath() -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
