extension Indicator {
    /// Runs the machines one after the other, down a column each: for those whose step is so long, or so full of
    /// branches, that going side by side gains nothing.
    static func advanceOneByOne(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        for lane in lanes { advanceOne(lane) }
    }
}
