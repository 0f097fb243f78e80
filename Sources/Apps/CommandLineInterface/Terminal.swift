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
    /// Whether characters beyond ASCII may be drawn.
    public let usesUnicode: Bool

    /// Makes a terminal.
    public init(
        writeOutput: @escaping @Sendable (String) -> Void, writeError: @escaping @Sendable (String) -> Void,
        outputIsInteractive: Bool = false, errorIsInteractive: Bool = false, width: Int = 100,
        usesUnicode: Bool = true
    ) {
        self.writeOutput = writeOutput
        self.writeError = writeError
        self.outputIsInteractive = outputIsInteractive
        self.errorIsInteractive = errorIsInteractive
        self.width = width
        self.usesUnicode = usesUnicode
    }
}
