/// Adjusts p-values so that a share of the discoveries, not the chance of any, is false.
public enum BenjaminiHochbergAdjustment {
    /// Benjamini and Hochberg's step-up adjustment (1995).
    ///
    /// Rejecting what is at or below q keeps the expected share of false ones among the rejected at or below q, where
    /// the tests are independent or positively dependent (Benjamini and Yekutieli, 2001). It promises less than
    /// ``HolmAdjustment``: for screening many features, not for promoting one model.
    ///
    /// - Missing: NaN is no p-value and must not be given.
    /// - Source: matches statsmodels' `multipletests(method="fdr_bh")` (golden file).
    ///
    /// - Parameter pValues: One p-value per hypothesis.
    /// - Returns: The adjusted ones in the same order.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var result = pValues
        var smallest = 1.0
        let descending = pValues.indices.sorted { pValues[$0] > pValues[$1] }
        for (place, index) in descending.enumerated() {
            let rank = pValues.count - place
            smallest = min(smallest, pValues[index] * Double(pValues.count) / Double(rank))
            result[index] = smallest
        }
        return result
    }
}
