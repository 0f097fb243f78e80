import Base
import Forecasting
import TestKit
import Testing

struct ReturnDistributionTests {
    private static let straight = (1...99).map { (Double($0) - 50) / 25 }

    @Test("quantiles pass through the shape, in between by straight lines, and stay at its ends")
    func quantiles() {
        let distribution = ReturnDistribution(location: 0.01, scale: 0.5, shape: Self.straight)
        let levels = [0.01, 0.1, 0.125, 0.3, 0.5, 0.9, 0.99, 0.001, 0.9999]
        let expected = [-0.97, -0.79, -0.74, -0.39, 0.01, 0.81, 0.99, -0.97, 0.99]
        #expect(Golden.largestError(levels.map(distribution.quantile), expected) < 1e-12)
        #expect(distribution.quantile(0.5) == distribution.location)
    }

    @Test("P(up) and the quantiles are one distribution", arguments: [-0.3, -0.011, 0, 0.004, 0.2])
    func probabilityAgrees(location: Double) {
        let distribution = ReturnDistribution(location: location, scale: 0.3, shape: Self.straight)
        let up = distribution.probabilityUp
        #expect(abs(distribution.quantile(1 - up)) < 1e-12)
    }

    @Test("prices that often stand still give a forecast of 0 the probability ½")
    func ties() {
        let shape = (1...99).map { max(0, Double($0) - 70) + min(0, Double($0) - 30) }
        #expect(ReturnDistribution(location: 0, scale: 1, shape: shape).probabilityUp == 0.5)
    }

    @Test("P(up) stays inside the range the residuals can speak of; without a scale it is the location's sign")
    func extremes() {
        func up(_ location: Double, _ scale: Double) -> Double {
            ReturnDistribution(location: location, scale: scale, shape: Self.straight).probabilityUp
        }
        let values = [up(9, 1), up(-9, 1), up(0.1, 0), up(-0.1, 0), up(0, 0)]
        #expect(Golden.largestError(values, [0.99, 0.01, 0.99, 0.01, 0.5]) < 1e-15)
    }
}
