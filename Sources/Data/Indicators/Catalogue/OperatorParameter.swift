import Base

/// A number that an operator is set up with.
public struct OperatorParameter: Sendable, Hashable {
    /// What it is called, in snake_case.
    public let name: String
    /// What it is when not given.
    public let defaultValue: Double
    /// What it may be.
    public let range: ClosedRange<Double>
    /// Whether it must be a whole number.
    public let isWhole: Bool
    /// Words that may be said for numbers, such as `ema` for a kind of average.
    public var words: [String: Double] = [:]

    /// A whole number from `least` to 100,000 (TA-Lib's largest period).
    static func whole(_ name: String, _ defaultValue: Int, from least: Int = 1) -> OperatorParameter {
        OperatorParameter(
            name: name, defaultValue: Double(defaultValue), range: Double(least)...100_000, isWhole: true)
    }

    /// The length of a window.
    static func period(_ defaultValue: Int, from least: Int = 1) -> OperatorParameter {
        whole("period", defaultValue, from: least)
    }

    /// A number within a range.
    static func real(_ name: String, _ defaultValue: Double, in range: ClosedRange<Double>) -> OperatorParameter {
        OperatorParameter(name: name, defaultValue: defaultValue, range: range, isWhole: false)
    }

    /// What it may be, in words: `a whole number from 2 to 100000`.
    public var allowed: String {
        let kind = isWhole ? "a whole number" : "a number"
        return "\(kind) from \(NumberFormat.plain(range.lowerBound)) to \(NumberFormat.plain(range.upperBound))"
    }
}

/// The numbers an operator is set up with: checked, and complete with defaults.
public struct OperatorArguments: Sendable, Hashable {
    /// Those of an operator without parameters.
    public static let none = OperatorArguments(values: [])

    /// Names and numbers in the order of the operator's parameters.
    public let values: [OperatorArgument]

    /// The whole number of a parameter that the operator has.
    func whole(_ name: String) -> Int { Int(real(name)) }
    /// The number of a parameter that the operator has.
    func real(_ name: String) -> Double {
        guard let value = values.first(where: { $0.name == name })?.value else {
            preconditionFailure("the operator has no parameter '\(name)'")
        }
        return value
    }
}

/// One number an operator is set up with.
public struct OperatorArgument: Sendable, Hashable {
    /// The parameter's name.
    public let name: String
    /// The number.
    public let value: Double
}
