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

    /// Names this very executable: another build, even of the same commit, has another name.
    ///
    /// Only the same code promises the same bits, and only it can read the bytes of a ``Snapshot``. It is a checksum of the
    /// executable, taken when it is first asked for; where that cannot be read, no two starts have one name.
    public static let identity: String = {
        let digits = Checksum.ofFile("/proc/self/exe")?.hexadecimal
        return "\(version)+\(digits ?? "unknown-\(UInt64.random(in: .min ... .max))")"
    }()

    private static func executablePath() -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
