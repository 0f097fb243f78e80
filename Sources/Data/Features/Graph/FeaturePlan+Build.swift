import Base
import Indicators

extension FeaturePlan {
    /// Plans expressions whose operators and numbers have been checked; what two of them share is computed once.
    init(_ expressions: [FeatureExpression]) {
        var builder = PlanBuilder()
        for expression in expressions { builder.add(expression) }
        self = builder.finish()
    }
}

/// Orders operators and lays out their memory.
struct PlanBuilder {
    /// Where an expression's value is, from which stage on, and how many bars it lacks.
    private struct Place {
        let source: FeaturePlan.Source
        let stage: Int
        let warmUpBars: Int
    }

    private var plan = FeaturePlan()
    private var places: [FeatureExpression: Place] = [:]
    private var firstSlots: [OperatorApplication: (slot: Int, stage: Int, warmUps: [Int])] = [:]
    private var constants: [UInt64: Int] = [:]
    private var constantReaders: [(stage: Int, index: Int, input: Int, constant: Int)] = []
    private var frames: [BarInterval: [FeatureExpression]] = [:]
    private var pending: [FeatureExpression] = []

    /// Adds a feature.
    mutating func add(_ expression: FeatureExpression) {
        gatherFrames(expression)
        pending.append(expression)
    }

    /// The plan of all that was added.
    mutating func finish() -> FeaturePlan {
        for interval in frames.keys.sorted() { addFrame(interval, frames[interval] ?? []) }
        for expression in pending {
            let place = place(of: expression)
            plan.features.append(.init(source: place.source, stage: place.stage, warmUpBars: place.warmUpBars))
        }
        settleConstants()
        plan.carried = carriedSlots()
        return plan
    }

    private mutating func gatherFrames(_ expression: FeatureExpression) {
        if case .resampled(let value, let interval) = expression, frames[interval]?.contains(value) != true {
            frames[interval, default: []].append(value)
        }
        for part in expression.parts { gatherFrames(part) }
    }

    private mutating func stage(_ index: Int) -> Int {
        while plan.stages.count <= index { plan.stages.append(.init()) }
        return index
    }

    private mutating func place(of expression: FeatureExpression) -> Place {
        if let known = places[expression] { return known }
        let place = newPlace(of: expression)
        places[expression] = place
        return place
    }

    private mutating func newPlace(of expression: FeatureExpression) -> Place {
        switch expression {
        case .number: preconditionFailure("a number is no series")
        case .field(let field): return Place(source: .field(field), stage: stage(0), warmUpBars: 0)
        case .application(let application): return place(ofOutput: application)
        case .crossSection(let section):
            return crossing(.across(section.kind, grouping: section.grouping), of: section.value)
        case .lead(let value, let bars): return crossing(.lead(bars), of: value)
        case .resampled: preconditionFailure("longer bars are placed before what reads them")
        }
    }

    private mutating func crossing(_ kind: FeaturePlan.Crossing.Kind, of value: FeatureExpression) -> Place {
        let inner = place(of: value)
        let slot = plan.computedCount
        plan.computedCount += 1
        plan.stages[inner.stage].crossings.append(.init(kind: kind, source: inner.source, slot: slot))
        return Place(source: .slot(slot), stage: stage(inner.stage + 1), warmUpBars: inner.warmUpBars)
    }

    private mutating func place(ofOutput application: OperatorApplication) -> Place {
        var whole = application
        whole.output = ""
        guard let definition = try? OperatorCatalogue.named(application.operatorName) else {
            preconditionFailure("an operator that was checked is in the catalogue")
        }
        let known = firstSlots[whole] ?? addOperator(whole, definition)
        let output = definition.outputs.firstIndex(of: application.output) ?? 0
        return Place(
            source: .slot(known.slot + output), stage: known.stage, warmUpBars: known.warmUps[output])
    }

