import Base

/// Columns that a tree model adds to the features of every row: whose row it is, and what sector the symbol is of.
///
/// LightGBM is given one column of category numbers each, which it splits by sets of categories; XGBoost one column a category,
/// 1 in its rows and 0 in others.
/// - As of: symbols are those of the rows learnt from; sectors are what the feature set says, at all times.
/// - Missing: NaN for a symbol that was not learnt from, or is of no sector.
struct CategoryColumns: Sendable, Equatable {
    /// What is saved: enough to make the columns again.
    struct Source: Codable, Equatable {
        /// The symbols told apart; empty where they are not.
        let symbols: [Symbol]
        /// The sector of each symbol, by name; empty where sectors are not told apart.
        let sectors: [String: String]
        /// Whether there is a column a category.
        let areIndicators: Bool
    }

    let source: Source
    /// The columns' names.
    let names: [String]
    private let valuesBySymbol: [Symbol: [Double]]

    init(_ source: Source) {
        self.source = source
        let symbols = Category(
            title: "Symbol", of: source.symbols.map { ($0, $0.name) }, order: source.symbols.map(\.name),
            areIndicators: source.areIndicators)
        let sectors = Category(
            title: "Sector", of: source.sectors.compactMap { name, sector in Symbol(name).map { ($0, sector) } },
            order: Set(source.sectors.values).sorted(), areIndicators: source.areIndicators)
        names = symbols.names + sectors.names
        var values: [Symbol: [Double]] = [:]
        for symbol in Set(symbols.place.keys).union(sectors.place.keys) {
            values[symbol] = symbols.values(of: symbol) + sectors.values(of: symbol)
        }
        valuesBySymbol = values
    }

    /// The columns that a specification asks for; `nil` for none.
    ///
    /// - Throws: ``ForecastingError/badParameter(kind:name:reason:)`` for sectors that nobody has named.
    init?(_ specification: ModelSpecification, _ slice: TrainingSlice) throws(ForecastingError) {
        let usesSymbols = specification.flag("symbol_feature")
        let usesSectors = specification.flag("sector_feature")
        guard usesSymbols || usesSectors else { return nil }
        let table = slice.table
        if usesSectors, table.sectors.isEmpty {
            throw .badParameter(
                kind: specification.kind, name: "sector_feature",
                reason: "no symbol's sector is known; name them in the feature set's file, as "
                    + "`groups: {sector: {file: sectors.csv}}`")
        }
        let places = usesSymbols ? Set(slice.rows.map { table.symbolIndex[$0] }).sorted() : []
        let sectors = usesSectors ? table.sectors.map { ($0.key.name, $0.value) } : []
        self.init(
            Source(
                symbols: places.map { table.symbols[Int($0)] },
                sectors: Dictionary(uniqueKeysWithValues: sectors), areIndicators: specification.kind == .xgboost))
    }

    /// What stands in the columns for a symbol.
    func values(of symbol: Symbol?) -> [Double] {
        symbol.flatMap { valuesBySymbol[$0] } ?? [Double](repeating: .nan, count: names.count)
    }

    /// The features of a range of rows with the columns added, row-major.
    func features(of table: LearningTable, rows: Range<Int>) -> [Double] {
        let bySymbol = table.symbols.map(values)
        var all: [Double] = []
        all.reserveCapacity(rows.count * (table.featureCount + names.count))
        for row in rows {
            all.append(contentsOf: table.features[row * table.featureCount..<(row + 1) * table.featureCount])
            all.append(contentsOf: bySymbol[Int(table.symbolIndex[row])])
        }
        return all
    }
}

/// One thing that symbols are told apart by.
private struct Category {
    let names: [String]
    /// The category of each symbol, counted from 0.
    let place: [Symbol: Int]
    private let areIndicators: Bool

    init(title: String, of categories: [(Symbol, String)], order: [String], areIndicators: Bool) {
        let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        place = Dictionary(categories.compactMap { symbol, name in places[name].map { (symbol, $0) } }) { $1 }
        self.areIndicators = areIndicators
        // Capitals and digits keep clear of the features' names; XGBoost allows no brackets, which symbols do not have.
        names = order.isEmpty ? [] : areIndicators ? order.indices.map { "\(title)\($0)" } : [title]
    }

    func values(of symbol: Symbol) -> [Double] {
        guard let place = place[symbol] else { return [Double](repeating: .nan, count: names.count) }
        return areIndicators ? names.indices.map { $0 == place ? 1 : 0 } : names.map { _ in Double(place) }
    }
}
