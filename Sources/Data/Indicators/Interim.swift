struct InterimArithmetic: Indicator {
    var kind: Int
    var warmUpBars: Int { 0 }
    @inline(__always)
    mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        let v =
            switch kind {
            case 0: input.first + input.second
            case 1: input.first - input.second
            case 2: input.first * input.second
            case 3: input.first / input.second
            default: input.first < input.second ? 1.0 : 0.0
            }
        return v.isFinite ? v : .nan
    }
}
extension OperatorCatalogue {
    static let interim: [OperatorDefinition] = ["less_than"].map { n in
        OperatorDefinition(n, n) { _ in InterimArithmetic(kind: 4) }
    }
}
