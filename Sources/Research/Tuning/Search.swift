/// A search over parameters, as a state machine: it says what to try next and is told what came of it.
///
/// A proposal depends on the space, the method, the seed, the number of workers and the results of earlier trials only,
/// never on time or on the order in which results arrive: with k workers, trial n looks at the results of trials
/// 0 … n − k. So a search that was killed goes on from its finished trials as if nothing had happened.
public struct Search: Sendable {
    /// What to do next.
    public enum Step: Sendable, Equatable {
        /// Carry out a trial and tell its record.
        case run(Trial)
        /// Tell the record of a trial that is still running first.
        case wait
        /// There is nothing left to try.
        case finished
    }

    /// What may be chosen.
    public let space: SearchSpace
    /// How it is chosen.
    public let method: SearchMethod
    /// Which scores are better.
    public let goal: SearchGoal
    /// Fixes the randomness.
    public let seed: UInt64
    /// How many trials may run side by side.
    public let workers: Int

    private let grid: [[Double]]
    private var issued: [Int: Trial] = [:]
    private var results: [Int: TrialRecord] = [:]

    /// Starts a search, or goes on with one.
    ///
    /// - Parameters:
    ///   - space: What may be chosen.
    ///   - method: How to choose.
    ///   - goal: Which scores are better.
    ///   - seed: Fixes the randomness.
    ///   - workers: How many trials may run side by side.
    ///   - history: The trials of this search that have finished, in any order.
    /// - Throws: ``TuningError`` for options out of range and for records of another search.
    public init(
        space: SearchSpace, method: SearchMethod, goal: SearchGoal = .minimise, seed: UInt64, workers: Int = 1,
        history: [TrialRecord] = []
    ) throws(TuningError) {
        guard workers > 0 else { throw .badChoice(name: "workers", reason: "expected at least 1, was \(workers)") }
        try method.check(space)
        self.space = space
        self.method = method
        self.goal = goal
        self.seed = seed
        self.workers = workers
        grid = method.grid(space)
        for record in history {
            let number = record.trial.number
            guard number >= 0 else { throw .strangeTrial(number: number, reason: "its number is below 0") }
            guard results[number] == nil else { throw .strangeTrial(number: number, reason: "it is told twice") }
            guard space.contains(record.trial.parameters) else {
                throw .strangeTrial(number: number, reason: "its parameters do not lie in the space")
            }
            issued[number] = record.trial
            results[number] = record
        }
    }

    /// The finished trials by number.
    public var records: [TrialRecord] { results.keys.sorted().compactMap { results[$0] } }

    /// The trials that were proposed and have not been told, by number.
    public var running: [Trial] { issued.keys.sorted().filter { results[$0] == nil }.compactMap { issued[$0] } }

    /// Proposes the next trial.
    ///
    /// - Complexity: O(trials · log trials) plus, for tree Parzen, O(trials · candidates · parameters).
    public mutating func next() -> Step {
        var earlier: [Trial] = []
        while let trial = issued[earlier.count] { earlier.append(trial) }
        let number = earlier.count
        var known: [TrialRecord] = []
        while known.count < number, let record = results[known.count] { known.append(record) }
        for count in max(0, number - workers + 1)...number {
            guard known.count >= count else { return .wait }
            let history = SearchHistory(
                space: space, goal: goal, seed: seed, grid: grid, issued: earlier, results: Array(known.prefix(count)))
            switch method.proposal(history) {
            case .run(let trial):
                issued[number] = trial
                return .run(trial)
            case .finished: return running.isEmpty ? .finished : .wait
            case .undetermined: continue
            }
        }
        return .finished
    }

    /// Takes the record of a trial that was proposed.
    ///
    /// - Throws: ``TuningError/strangeTrial(number:reason:)`` where it was not proposed or is told twice.
    public mutating func tell(_ record: TrialRecord) throws(TuningError) {
        let number = record.trial.number
        guard issued[number] == record.trial else {
            throw .strangeTrial(number: number, reason: "this search did not propose it")
        }
        guard results[number] == nil else { throw .strangeTrial(number: number, reason: "it is told twice") }
        results[number] = record
    }

    /// The finished trials that a decision during a trial may look at without depending on time: 0 … n − workers.
    ///
    /// They are what ``MedianRule`` should compare with.
    public func peers(of trial: Trial) -> [TrialRecord] {
        records.filter { $0.trial.number <= trial.number - workers }
    }
}
