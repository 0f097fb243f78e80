import FoundationEssentials

/// Files of saved models: their names, and how they are read and written.
///
/// A model's folder has `model.json` (its family, and all of a small model), `model.txt` for trees (LightGBM's own
/// text) and `calibration.json`; an ensemble's members lie in folders named by their family. docs/concepts/models.md
/// describes them all.
enum ModelFolder {
    static let model = "model.json"
    static let trees = "model.txt"
    static let calibration = "calibration.json"

    /// What `model.json` has: which layout and family, and what the family keeps.
    private struct File<Body: Codable>: Codable {
        var format = ModelFolder.format
        let kind: ModelKind
        let body: Body
    }

    /// What every `model.json` begins with, whatever its family.
    private struct Header: Decodable {
        let format: Int
        let kind: ModelKind
    }

    /// The layout of `model.json` that this version writes and reads.
    private static let format = 2

    /// Writes a model's `model.json`.
    static func write(_ body: some Codable, of kind: ModelKind, to folder: String) throws(ForecastingError) {
        try write(json: File(kind: kind, body: body), to: "\(folder)/\(model)")
    }

    /// Reads what a family keeps in `model.json`.
    static func read<Body: Codable>(_ type: Body.Type, from folder: String) throws(ForecastingError) -> Body {
        try read(File<Body>.self, json: "\(folder)/\(model)").body
    }

    /// Reads the model in a folder, of whatever family.
    static func loadModel(_ folder: String) throws(ForecastingError) -> any FittedModel {
        let path = "\(folder)/\(model)"
        let bytes = try read(path)
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(bytes))
        } catch {
            throw .unreadable(path: path, reason: "is not the JSON of a model: \(error)")
        }
        guard header.format == format else {
            throw .unreadable(
                path: path, reason: "has format \(header.format); this version reads \(format): train the model again")
        }
        return try header.kind.family.load(header.kind, folder: folder)
    }

    static func make(_ path: String) throws(ForecastingError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .unreadable(path: path, reason: "cannot make the folder: \(error)")
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws(ForecastingError) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        } catch {
            throw .unreadable(path: path, reason: "cannot write it: \(error)")
        }
    }

    static func read(_ path: String) throws(ForecastingError) -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .unreadable(path: path, reason: "cannot read it: \(error)")
        }
    }

    /// Writes JSON with sorted keys, so that equal values are equal bytes.
    static func write(json value: some Encodable, to path: String) throws(ForecastingError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        do {
            try write([UInt8](encoder.encode(value)) + [UInt8(ascii: "\n")], to: path)
        } catch let error as ForecastingError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: "cannot be put into JSON: \(error)")
        }
    }

    static func read<Value: Decodable>(_ type: Value.Type, json path: String) throws(ForecastingError) -> Value {
        let bytes = try read(path)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw .unreadable(path: path, reason: "is not the JSON of a model: \(error)")
        }
    }
}
