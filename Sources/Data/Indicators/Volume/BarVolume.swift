/// The units traded in a bar.
public struct BarVolume: IndicatorInput {
    /// Units traded.
    public var volume: Double

    /// Makes an input.
    @inline(__always)
    public init(volume: Double) { self.volume = volume }

    /// Volume.
    public static var fields: [BarField] { [.volume] }
    /// Whether it is finite.
    @inline(__always)
    public var isFinite: Bool { volume.isFinite }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) { volume = columns.volume[index] }
}
