import Kernels
import Testing

/// Rosenbrock's valley, whose minimum 0 lies at (1, 1).
private func valley(
    _ point: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>?
) -> Double {
    let (x, y) = (point[0], point[1])
    gradient?[0] = -2 * (1 - x) - 400 * x * (y - x * x)
    gradient?[1] = 200 * (y - x * x)
    return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
}

struct MinimiserTests {
    @Test(
        "every method finds the end of Rosenbrock's valley, twice the same",
        arguments: [Minimiser.Method.nelderMead, .subplex, .bobyqa, .lbfgs])
    func findsTheEndOfTheValley(_ method: Minimiser.Method) {
        let search = Minimiser(method, relativeTolerance: 1e-14, evaluationLimit: 20_000)
        let found = search.minimum(from: [-1.2, 1], of: valley)
        #expect(found.isConverged)
        #expect(abs(found.point[0] - 1) < 1e-4 && abs(found.point[1] - 1) < 1e-4)
        let again = search.minimum(from: [-1.2, 1], of: valley)
        #expect(found == again)
    }

    @Test("a search stays within its bounds")
    func staysWithinBounds() {
        let found = Minimiser(.nelderMead).minimum(from: [9, 9], lower: [2, 2], upper: [3, 4], of: valley)
        #expect(abs(found.point[0] - 2) < 1e-6 && abs(found.point[1] - 4) < 1e-6)
    }

    @Test("a search turns back where the function is not defined")
    func turnsBackWhereTheFunctionIsNotDefined() {
        let found = Minimiser(.nelderMead).minimum(from: [3]) { point, _ in point[0] < 1 ? .nan : point[0] }
        #expect(abs(found.point[0] - 1) < 1e-6)
        let nowhere = Minimiser(.nelderMead, evaluationLimit: 50).minimum(from: [3]) { _, _ in .nan }
        #expect(!nowhere.isConverged && nowhere.value == .infinity)
    }
}
