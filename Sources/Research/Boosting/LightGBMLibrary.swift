import CLightGBM
import Synchronization

/// The opened LightGBM library; the only place that knows how its calls report errors.
struct LightGBMLibrary: Sendable {
    static let name = "LightGBM"

    let functions: LightGBMFunctions

    private static let opened: Result<LightGBMLibrary, BoostingError> = {
        // Every pointer is set before the table is read: lightgbm_open fails on the first symbol it does not find.
        let table = UnsafeMutablePointer<LightGBMFunctions>.allocate(capacity: 1)
        defer { table.deallocate() }
        if let reason = lightgbm_open(table) {
            return .failure(.libraryUnavailable(library: name, reason: String(cString: reason)))
        }
        return .success(LightGBMLibrary(functions: table.pointee))
    }()

    /// The library, opened at the first call.
    static func open() throws(BoostingError) -> LightGBMLibrary {
        let library = try opened.get()
        // Its log would go to standard output, which belongs to the caller's results. The callback is per thread.
        _ = library.functions.RegisterLogCallback { _ in }
        return library
    }

    /// Throws the library's own text, copied at once, when a call's status says that it failed.
    func check(_ call: String, _ status: Int32) throws(BoostingError) {
        guard status == 0 else {
            throw .callFailed(
                library: LightGBMLibrary.name, call: call, reason: String(cString: functions.GetLastError()))
        }
    }

    /// The handle that a successful call has made.
    func made(_ call: String, _ status: Int32, _ handle: LightGBMHandle?) throws(BoostingError) -> LightGBMHandle {
        try check(call, status)
        guard let handle else { throw .callFailed(library: LightGBMLibrary.name, call: call, reason: "no handle") }
        return handle
    }
}

/// Holds LightGBM to at most so many threads for as long as it lives.
///
/// LightGBM has one thread limit for the process and sizes its buffers by it, a training's for as long as that lasts; so
/// the limit may not change while anyone works. The first holder sets it; who comes meanwhile runs under the same
/// limit. Results do not depend on it (deterministic mode, column-wise histograms; tested), only the time does.
final class LightGBMThreadLimit {
    private static let holders = Mutex(0)

    init(_ library: LightGBMLibrary, threads: Int) throws(BoostingError) {
        let status = LightGBMThreadLimit.holders.withLock { holders -> Int32 in
            holders += 1
            return holders == 1 ? library.functions.SetMaxThreads(Int32(clamping: max(1, threads))) : 0
        }
        try library.check("SetMaxThreads", status)
    }

    deinit { LightGBMThreadLimit.holders.withLock { $0 -= 1 } }
}
