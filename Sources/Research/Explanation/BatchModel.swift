public import Kernels

/// A model as an explanation asks it: rows of features in, one prediction per row out.
///
/// Rows come in blocks so that the model can predict them together. It must give the same answer for the same row.
public typealias BatchModel = (_ rows: Matrix) throws -> [Double]

/// Asks a model for a block of rows and refuses answers that are missing.
func predictions(of model: BatchModel, for rows: Matrix) throws -> [Double] {
    let answers = try model(rows)
    guard answers.count == rows.rows else {
        throw ExplanationError.wrongCount(of: "the model's predictions", expected: rows.rows, was: answers.count)
    }
    if let index = answers.firstIndex(where: { !$0.isFinite }) {
        throw ExplanationError.notFinite(what: "prediction", index: index)
    }
    return answers
}

/// Refuses groups of columns that are empty or name a column that is not there.
func checkColumns(_ groups: [[Int]], columns: Int) throws(ExplanationError) {
    for (index, group) in groups.enumerated() {
        guard !group.isEmpty else {
            throw .badChoice(name: "group \(index)", reason: "it has no columns; leave it out")
        }
        guard let strange = group.first(where: { !(0..<columns).contains($0) }) else { continue }
        throw .badChoice(name: "group \(index)", reason: "column \(strange) is not among 0..<\(columns)")
    }
}
