extension OperatorParameter {
    /// A kind of moving average, by TA-Lib's number (``MovingAverageKind``).
    static func average(_ name: String = "average", _ defaultKind: MovingAverageKind = .simple) -> OperatorParameter {
        OperatorParameter(
            name: name, defaultValue: Double(defaultKind.rawValue),
            range: 0...Double(MovingAverageKind.allCases.count - 1), isWhole: true,
            words: Dictionary(
                uniqueKeysWithValues: MovingAverageKind.allCases.map { ($0.word, Double($0.rawValue)) }))
    }

    /// What something is multiplied by, of either sign.
    static func factor(_ name: String, _ defaultValue: Double) -> OperatorParameter {
        real(name, defaultValue, in: -1_000_000...1_000_000)
    }

    /// What something is multiplied by, not negative.
    static func part(_ name: String, _ defaultValue: Double) -> OperatorParameter {
        real(name, defaultValue, in: 0...1_000_000)
    }
}

extension OperatorArguments {
    /// The kind of moving average of a parameter that the operator has.
    func average(_ name: String = "average") -> MovingAverageKind {
        MovingAverageKind(rawValue: whole(name)) ?? .simple
    }
}
