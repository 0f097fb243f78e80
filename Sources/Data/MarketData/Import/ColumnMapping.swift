/// Which column of a file holds what a bar is made of.
public struct ColumnMapping: Sendable, Equatable {
    /// The names given, for those columns that detection would not find.
    public var names: [Role: String]

    /// What a column can hold.
    public enum Role: String, CaseIterable, Sendable, Codable {
        /// Whose bar a row is.
        case symbol
        /// When the bar was, as a date or a time.
        case time
        /// The first price.
        case open
        /// The highest price.
        case high
        /// The lowest price.
        case low
        /// The last price.
        case close
        /// The last price adjusted for splits and dividends.
        case adjustedClose = "adjusted_close"
        /// Units traded.
        case volume
    }

    /// Makes a mapping out of the names given; columns of the other roles are detected.
    public init(_ names: [Role: String] = [:]) { self.names = names }

    /// Reads `time=Date,close=Last`; `nil` when a part is no role with a name.
    public init?(_ text: String) {
        names = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, let role = Role(rawValue: String(sides[0])) else { return nil }
            names[role] = String(sides[1])
        }
    }

    /// Names by which files call a role, in lower case with only letters and digits; earlier ones are preferred.
    private static let synonyms: [Role: [String]] = [
        .symbol: ["symbol", "ticker", "tickersymbol", "sym", "instrument", "pair", "code", "name"],
        .time: ["timestamp", "datetime", "ts", "date", "time", "opentime", "tradedate", "day", "period"],
        .open: ["open", "openprice", "o"],
        .high: ["high", "highprice", "h"],
        .low: ["low", "lowprice", "l"],
        .close: ["close", "closeprice", "closelast", "last", "c"],
        .adjustedClose: ["adjclose", "adjustedclose", "adjusted", "closeadj", "closeadjusted", "adj"],
        .volume: ["volume", "vol", "v", "tickvol", "tickvolume"],
    ]

    /// The column for each role among those a file has: the one given, else the one its name shows.
    ///
    /// - Throws: ``MarketDataError/missingColumn(path:need:present:)`` where a given name is not there, or the file has
    ///   nothing for the time, the open, high, low or close.
    func resolve(among present: [String], path: String) throws -> [Role: String] {
        var columns: [Role: String] = [:]
        for role in Role.allCases {
            if let given = names[role] {
                guard present.contains(given) else {
                    throw MarketDataError.missingColumn(
                        path: path, need: "\(role.rawValue) (\(given))", present: present)
                }
                columns[role] = given
            } else {
                columns[role] = ColumnMapping.detect(role, among: present)
            }
        }
        for role in [Role.time, .open, .high, .low, .close] where columns[role] == nil {
            throw MarketDataError.missingColumn(path: path, need: role.rawValue, present: present)
        }
        return columns
    }

    private static func detect(_ role: Role, among present: [String]) -> String? {
        let plain = present.map(normal)
        for synonym in synonyms[role] ?? [] {
            if let index = plain.firstIndex(of: synonym) { return present[index] }
        }
        return nil
    }

    /// A name in lower case with only letters and digits, and without the number of names such as `1. open`.
    private static func normal(_ name: String) -> String {
        let plain = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return plain.first?.isNumber == true ? String(plain.drop { $0.isNumber }) : plain
    }
}
