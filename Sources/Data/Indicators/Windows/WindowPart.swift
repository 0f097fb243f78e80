extension WindowMemory {
    /// The part of the memory that a machine inside another one has to itself.
    @inline(__always)
    func part(at start: Int, _ count: Int) -> WindowMemory {
        WindowMemory(start: baseAddress.map { $0 + start }, count: count)
    }
}
