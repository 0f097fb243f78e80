extension OperatorCatalogue {
    /// TA-Lib's math transforms.
    static let mathTransform: [OperatorDefinition] = [
        OperatorDefinition("acos", "arc cosine in radians") { _ in Transform(.arcCosine) },
        OperatorDefinition("asin", "arc sine in radians") { _ in Transform(.arcSine) },
        OperatorDefinition("atan", "arc tangent in radians") { _ in Transform(.arcTangent) },
        OperatorDefinition("ceil", "next whole number upwards") { _ in Transform(.ceiling) },
        OperatorDefinition("cos", "cosine of radians") { _ in Transform(.cosine) },
        OperatorDefinition("cosh", "hyperbolic cosine") { _ in Transform(.hyperbolicCosine) },
        OperatorDefinition("exp", "exponential e^x") { _ in Transform(.exponential) },
        OperatorDefinition("floor", "next whole number downwards") { _ in Transform(.floor) },
        OperatorDefinition("ln", "natural logarithm") { _ in Transform(.naturalLogarithm) },
        OperatorDefinition("log10", "decimal logarithm") { _ in Transform(.decimalLogarithm) },
        OperatorDefinition("sin", "sine of radians") { _ in Transform(.sine) },
        OperatorDefinition("sinh", "hyperbolic sine") { _ in Transform(.hyperbolicSine) },
        OperatorDefinition("sqrt", "square root") { _ in Transform(.squareRoot) },
        OperatorDefinition("tan", "tangent of radians") { _ in Transform(.tangent) },
        OperatorDefinition("tanh", "hyperbolic tangent") { _ in Transform(.hyperbolicTangent) },
    ]

    /// Other names of those.
    static let mathTransformAliases: [OperatorAlias] = []
}
