import Base
import CommandLineInterface
import Features
import MarketData
import Storage

/// The bars that `martlet verify` checks on: some that are stored, or of the sample, and some that are made up.
struct VerifyBars {
    private let real: VerificationBars?
    private let interval: BarInterval
    private let count: Int?
    private let seed: UInt64
    private static let symbolCount = 5
    /// How many bars of a symbol are enough unless more are asked for.
    private static let longest = 20_000

    init(
        _ configuration: Configuration, symbols: [Symbol], interval: BarInterval, count: Int?, seed: UInt64
    ) throws {
        self.interval = interval
        self.count = count
        self.seed = seed
        let stored = try VerifyBars.stored(configuration, symbols, interval)
        if stored == nil, let missing = symbols.first {
            throw CommandFailure(
                .negative, "there are no \(interval) bars of \(missing)", mend: "`martlet check` lists what is stored")
        }
        real = try stored ?? VerifyBars.sample(configuration, interval)
    }

    /// The bars to check a feature set on, long enough for its values.
    func lots(for set: FeatureSet) throws -> VerifyLots {
        let wanted = 500 + 2 * min(set.warmUpBars, VerifyBars.longest) + (set.intervals.isEmpty ? 0 : 500)
        let needed = count ?? min(wanted, VerifyBars.longest)
        let symbols = Set(set.groupings.values.flatMap(\.keys)).sorted().prefix(VerifyBars.symbolCount)
        let names = symbols.count > 1 ? Array(symbols) : SyntheticBars.symbols(VerifyBars.symbolCount)
        let fitting = [interval, .day, .hour, BarInterval(seconds: 900), .minute].first {
            (try? set.check($0)) != nil
        }
        guard let fitting else { throw FeatureError.badFrame(set.intervals.first ?? .day, of: interval) }
        let made = SyntheticBars.universe(names, bars: needed, interval: fitting, seed: seed)
        guard fitting == interval else {
            let longer = set.intervals.map(\.description).joined(separator: ", ")
            let remark =
                "its longer bars (\(longer)) cannot be made of \(interval): checked on \(fitting) made up; "
                + "--interval \(fitting) takes stored ones, where there are any"
            return VerifyLots([made], remarks: [remark])
        }
        guard let real else { return VerifyLots([made], remarks: [withoutStored]) }
        return VerifyLots([VerifyBars.last(needed, of: real), made])
    }

    /// The bars to check labels on, those of some benchmarks among them.
    func lots(with benchmarks: [Symbol]) throws -> VerifyLots {
        let symbols = benchmarks + SyntheticBars.symbols(VerifyBars.symbolCount)
        let made = SyntheticBars.universe(symbols, bars: count ?? 500, interval: interval, seed: seed)
        guard let real else { return VerifyLots([made], remarks: [withoutStored]) }
        let missing = Set(benchmarks).subtracting(real.series.map(\.symbol)).sorted()
        guard missing.isEmpty else {
            let names = missing.map(\.name).joined(separator: ", ")
            let remark =
                "the stored bars are without \(names), which labels compare with: checked on made-up bars only; "
                + "--symbols takes it in"
            return VerifyLots([made], remarks: [remark])
        }
        return VerifyLots([VerifyBars.last(count ?? 500, of: real), made])
    }

    /// A few symbols of each kind, at the same times, as one lot.
    func combined() throws -> VerifyLots {
        let needed = count ?? 400
        let symbols = SyntheticBars.symbols(3)
        guard let real else {
            let made = SyntheticBars.universe(symbols, bars: needed, interval: interval, seed: seed)
            return VerifyLots([made], remarks: [withoutStored])
        }
        let some = VerifyBars.last(needed, of: VerificationBars(real.name, Array(real.series.prefix(3))))
        let made = SyntheticBars.universe(symbols, at: some.times, interval: interval, seed: seed)
        return VerifyLots([VerificationBars("\(real.name) and made-up", some.series + made.series)], of: [some, made])
    }

    private var withoutStored: String {
        "there are no \(interval) bars in the store, nor in the sample: checked on made-up bars only"
    }

    /// The stored symbols with the most bars, or those asked for; `nil` where there are none.
    private static func stored(
        _ configuration: Configuration, _ symbols: [Symbol], _ interval: BarInterval
    ) throws -> VerificationBars? {
        guard Folder.exists(configuration[Settings.dataFolder]) else { return nil }
        let bars = try Workspace(configuration).bars
        var all = try bars.catalogue().filter { $0.interval == interval && $0.bars > 0 }
        if !symbols.isEmpty {
            for symbol in symbols where !all.contains(where: { $0.symbol == symbol }) {
                throw CommandFailure(
                    .negative, "there are no \(interval) bars of \(symbol)",
                    mend: "`martlet check` lists what is stored")
            }
            all = all.filter { symbols.contains($0.symbol) }
        } else {
            all = Array(all.sorted { ($1.bars, $0.symbol) < ($0.bars, $1.symbol) }.prefix(symbolCount))
        }
        guard !all.isEmpty else { return nil }
        return VerificationBars("stored", try bars.series(all.map(\.symbol).sorted(), interval))
    }

    /// The sample's first symbols; `nil` where there is no sample, or none of the interval.
    private static func sample(_ configuration: Configuration, _ interval: BarInterval) throws -> VerificationBars? {
        let path = configuration[Settings.samplePath]
        guard SmallFile.exists(path: path) else { return nil }
        let raw = try BarImporter().read(path: path).filter { $0.interval == interval }
        let series = raw.sorted { $0.symbol < $1.symbol }.prefix(symbolCount).map(BarSeries.init(increasing:))
        return series.isEmpty ? nil : VerificationBars("sample", series)
    }

    private static func last(_ count: Int, of bars: VerificationBars) -> VerificationBars {
        VerificationBars(bars.name, bars.series.map { $0[max(0, $0.count - count)..<$0.count] })
    }
}

extension BarSeries {
    /// The rows of raw bars, less those that are not later than the one before.
    fileprivate init(increasing raw: RawBars) {
        self.init(symbol: raw.symbol, interval: raw.interval)
        for row in 0..<raw.count where times.last.map({ $0 < raw.times[row] }) ?? true { append(raw[row]) }
    }
}
