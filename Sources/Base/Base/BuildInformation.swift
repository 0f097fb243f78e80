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
    /// Bytes that only the code which wrote them can read carry it. It is the file's size and time of change, which costs
    /// nothing to know.
    public static let identity: String = {
        var facts = stat()
        guard let executable = executablePath(), stat(executable, &facts) == 0 else { return "\(version) \(commit)" }
        return "\(version) \(commit) \(facts.st_size) \(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
    }()

    private static func executablePath() -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
