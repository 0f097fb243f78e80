extension WindowMemory {
    /// The part of the memory that a machine inside another one has to itself.
    @inline(__always)
    func part(at start: Int, _ count: Int) -> WindowMemory {
        WindowMemory(start: baseAddress.map { $0 + start }, count: count)
    }

    /// The two numbers at a place, side by side as machines that do the same with both want them.
    @inline(__always)
    subscript(pairAt place: Int) -> SIMD2<Double> {
        get { SIMD2(self[place], self[place &+ 1]) }
        nonmutating set {
            self[place] = newValue.x
            self[place &+ 1] = newValue.y
        }
    }
}
