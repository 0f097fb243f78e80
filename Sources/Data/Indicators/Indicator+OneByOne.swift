extension Indicator {
    /// Runs the machines one after the other, down a column each: for those whose step is so long, or so full of
    /// branches, that going side by side gains nothing.
    static func advanceOneByOne(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        for lane in lanes {
            var machine = lane.state.load(as: Self.self)
            for row in 0..<lane.columns.count {
                machine.take(lane.columns, row, lane.window).store(lane.output.base + row, stride: lane.output.stride)
            }
            lane.state.storeBytes(of: machine, as: Self.self)
        }
    }
}
