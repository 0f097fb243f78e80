/// Adjusts p-values for how many hypotheses were tried.
public enum HolmAdjustment {
    /// Holm's step-down adjustment (1979): controls the chance of one false discovery or more, whatever the dependence.
    ///
    /// - Missing: NaN is no p-value and must not be given.
    /// - Source: Holm, "A simple sequentially rejective multiple test procedure", 1979; matches statsmodels'
    ///   `multipletests(method="holm")` (golden file).
    ///
    /// - Parameter pValues: One p-value per hypothesis.
    /// - Returns: The adjusted ones in the same order.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var result = pValues
        var largest = 0.0
        for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
            largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
            result[index] = largest
        }
        return result
    }
}
