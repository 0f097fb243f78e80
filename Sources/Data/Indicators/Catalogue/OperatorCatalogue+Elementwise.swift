import Base

extension OperatorCatalogue {
    /// Functions of the values of one row, which remember nothing.
    static let elementwise: [OperatorDefinition] = [
        OperatorDefinition("abs", "magnitude", source: "definition") { _ in Transform<Magnitude>() },
        OperatorDefinition("sign", "1 above zero, -1 below, 0 at zero", source: "definition") { _ in Transform<Sign>()
        },
        OperatorDefinition("negate", "the value with its sign turned", source: "definition") { _ in
            Transform<Negation>()
        },
        OperatorDefinition("power", "the first value to the power of the second", source: "definition") { _ in
            Arithmetic<Exponentiation>()
        },
        OperatorDefinition("greater", "the larger of two values", source: "definition") { _ in Arithmetic<Larger>() },
        OperatorDefinition("lesser", "the smaller of two values", source: "definition") { _ in Arithmetic<Smaller>() },
        OperatorDefinition(
            "where", "the second value where the first is not zero, else the third", source: "definition"
        ) { _ in Choice() },
        OperatorDefinition("fill", "a number in place of a missing value", source: "definition", [number("value", 0)]) {
            Filled(replacement: $0.real("value"))
        },
        OperatorDefinition(
            "clip", "the value within two bounds", source: "definition", [number("low", -1), number("high", 1)],
            conflict: boundsInOrder
        ) { Clipped(low: $0.real("low"), high: $0.real("high")) },
        OperatorDefinition(
            "round", "the value rounded to decimal digits, ties to even", source: "definition",
            [OperatorParameter(name: "digits", defaultValue: 0, range: 0...15, isWhole: true)]
        ) { RoundedValue(digits: $0.whole("digits")) },
        OperatorDefinition("is_missing", "1 where the value is missing, else 0", source: "definition") { _ in
            Missingness()
        },
        OperatorDefinition("less_than", "1 where the first value is smaller, else 0", source: "definition") { _ in
            Arithmetic<LessThan>()
        },
        OperatorDefinition("at_most", "1 where the first value is not larger, else 0", source: "definition") { _ in
            Arithmetic<AtMost>()
        },
        OperatorDefinition("greater_than", "1 where the first value is larger, else 0", source: "definition") { _ in
            Arithmetic<GreaterThan>()
        },
        OperatorDefinition("at_least", "1 where the first value is not smaller, else 0", source: "definition") { _ in
            Arithmetic<AtLeast>()
        },
        OperatorDefinition("equal", "1 where two values are the same, else 0", source: "definition") { _ in
            Arithmetic<Equality>()
        },
        OperatorDefinition("not_equal", "1 where two values differ, else 0", source: "definition") { _ in
            Arithmetic<Inequality>()
        },
    ]

    private static func boundsInOrder(_ arguments: OperatorArguments) -> String? {
        let (low, high) = (arguments.real("low"), arguments.real("high"))
        return low <= high
            ? nil : "'low' must be at most 'high', were \(NumberFormat.plain(low)) and \(NumberFormat.plain(high))"
    }

    private static func number(_ name: String, _ defaultValue: Double) -> OperatorParameter {
        .real(name, defaultValue, in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
    }
}
