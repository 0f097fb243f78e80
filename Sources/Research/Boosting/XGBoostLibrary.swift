import CXGBoost

/// The opened XGBoost library; the only place that knows how its calls report errors.
struct XGBoostLibrary: Sendable {
    static let name = "XGBoost"

    let functions: XGBoostFunctions

    private static let opened: Result<XGBoostLibrary, BoostingError> = {
        // Every pointer is set before the table is read: xgboost_open fails on the first symbol it does not find.
        let table = UnsafeMutablePointer<XGBoostFunctions>.allocate(capacity: 1)
        defer { table.deallocate() }
        if let reason = xgboost_open(table) {
            return .failure(.libraryUnavailable(library: name, reason: String(cString: reason)))
        }
        return .success(XGBoostLibrary(functions: table.pointee))
    }()

    /// The library, opened at the first call.
    static func open() throws(BoostingError) -> XGBoostLibrary {
        let library = try opened.get()
        // Its log would go to standard error. The callback is per thread.
        _ = library.functions.XGBRegisterLogCallback { _ in }
        return library
    }

    /// Throws the library's own text, copied at once, when a call's status says that it failed.
    func check(_ call: String, _ status: Int32) throws(BoostingError) {
        guard status == 0 else {
            // "[time] file:line: reason", then the calls that led there.
            let text = String(cString: functions.XGBGetLastError())
            let first = text.split(separator: "\n").first.map(String.init) ?? text
            let reason = first.firstIndex(of: "]").map { String(first[first.index(after: $0)...].drop { $0 == " " }) }
            throw .callFailed(library: XGBoostLibrary.name, call: call, reason: reason ?? first)
        }
    }

    /// The handle that a successful call has made.
    func made(_ call: String, _ status: Int32, _ handle: XGBoostHandle?) throws(BoostingError) -> XGBoostHandle {
        try check(call, status)
        guard let handle else { throw .callFailed(library: XGBoostLibrary.name, call: call, reason: "no handle") }
        return handle
    }

    /// NumPy's description of a borrowed array.
    static func interface(_ address: UnsafeRawPointer, shape: [Int], type: String) -> String {
        let sizes = shape.map(String.init).joined(separator: ",")
        return """
            {"data":[\(UInt(bitPattern: address)),true],"shape":[\(sizes)],"typestr":"\(type)","version":3}
            """
    }

    /// A matrix that copies row-major features, which it keeps as 32-bit numbers; the caller frees it.
    func matrix(
        _ features: UnsafeRawPointer, rows: Int, columns: Int, type: String, threads: Int
    ) throws(BoostingError) -> XGBoostHandle {
        var made: XGBoostHandle?
        let status = functions.XGDMatrixCreateFromDense(
            XGBoostLibrary.interface(features, shape: [rows, columns], type: type),
            "{\"missing\":NaN,\"nthread\":\(max(1, threads))}", &made)
        return try self.made("XGDMatrixCreateFromDense", status, made)
    }
}
