import Base
import Kernels

/// Normal numbers for simulations, fixed by a seed.
struct NormalSource {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func next() -> Double { NormalDistribution.quantile(max(generator.uniform(), 1e-16)) }

    mutating func next(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }

    mutating func uniform() -> Double { generator.uniform() }
}
