import Kernels

/// What a model says on average where only a coalition of features has the row's values.
struct CoalitionGame {
    let row: [Double]
    let background: Matrix
    /// The columns of each player.
    let players: [[Int]]
    /// Columns that keep the row's value in every coalition.
    let held: [Int]
    let blockRows: Int

    /// The mean prediction of each coalition, asked in blocks.
    func values(_ coalitions: [[Bool]], model: BatchModel) throws -> [Double] {
        let perBlock = max(1, blockRows / background.rows)
        var result: [Double] = []
        result.reserveCapacity(coalitions.count)
        for start in stride(from: 0, to: coalitions.count, by: perBlock) {
            let block = coalitions[start..<min(start + perBlock, coalitions.count)]
            let answers = try predictions(of: model, for: mixed(block))
            for place in block.indices.map({ $0 - start }) {
                let own = answers[place * background.rows..<(place + 1) * background.rows]
                result.append(own.reduce(0, +) / Double(background.rows))
            }
        }
        return result
    }

    /// The mean prediction of each coalition, asking once for those that are repeated.
    func distinctValues(_ coalitions: [[Bool]], model: BatchModel) throws -> [Double] {
        var places: [[Bool]: Int] = [:]
        var distinct: [[Bool]] = []
        for coalition in coalitions where places[coalition] == nil {
            places[coalition] = distinct.count
            distinct.append(coalition)
        }
        let answers = try values(distinct, model: model)
        return coalitions.compactMap { places[$0].map { answers[$0] } }
    }

    /// For each coalition the background rows with the coalition's columns taken from the row.
    private func mixed(_ coalitions: ArraySlice<[Bool]>) -> Matrix {
        let width = background.columns
        var values: [Double] = []
        values.reserveCapacity(coalitions.count * background.values.count)
        for coalition in coalitions {
            let taken = held + players.indices.filter { coalition[$0] }.flatMap { players[$0] }
            let start = values.count
            values.append(contentsOf: background.values)
            for sample in 0..<background.rows {
                for column in taken { values[start + sample * width + column] = row[column] }
            }
        }
        return Matrix(rows: coalitions.count * background.rows, columns: width, values: values)
    }
}
