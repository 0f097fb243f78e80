extension OperatorCatalogue {
    /// TA-Lib's math transforms.
    static let mathTransform: [OperatorDefinition] = [
        OperatorDefinition("acos", "arc cosine in radians") { _ in Transform<ArcCosine>() },
        OperatorDefinition("asin", "arc sine in radians") { _ in Transform<ArcSine>() },
        OperatorDefinition("atan", "arc tangent in radians") { _ in Transform<ArcTangent>() },
        OperatorDefinition("ceil", "next whole number upwards") { _ in Transform<Ceiling>() },
        OperatorDefinition("cos", "cosine of radians") { _ in Transform<Cosine>() },
        OperatorDefinition("cosh", "hyperbolic cosine") { _ in Transform<HyperbolicCosine>() },
        OperatorDefinition("exp", "exponential e^x") { _ in Transform<Exponential>() },
        OperatorDefinition("floor", "next whole number downwards") { _ in Transform<Floor>() },
        OperatorDefinition("ln", "natural logarithm") { _ in Transform<NaturalLogarithm>() },
        OperatorDefinition("log10", "decimal logarithm") { _ in Transform<DecimalLogarithm>() },
        OperatorDefinition("sin", "sine of radians") { _ in Transform<Sine>() },
        OperatorDefinition("sinh", "hyperbolic sine") { _ in Transform<HyperbolicSine>() },
        OperatorDefinition("sqrt", "square root") { _ in Transform<SquareRoot>() },
        OperatorDefinition("tan", "tangent of radians") { _ in Transform<Tangent>() },
        OperatorDefinition("tanh", "hyperbolic tangent") { _ in Transform<HyperbolicTangent>() },
    ]
}
