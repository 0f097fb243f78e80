import CLightGBM
import Synchronization

/// The opened LightGBM library; the only place that knows how its calls report errors.
struct LightGBMLibrary: Sendable {
    let functions: LightGBMFunctions

    private static let opened: Result<LightGBMLibrary, ForecastingError> = {
        // Every pointer is set before the table is read: lightgbm_open fails on the first symbol it does not find.
        let table = UnsafeMutablePointer<LightGBMFunctions>.allocate(capacity: 1)
        defer { table.deallocate() }
        if let reason = lightgbm_open(table) {
            return .failure(.lightGBMUnavailable(reason: String(cString: reason)))
        }
        return .success(LightGBMLibrary(functions: table.pointee))
    }()

    /// The library, opened at the first call.
    static func open() throws(ForecastingError) -> LightGBMLibrary {
        let library = try opened.get()
        // Its log would go to standard output, which belongs to the caller's results. The callback is per thread.
        _ = library.functions.RegisterLogCallback { _ in }
        return library
    }

    /// Throws the library's own text, copied at once, when a call's status says that it failed.
    func check(_ call: String, _ status: Int32) throws(ForecastingError) {
        guard status == 0 else {
            throw .lightGBMFailed(call: call, reason: String(cString: functions.GetLastError()))
        }
    }

    /// Runs LightGBM calls that may start threads, on at most so many.
    ///
    /// LightGBM has one thread limit for the process and sizes its buffers by it, so the limit may not change while any
    /// call runs. The first caller sets it; who comes meanwhile runs under the same limit. Results do not depend
    /// on it (deterministic mode, column-wise histograms; tested), only the time does.
    func limited<T>(toThreads threads: Int, _ body: () throws(ForecastingError) -> T) throws(ForecastingError) -> T {
        let status = LightGBMLibrary.users.withLock { users -> Int32 in
            users += 1
            return users == 1 ? functions.SetMaxThreads(Int32(clamping: max(1, threads))) : 0
        }
        defer { LightGBMLibrary.users.withLock { $0 -= 1 } }
        try check("SetMaxThreads", status)
        return try body()
    }

    private static let users = Mutex(0)
}