    private mutating func addOperator(
        _ application: OperatorApplication, _ definition: OperatorDefinition
    ) -> (slot: Int, stage: Int, warmUps: [Int]) {
        let inputs: [Place?] = application.inputs.map { if case .number = $0 { nil } else { place(of: $0) } }
        let stage = stage(inputs.compactMap { $0?.stage }.max() ?? 0)
        let before = inputs.compactMap { $0?.warmUpBars }.max() ?? 0
        let indicator = definition.makeIndicator(application.arguments)
        let slot = plan.computedCount
        plan.computedCount += definition.outputs.count
        for (index, input) in application.inputs.enumerated() {
            guard case .number(let number) = input else { continue }
            let constant = constants[number.bitPattern] ?? constants.count
            constants[number.bitPattern] = constant
            if constant == plan.constants.count { plan.constants.append(number) }
            constantReaders.append((stage, plan.stages[stage].operators.count, index, constant))
        }
        let machine = reserve(indicator)
        plan.stages[stage].operators.append(
            .init(
                indicator, inputs: inputs.map { $0?.source ?? .slot(0) }, slot: slot, state: machine.state,
                window: machine.window))
        plan.readsLogarithms = plan.readsLogarithms || indicator.readsLogarithms
        let result = (slot: slot, stage: stage, warmUps: indicator.outputWarmUpBars.map { $0 + before })
        firstSlots[application] = result
        return result
    }

    /// Lays a machine out in the memory, in its state before the first input.
    private mutating func reserve(_ indicator: any Indicator) -> (state: Int, window: Int) {
        let state = plan.blank.count
        let window = state + (type(of: indicator).stateBytes + 7) / 8
        plan.blank.append(contentsOf: repeatElement(0, count: window + indicator.windowCount - state))
        // Room that is never empty, so that a machine without bytes has an address too.
        plan.blank.append(0)
        plan.blank.withUnsafeMutableBytes { memory in
            guard let base = memory.baseAddress else { return }
            let numbers = (base + 8 * window).bindMemory(to: Double.self, capacity: indicator.windowCount)
            indicator.begin(base + 8 * state, WindowMemory(start: numbers, count: indicator.windowCount))
        }
        return (state, window)
    }

    private mutating func addFrame(_ interval: BarInterval, _ expressions: [FeatureExpression]) {
        let inner = FeaturePlan(expressions)
        let frame = FeaturePlan.Frame(
            interval: interval, plan: inner, slot: plan.computedCount, state: plan.blank.count)
        plan.computedCount += expressions.count
        plan.blank.append(contentsOf: FrameState.blank(of: inner))
        plan.stages[stage(0)].frames.append(frame)
        for (index, expression) in expressions.enumerated() {
            // Each longer bar has one bar at the least.
            let warmUp = inner.features[index].warmUpBars
            places[.resampled(expression, interval: interval)] = Place(
                source: .slot(frame.slot + index), stage: 0, warmUpBars: warmUp)
        }
    }

    /// Gives the constants their slots, which lie after all computed ones.
    private mutating func settleConstants() {
        for reader in constantReaders {
            let source = FeaturePlan.Source.slot(plan.computedCount + reader.constant)
            plan.stages[reader.stage].operators[reader.index].read(source, asInput: reader.input)
        }
    }

    /// Slots that are written in one stage and read in a later one, and all that crossings write.
    private func carriedSlots() -> [Int] {
        var writtenIn: [Int: Int] = [:]
        for (index, stage) in plan.stages.enumerated() {
            for step in stage.operators {
                for output in 0..<step.outputCount { writtenIn[step.slot + output] = index }
            }
            for frame in stage.frames {
                for output in 0..<frame.plan.featureCount { writtenIn[frame.slot + output] = index }
            }
        }
        var carried = Set(plan.stages.flatMap(\.crossings).map(\.slot))
        for (index, stage) in plan.stages.enumerated() {
            for case .slot(let slot) in stage.operators.flatMap({ [$0.inputs.0, $0.inputs.1, $0.inputs.2] }) {
                if let written = writtenIn[slot], written < index { carried.insert(slot) }
            }
        }
        return carried.sorted()
    }
}

extension FeaturePlan.Operator {
    /// Changes where an input comes from.
    mutating func read(_ source: FeaturePlan.Source, asInput index: Int) {
        if index == 0 { inputs.0 = source }
        if index == 1 { inputs.1 = source }
        if index == inputCount - 1 { inputs.2 = source }
    }
}
