extension OperatorParameter {
    /// A kind of moving average, by TA-Lib's number (``MovingAverageKind``).
    static func average(_ name: String = "average", _ defaultKind: MovingAverageKind = .simple) -> OperatorParameter {
        OperatorParameter(
            name: name, defaultValue: Double(defaultKind.rawValue),
            range: 0...Double(MovingAverageKind.allCases.count - 1), isWhole: true)
    }
}

extension OperatorArguments {
    /// The kind of moving average of a parameter; the simple one where there is no such parameter.
    func average(_ name: String = "average") -> MovingAverageKind {
        MovingAverageKind(rawValue: whole(name)) ?? .simple
    }
}
