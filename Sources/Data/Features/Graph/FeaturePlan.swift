import Base
import Indicators

/// The operators that a feature set needs, each once, in an order in which every one comes after those it reads.
///
/// All values of a row live in numbered slots. A machine's bytes and window live in one block of memory a symbol, whose
/// layout the plan knows; so the same steps serve one live bar and blocks of rows of several symbols.
struct FeaturePlan: Sendable {
    /// Where an operator's input comes from.
    enum Source: Sendable, Hashable {
        case field(BarField)
        case slot(Int)
    }

    /// An operator on its inputs: plain bytes, since hundreds of them are gone through for every live bar.
    struct Operator: Sendable {
        let kind: any Indicator.Type
        let inputCount: Int
        var inputs: (Source, Source, Source)
        /// The slots of its outputs, the first and how many.
        let slot: Int
        let outputCount: Int
        /// Where its machine is, in words of the memory.
        let state: Int
        /// Where its window is, in words of the memory, and how long.
        let window: Int
        let windowCount: Int

        init(_ indicator: any Indicator, inputs: [Source], slot: Int, state: Int, window: Int) {
            kind = type(of: indicator)
            inputCount = inputs.count
            let first = inputs.first ?? .slot(0)
            self.inputs = (first, inputs.count > 1 ? inputs[1] : first, inputs.last ?? first)
            self.slot = slot
            outputCount = indicator.outputWarmUpBars.count
            self.state = state
            self.window = window
            windowCount = indicator.windowCount
        }
    }

    /// Expressions over longer bars.
    struct Frame: Sendable {
        let interval: BarInterval
        let plan: FeaturePlan
        /// The slot of its first value.
        let slot: Int
        /// Where the bar that is being gathered, the values that hold and the memory of the plan are.
        let state: Int
    }

    /// Something computed across symbols, or from later bars, between two stages.
    struct Crossing: Sendable {
        enum Kind: Sendable, Hashable {
            case across(CrossSection.Kind, grouping: String?)
            case lead(Int)
        }
        let kind: Kind
        let source: Source
        let slot: Int
    }

    /// What can be computed of one symbol's bars, once the crossings of the stage before are there.
    struct Stage: Sendable {
        var operators: [Operator] = []
        var frames: [Frame] = []
        /// What is gathered when this stage is done.
        var crossings: [Crossing] = []
    }

    /// Where a feature's value is when its stage is done.
    struct Feature: Sendable {
        let source: Source
        let stage: Int
        /// The least number of bars without a value.
        let warmUpBars: Int
    }

    var stages: [Stage] = []
    var features: [Feature] = []
    /// Numbers that operators read as if they were series, in the slots after the computed ones.
    var constants: [Double] = []
    /// How many values are computed a row.
    var computedCount = 0
    /// Slots whose values a later stage needs.
    var carried: [Int] = []
    /// Whether logarithms of the prices are worth taking in advance.
    var readsLogarithms = false
    /// The memory before the first bar.
    var blank: ContiguousArray<UInt64> = []

    /// How many slots a row has.
    var slotCount: Int { computedCount + constants.count }
    /// The number of features.
    var featureCount: Int { features.count }
    /// The number of bars before the first row with every feature.
    var warmUpBars: Int { features.map(\.warmUpBars).max() ?? 0 }
    /// Whether one symbol's bars up to now are enough.
    var isOfOneSymbol: Bool { stages.count <= 1 }
    /// The longer bars that are read.
    var intervals: [BarInterval] { stages.flatMap(\.frames).map(\.interval) }
    /// Whether a feature needs bars after its own.
    var looksAhead: Bool {
        stages.flatMap(\.crossings).contains { if case .lead = $0.kind { true } else { false } }
    }
}
