public import Base
import Storage

/// What is stored of a set at one interval.
public struct StoredFeatures: Sendable, Equatable {
    /// The set.
    public let set: StoredSet
    /// What each bar covers.
    public let interval: BarInterval
    /// The number of symbols.
    public let symbols: Int
    /// The rows of all symbols together.
    public let rows: Int
    /// The size of the files.
    public let bytes: Int
    /// The time of the first row.
    public let first: Instant
    /// The time of the last row.
    public let last: Instant
    /// When the newest rows were computed.
    public let builtAt: Instant
}

extension FeatureStore {
    /// The versions of sets that are stored, by name and version.
    public func sets() throws -> [StoredSet] {
        try database.query("SELECT id, name, version, hash FROM sets ORDER BY name, version") { row in
            StoredSet(
                identifier: try row.int("id"), name: try row.text("name"), version: try row.int("version"),
                hash: try row.text("hash"))
        }
    }

    /// The stored version of a set; the newest when none is named.
    ///
    /// - Throws: ``FeatureStoreError/unknownSet(_:version:known:)``.
    public func stored(_ name: String, version: Int? = nil) throws -> StoredSet {
        let sets = try sets()
        guard let found = sets.last(where: { $0.name == name && version ?? $0.version == $0.version }) else {
            throw FeatureStoreError.unknownSet(name, version: version, known: sets.map(\.description))
        }
        return found
    }

    /// The definitions of a stored set, as a set that computes.
    ///
    /// - Throws: ``FeatureStoreError/damagedDefinition(set:reason:)`` when they do not give the hash they were stored with.
    public func definition(of stored: StoredSet) throws -> FeatureSet {
        let lines = try definitionLines(of: stored)
        var definitions: [FeatureDefinition] = []
        for line in lines {
            do {
                let expression = try FeatureExpression(parsing: line.expression)
                definitions.append(FeatureDefinition(name: line.name, expression: expression))
            } catch {
                throw FeatureStoreError.damagedDefinition(
                    set: stored.description, reason: "this martlet cannot read '\(line.expression)': \(error.message)")
            }
        }
        let set = FeatureSet(
            name: stored.name, version: stored.version, definitions: definitions, groupings: try groupings(of: stored))
        guard set.hash == stored.hash else {
            throw FeatureStoreError.damagedDefinition(
                set: stored.description, reason: "this martlet understands its expressions otherwise")
        }
        return set
    }

    /// What is stored, by set and interval.
    public func catalogue() throws -> [StoredFeatures] {
        let sets = try sets()
        let sql = """
            SELECT set_id, interval_seconds, count(*) AS symbols, sum(rows) AS rows, min(first_time) AS first,
                max(last_time) AS last, max(built_at) AS built,
                (SELECT coalesce(sum(bytes), 0) FROM segments WHERE segments.set_id = series.set_id
                    AND segments.interval_seconds = series.interval_seconds) AS bytes
            FROM series GROUP BY set_id, interval_seconds ORDER BY set_id, interval_seconds
            """
        let found = try database.query(sql) { row in
            (
                try row.int("set_id"), BarInterval(seconds: max(1, try row.int("interval_seconds"))),
                try row.int("symbols"), try row.int("rows"), try row.int("bytes"), try row.instant("first"),
                try row.instant("last"), try row.instant("built")
            )
        }
        return sets.flatMap { set in
            found.filter { $0.0 == set.identifier }.map {
                StoredFeatures(
                    set: set, interval: $0.1, symbols: $0.2, rows: $0.3, bytes: $0.4, first: $0.5, last: $0.6,
                    builtAt: $0.7)
            }
        }
    }

    /// The symbols a set is stored for, sorted.
    public func symbols(_ set: StoredSet, _ interval: BarInterval) throws -> [Symbol] {
        try series(of: set, interval).keys.sorted()
    }

    /// The features of a stored set with their expressions in canonical form.
    public func definitionLines(of set: StoredSet) throws -> [(name: String, expression: String)] {
        let sql = "SELECT feature, expression FROM definitions WHERE set_id = ? ORDER BY place"
        return try database.query(sql, [.integer(set.identifier)]) {
            (name: try $0.text("feature"), expression: try $0.text("expression"))
        }
    }

    private func groupings(of set: StoredSet) throws -> [String: [Symbol: String]] {
        var groupings: [String: [Symbol: String]] = [:]
        let sql = "SELECT grouping, symbol, member FROM groupings WHERE set_id = ?"
        let rows = try database.query(sql, [.integer(set.identifier)]) {
            (try $0.text("grouping"), try $0.text("symbol"), try $0.text("member"))
        }
        for (grouping, name, member) in rows {
            if let symbol = Symbol(name) { groupings[grouping, default: [:]][symbol] = member }
        }
        return groupings
    }

    /// The stored version of a set, entered if it is new.
    ///
    /// - Throws: ``FeatureStoreError/definitionChanged(set:version:changes:)``.
    func register(_ set: FeatureSet, at now: Instant) throws -> StoredSet {
        if let known = try sets().first(where: { $0.name == set.name && $0.version == set.version }) {
            guard known.hash == set.hash else {
                let changes = FeatureSetDifference(
                    from: try definitionLines(of: known),
                    to: set.definitions.map { ($0.name, $0.expression.description) })
                throw FeatureStoreError.definitionChanged(
                    set: set.name, version: set.version, changes: changes.sentences)
            }
            return known
        }
        return try database.transaction { database in
            try database.execute(
                "INSERT INTO sets (name, version, hash, stored_at) VALUES (?, ?, ?, ?)",
                [.text(set.name), .integer(set.version), .text(set.hash), .instant(now)])
            let identifier = database.lastInsertedRow
            for (place, one) in set.definitions.enumerated() {
                try database.execute(
                    "INSERT INTO definitions VALUES (?, ?, ?, ?)",
                    [.integer(identifier), .integer(place), .text(one.name), .text(one.expression.description)])
            }
            for (grouping, members) in set.groupings {
                for (symbol, member) in members {
                    try database.execute(
                        "INSERT INTO groupings VALUES (?, ?, ?, ?)",
                        [.integer(identifier), .text(grouping), .text(symbol.name), .text(member)])
                }
            }
            return StoredSet(identifier: identifier, name: set.name, version: set.version, hash: set.hash)
        }
    }
}

extension FeatureSet {
    /// The number of bars before the first value of each feature, at the least.
    public var featureWarmUpBars: [Int] { plan.features.map(\.warmUpBars) }
}

extension FeatureStore {
    /// How many symbols have bars that no stored row is of.
    ///
    /// - Parameters:
    ///   - set: The set.
    ///   - interval: What each bar covers.
    ///   - appends: The last append of bars to each symbol (``MarketData/BarStore/lastAppends(_:)``).
    /// - Returns: The number of symbols, those that nothing is stored of included.
    /// - Throws: `StorageError`.
    public func symbolsBehind(_ set: StoredSet, _ interval: BarInterval, appends: [Symbol: Int]) throws -> Int {
        let series = try series(of: set, interval)
        return appends.count { series[$0.key]?.lastAppend != $0.value }
    }
}
