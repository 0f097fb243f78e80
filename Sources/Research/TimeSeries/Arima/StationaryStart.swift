/// The covariance of a stationary ARMA process with its own past, by a recursion in the degree.
///
/// The autocovariance generating function θ(z)θ(1/z) / φ(z)φ(1/z) is split as D(z)/φ(z) + D(1/z)/φ(1/z), which leaves
/// φ(1/z)D(z) + φ(z)D(1/z) = θ(z)θ(1/z). Replacing φ(z) by φ(z) − k·zⁿφ(1/z), with k its last weight, takes a degree off;
/// k is minus a partial autocorrelation, so the recursion also tells whether φ is stationary.
///
/// - Source: Wilson, Journal of Statistical Computation and Simulation 1979; Demeure and Mullis, IEEE ASSP 1989.
/// - Complexity: O(degree²) time and no allocation, where the usual Lyapunov equation takes O(degree³) or more.
struct StationaryStart: ~Copyable {
    private let degree: Int
    /// The polynomial of every degree, one row after another; row n has n + 1 weights.
    private let rows: UnsafeMutablePointer<Double>
    private let right: UnsafeMutablePointer<Double>
    private let split: UnsafeMutablePointer<Double>
    private let scratch: UnsafeMutablePointer<Double>

    init(degree: Int) {
        self.degree = degree
        rows = .allocate(capacity: (degree + 1) * (degree + 1))
        right = .allocate(capacity: degree + 1)
        split = .allocate(capacity: degree + 1)
        scratch = .allocate(capacity: degree + 1)
    }

    deinit {
        rows.deallocate()
        right.deallocate()
        split.deallocate()
        scratch.deallocate()
    }

    /// Writes cov(αⱼ, y) for each element of Harvey's state; the first is the variance of y, for innovations of variance 1.
    ///
    /// - Parameters:
    ///   - column: Where they are written.
    ///   - count: The size of the state.
    ///   - ar: φ₁, φ₂, …, padded with zeros to `count`.
    ///   - ma: θ₁, θ₂, …, padded with zeros to `count`.
    /// - Returns: Whether φ is stationary; nothing is written when it is not.
    func fill(
        _ column: UnsafeMutablePointer<Double>, count: Int, ar: UnsafePointer<Double>, ma: UnsafePointer<Double>
    ) -> Bool {
        multiplyAverages(ma)
        guard stepDown(ar) else { return false }
        stepUp()
        for index in 0..<count {
            let weight = index == 0 ? 1 : -ar[index - 1]
            column[index] = (index <= degree ? split[index] : 0) + split[0] * weight
        }
        return true
    }

    /// Coefficients of θ(z)θ(1/z) at z⁰, z¹, ….
    private func multiplyAverages(_ ma: UnsafePointer<Double>) {
        for shift in 0...degree {
            var sum = shift == 0 ? 1 : ma[shift - 1]
            var index = 1
            while index + shift <= degree {
                sum += ma[index - 1] * ma[index + shift - 1]
                index += 1
            }
            right[shift] = sum
        }
    }

    /// Takes degrees off φ, and off the right side what each takes with it; `scratch` keeps the weights taken.
    private func stepDown(_ ar: UnsafePointer<Double>) -> Bool {
        let width = degree + 1
        let top = rows + degree * width
        top[0] = 1
        for index in 0..<degree { top[index + 1] = -ar[index] }
        for order in stride(from: degree, to: 0, by: -1) {
            let current = rows + order * width
            let next = rows + (order - 1) * width
            let last = current[order]
            guard abs(last) < 1 else { return false }
            let taken = right[order]
            scratch[order] = taken
            let scale = 1 / (1 - last * last)
            for index in 1..<(order + 1) { right[order - index] -= taken * current[index] }
            right[0] -= taken * last
            for index in 0..<order {
                next[index] = (current[index] - last * current[order - index]) * scale
                right[index] *= scale
            }
        }
        return true
    }

    private func stepUp() {
        split[0] = right[0] / 2
        for order in stride(from: 1, through: degree, by: 1) {
            let last = rows[order * (degree + 1) + order]
            split[order] = 0
            var low = 0
            var high = order
            while low <= high {
                let (first, second) = (split[low], split[high])
                split[low] = first - last * second
                if low < high { split[high] = second - last * first }
                low += 1
                high -= 1
            }
            split[order] += scratch[order]
        }
    }
}
