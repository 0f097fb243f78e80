/// Where a command writes, and what is known about it.
///
/// Everything comes in as values, so a test can be any terminal.
public struct Terminal: Sendable {
    /// Takes text for standard output.
    public let writeOutput: @Sendable (String) -> Void
    /// Takes text for standard error.
    public let writeError: @Sendable (String) -> Void
    /// Whether standard output is a terminal a person looks at.
    public let outputIsInteractive: Bool
    /// Whether standard error is a terminal that can redraw a line.
    public let errorIsInteractive: Bool
    /// How many columns text may take.
    public let width: Int
    /// Whether colours may be used.
    public let usesColor: Bool
    /// Whether characters beyond ASCII may be drawn.
    public let usesUnicode: Bool

    /// Makes a terminal.
    public init(
        writeOutput: @escaping @Sendable (String) -> Void, writeError: @escaping @Sendable (String) -> Void,
        outputIsInteractive: Bool = false, errorIsInteractive: Bool = false, width: Int = 100, usesColor: Bool = false,
        usesUnicode: Bool = true
    ) {
        self.writeOutput = writeOutput
        self.writeError = writeError
        self.outputIsInteractive = outputIsInteractive
        self.errorIsInteractive = errorIsInteractive
        self.width = width
        self.usesColor = usesColor
        self.usesUnicode = usesUnicode
    }

    /// How a piece of text stands out, where colours may be used.
    public enum Style: String, Sendable {
        /// Bold.
        case bold = "1"
        /// Pale.
        case dim = "2"
        /// Red.
        case red = "31"
        /// Green.
        case green = "32"
        /// Yellow.
        case yellow = "33"
    }

    /// The text in a style, or as it is where colours may not be used.
    public func styled(_ text: String, _ style: Style) -> String {
        usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
