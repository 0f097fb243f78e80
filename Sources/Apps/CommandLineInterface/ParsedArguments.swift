public import Base

/// What a command was given, checked against what it declares.
///
/// Asking for an option or argument that the command does not declare is a programmer's mistake and stops the program.
public struct ParsedArguments: Sendable {
    /// The names that led to the command, such as `["martlet", "models", "list"]`.
    public let path: [String]
    /// What was given for each option, in order; a flag has one empty text.
    let values: [String: [String]]
    /// What was given without a name, by the argument's name.
    let positionals: [String: [String]]
    /// The settings that options override.
    public let settingFlags: [Configuration.Flag]
    let known: Set<String>

    private func given(_ name: String) -> [String] {
        precondition(known.contains(name), "the command \(path.joined(separator: " ")) declares no \(name)")
        return values[name] ?? positionals[name] ?? []
    }

    /// Whether a flag was given.
    public func flag(_ name: String) -> Bool { !given(name).isEmpty }
    /// The value of an option or argument; `nil` when it was not given.
    public func text(_ name: String) -> String? { given(name).last }
    /// The value of an option or argument that was checked to be a whole number; `nil` when it was not given.
    public func integer(_ name: String) -> Int? { given(name).last.flatMap { Int($0) } }
    /// The value of an option or argument that was checked to be a number; `nil` when it was not given.
    public func number(_ name: String) -> Double? { given(name).last.flatMap { Double($0) } }
    /// The values of a list, or of an argument that may be given several times; empty when it was not given.
    public func texts(_ name: String) -> [String] { given(name) }
    /// The values of a list of whole numbers; empty when it was not given.
    public func integers(_ name: String) -> [Int] { given(name).compactMap { Int($0) } }
}
