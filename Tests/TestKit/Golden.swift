import FoundationEssentials

/// Reference values made by another tool, kept as JSON in the folder `Goldens` beside the test that reads them.
public enum Golden {
    /// Reads `Goldens/<name>.json` beside the calling file.
    public static func load<Value: Decodable>(
        _ type: Value.Type, _ name: String, beside file: String = #filePath
    ) throws -> Value {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens")
        return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent("\(name).json")))
    }

    /// The largest |a − b| / max(|b|, floor) over two arrays; infinite where one has NaN or their counts differ.
    public static func largestError(_ values: [Double], _ expected: [Double], floor: Double = 1) -> Double {
        guard values.count == expected.count else { return .infinity }
        return zip(values, expected).reduce(0) { worst, pair in
            let error = abs(pair.0 - pair.1) / Swift.max(abs(pair.1), floor)
            return pair.0 == pair.1 ? worst : error.isNaN ? .infinity : Swift.max(worst, error)
        }
    }
}
