import CLAPACK

extension StandardisedBlocks.Block {
    /// Multiplies each row by a factor.
    mutating func scaleRows(by factors: [Double]) {
        for place in 0..<count {
            for column in place * width..<(place + 1) * width { values[column] *= factors[place] }
        }
    }

    /// Adds the lower triangle of the rows' Gram matrix, Σ row·rowᵀ, to a matrix.
    func addGram(to gram: inout [Double]) {
        guard width > 0 else { return }
        let order = Int32(width)
        precondition(LinearAlgebra.ready)
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, order, Int32(count), 1, values, order, 1, &gram, order)
    }

    /// Adds the rows' sum, each times its factor, to a vector.
    func addSum(of factors: [Double], to sum: inout [Double]) {
        guard width > 0 else { return }
        let order = Int32(width)
        precondition(LinearAlgebra.ready)
        cblas_dgemv(
            CblasRowMajor, CblasTrans, Int32(count), order, 1, values, order, factors, 1, 1, &sum, 1)
    }

    /// Writes each row's product with a vector.
    func multiply(_ vector: [Double], into products: inout [Double]) {
        let order = Int32(width)
        precondition(LinearAlgebra.ready && width > 0)
        cblas_dgemv(
            CblasRowMajor, CblasNoTrans, Int32(count), order, 1, values, order, vector, 1, 0, &products, 1)
    }
}
