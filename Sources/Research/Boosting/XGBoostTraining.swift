import CXGBoost

/// A training by XGBoost; its state is freed with this object.
///
/// A random forest is one round with the parameters `num_parallel_tree`, `learning_rate` 1, `subsample` and
/// `colsample_bynode`.
public final class XGBoostTraining: BoosterTraining {
    /// The rounds done.
    public private(set) var rounds = 0
    /// The metric on the validation data after every round.
    public private(set) var scores: [Double] = []
    private let library: XGBoostLibrary
    private let handle: XGBoostHandle
    private let dataset: XGBoostDataset
    private let validation: XGBoostDataset?

    /// Begins without any round.
    public init(
        on dataset: XGBoostDataset, validation: XGBoostDataset?, settings: BoostingSettings, threads: Int
    ) throws(BoostingError) {
        library = try XGBoostLibrary.open()
        self.dataset = dataset
        self.validation = validation
        let matrices: [XGBoostHandle?] = [dataset.handle] + (validation.map { [$0.handle] } ?? [])
        var made: XGBoostHandle?
        let status = library.functions.XGBoosterCreate(matrices, UInt64(matrices.count), &made)
        handle = try library.made("XGBoosterCreate", status, made)
        for (name, value) in settings.xgboostParameters(threads: threads) {
            try library.check("XGBoosterSetParam", library.functions.XGBoosterSetParam(handle, name, value))
        }
        let named = dataset.names.withCStrings { names in
            library.functions.XGBoosterSetStrFeatureInfo(handle, "feature_name", &names, UInt64(names.count))
        }
        try library.check("XGBoosterSetStrFeatureInfo", named)
    }

    /// Does one further round; XGBoost does not tell when nothing is left to gain.
    public func advance() throws(BoostingError) -> Bool {
        let status = library.functions.XGBoosterUpdateOneIter(handle, Int32(rounds), dataset.handle)
        try library.check("XGBoosterUpdateOneIter", status)
        rounds += 1
        if let validation { scores.append(try score(validation)) }
        return true
    }

    private func score(_ validation: XGBoostDataset) throws(BoostingError) -> Double {
        var matrices: [XGBoostHandle?] = [validation.handle]
        var text: UnsafePointer<CChar>?
        let status = ["validation"].withCStrings { names in
            var pointers = names.map(Optional.some)
            return library.functions.XGBoosterEvalOneIter(handle, Int32(rounds - 1), &matrices, &pointers, 1, &text)
        }
        try library.check("XGBoosterEvalOneIter", status)
        // As "[7]\tvalidation-rmse:0.5".
        let answer = text.map { String(cString: $0) } ?? ""
        guard let last = answer.split(separator: ":").last, let value = Double(last) else {
            throw .callFailed(library: XGBoostLibrary.name, call: "XGBoosterEvalOneIter", reason: "said \(answer)")
        }
        return value
    }

    /// The model after the first so many rounds.
    ///
    /// It is read back from its bytes, which makes a trained model the same thing as a loaded one.
    public func booster(rounds: Int) throws(BoostingError) -> XGBoostBooster {
        guard rounds < self.rounds else { return try XGBoostBooster(bytes: library.modelBytes(handle)) }
        var made: XGBoostHandle?
        // An end of 0 means all.
        let status = library.functions.XGBoosterSlice(handle, 0, Int32(max(1, rounds)), 1, &made)
        let slice = try library.made("XGBoosterSlice", status, made)
        defer { _ = library.functions.XGBoosterFree(slice) }
        return try XGBoostBooster(bytes: library.modelBytes(slice))
    }

    deinit { _ = library.functions.XGBoosterFree(handle) }
}

extension XGBoostLibrary {
    fileprivate func modelBytes(_ handle: XGBoostHandle) throws(BoostingError) -> [UInt8] {
        var length: UInt64 = 0
        var bytes: UnsafePointer<CChar>?
        try check(
            "XGBoosterSaveModelToBuffer",
            functions.XGBoosterSaveModelToBuffer(handle, "{\"format\":\"ubj\"}", &length, &bytes))
        guard let bytes else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(length)))
    }
}
