import CLightGBM

/// A training by LightGBM; its state is freed with this object.
///
/// As long as it lives, all of LightGBM keeps to the thread limit of whoever came first.
public final class LightGBMTraining: BoosterTraining {
    /// The rounds done.
    public private(set) var rounds = 0
    /// The metric on the validation data after every round.
    public private(set) var scores: [Double] = []
    private let library: LightGBMLibrary
    private let handle: LightGBMHandle
    private let limit: LightGBMThreadLimit
    // The booster borrows both.
    private let datasets: [LightGBMDataset]

    /// Begins without any round.
    public init(
        on dataset: LightGBMDataset, validation: LightGBMDataset?, settings: BoostingSettings, threads: Int
    ) throws(BoostingError) {
        library = try LightGBMLibrary.open()
        limit = try LightGBMThreadLimit(library, threads: threads)
        datasets = [dataset] + (validation.map { [$0] } ?? [])
        let parameters = settings.lightGBMParameters(
            categoricalColumns: dataset.categoricalColumns, isValidated: validation != nil)
        var made: LightGBMHandle?
        let status = library.functions.BoosterCreate(dataset.handle, parameters, &made)
        handle = try library.made("BoosterCreate", status, made)
        guard let validation else { return }
        try library.check("BoosterAddValidData", library.functions.BoosterAddValidData(handle, validation.handle))
    }

    /// Does one further round.
    public func advance() throws(BoostingError) -> Bool {
        var isFinished: Int32 = 0
        try library.check("BoosterUpdateOneIter", library.functions.BoosterUpdateOneIter(handle, &isFinished))
        guard isFinished == 0 else { return false }
        rounds += 1
        if datasets.count > 1 { scores.append(try score()) }
        return true
    }

    private func score() throws(BoostingError) -> Double {
        // There is one metric.
        var length: Int32 = 0
        var value = Double.nan
        try library.check("BoosterGetEval", library.functions.BoosterGetEval(handle, 1, &length, &value))
        return value
    }

    /// The model after the first so many rounds.
    ///
    /// It is read back from its text, which makes a trained model the same thing as a loaded one.
    public func booster(rounds: Int) throws(BoostingError) -> LightGBMBooster {
        // A model without any split has one tree all the same, its constant; a limit of 0 means all.
        let limit = rounds < self.rounds ? max(1, rounds) : -1
        return try LightGBMBooster(bytes: library.modelText(handle, rounds: limit))
    }

    deinit { _ = library.functions.BoosterFree(handle) }
}

extension LightGBMLibrary {
    /// The text of a model's first rounds; all of them for -1.
    func modelText(_ handle: LightGBMHandle, rounds: Int) throws(BoostingError) -> [UInt8] {
        var capacity: Int64 = 1 << 16
        while true {
            var length: Int64 = 0
            var status: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(capacity)) { buffer, count in
                status = buffer.withMemoryRebound(to: CChar.self) { text in
                    functions.BoosterSaveModelToString(
                        handle, 0, Int32(rounds), Int32(LIGHTGBM_IMPORTANCE_SPLIT), capacity, &length,
                        text.baseAddress)
                }
                // The length counts the ending zero.
                count = status == 0 && length <= capacity ? max(0, Int(length) - 1) : 0
            }
            try check("BoosterSaveModelToString", status)
            if length <= capacity { return bytes }
            capacity = length
        }
    }
}
