import Glibc

extension Terminal {
    /// The terminal this process runs in.
    ///
    /// `TERM=dumb` turns the redrawn bar off; `COLUMNS` wins over the terminal's own width; a locale that is not UTF-8 keeps
    /// the drawing to ASCII. Nothing is coloured, so `NO_COLOR` is always kept to.
    public static func system(environment: [String: String]) -> Terminal {
        let isDumb = environment["TERM"] == "dumb"
        let outputIsInteractive = isatty(STDOUT_FILENO) == 1
        return Terminal(
            writeOutput: { write($0, to: STDOUT_FILENO) }, writeError: { write($0, to: STDERR_FILENO) },
            outputIsInteractive: outputIsInteractive, errorIsInteractive: isatty(STDERR_FILENO) == 1 && !isDumb,
            width: environment["COLUMNS"].flatMap { Int($0) }.map { max(40, $0) } ?? systemWidth(),
            usesUnicode: isUTF8(environment))
    }

    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.lowercased().hasSuffix("utf-8") || locale.lowercased().hasSuffix("utf8")
    }

    private static func systemWidth() -> Int {
        for descriptor in [STDERR_FILENO, STDOUT_FILENO] {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return max(40, Int(size.ws_col)) }
        }
        return 100
    }

    /// Writes all of the text; gives up quietly when nobody reads it any more.
    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR, errno != EAGAIN { return }
            written += max(0, count)
        }
    }
}

/// The process's own environment.
public enum ProcessEnvironment {
    /// Every variable and its value.
    public static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }
}
