/// How long work takes, time spent waiting included.
public enum Stopwatch {
    /// Does work and tells how long it took.
    ///
    /// - Parameter work: The work, done once.
    /// - Returns: What it gave, and its seconds.
    public static func time<Result>(_ work: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
        let start = ContinuousClock.now
        let result = try work()
        let (whole, attoseconds) = (ContinuousClock.now - start).components
        return (result, Double(whole) + Double(attoseconds) * 1e-18)
    }

    /// The seconds of some work.
    public static func seconds(of work: () throws -> Void) rethrows -> Double { try time(work).seconds }
}
