extension OperatorCatalogue {
    /// TA-Lib's candlestick patterns.
    static let candles: [OperatorDefinition] = singleCandles + candlePairs + candleTriplets + candleSequences

    private static let singleCandles: [OperatorDefinition] = [
        candle("cdlbelthold", "belt hold: a long candle that opens at its end", BeltHold()),
        candle("cdlclosingmarubozu", "closing marubozu: a long candle that closes at its end", ClosingMarubozu()),
        candle("cdldoji", "doji: open and close nearly the same", Doji()),
        candle("cdldragonflydoji", "dragonfly doji: a doji at the high, with a lower shadow", DragonflyDoji()),
        candle("cdlgravestonedoji", "gravestone doji: a doji at the low, with an upper shadow", GravestoneDoji()),
        candle("cdlhighwave", "high wave: a short body between two very long shadows", HighWave()),
        candle("cdllongleggeddoji", "long-legged doji: a doji with a long shadow", LongLeggedDoji()),
        candle("cdllongline", "long line: a long body between two short shadows", LongLine()),
        candle("cdlmarubozu", "marubozu: a long body with hardly any shadow", Marubozu()),
        candle("cdlrickshawman", "rickshaw man: a doji in the middle, between two long shadows", RickshawMan()),
        candle("cdlshortline", "short line: a short body between two short shadows", ShortLine()),
        candle("cdlspinningtop", "spinning top: a short body between two longer shadows", SpinningTop()),
        candle("cdltakuri", "takuri: a doji at the high, with a very long lower shadow", Takuri()),
    ]

    private static let candlePairs: [OperatorDefinition] = [
        candle("cdlcounterattack", "counterattack: two long candles against each other, one close", Counterattack()),
        candle(
            "cdldarkcloudcover", "dark cloud cover: black from above a long white candle deep into it",
            penetration: 0.5,
            DarkCloudCover.init),
        candle("cdldojistar", "doji star: a doji that gaps away from a long candle", DojiStar()),
        candle("cdlengulfing", "engulfing: a body that covers the one before, of the other colour", Engulfing()),
        candle("cdlhammer", "hammer: a short body over a long lower shadow, near the low before", Hammer()),
        candle(
            "cdlhangingman", "hanging man: a short body over a long lower shadow, near the high before", HangingMan()),
        candle("cdlharami", "harami: a short body inside a long one", Harami()),
        candle("cdlharamicross", "harami cross: a doji inside a long body", HaramiCross()),
        candle("cdlhomingpigeon", "homing pigeon: a short black body inside a long black one", HomingPigeon()),
        candle("cdlinneck", "in neck: white from below a long black candle up to its close", InNeck()),
        candle(
            "cdlinvertedhammer", "inverted hammer: a short body under a long shadow, gapping down", InvertedHammer()),
        candle("cdlkicking", "kicking: two marubozu against each other beyond a gap", Kicking()),
        candle("cdlkickingbylength", "kicking, signed as the longer marubozu", KickingByLength()),
        candle("cdlmatchinglow", "matching low: two black candles with one close", MatchingLow()),
        candle("cdlonneck", "on neck: white from below a long black candle up to its low", OnNeck()),
        candle("cdlpiercing", "piercing: long white from below a long black candle past its middle", Piercing()),
        candle(
            "cdlseparatinglines", "separating lines: a belt hold from the open of the other colour", SeparatingLines()),
        candle("cdlshootingstar", "shooting star: a short body under a long shadow, gapping up", ShootingStar()),
        candle("cdlthrusting", "thrusting: white from below a long black candle, short of its middle", Thrusting()),
    ]

    private static let candleTriplets: [OperatorDefinition] = [
        candle("cdl2crows", "two crows: a gap up from a long white candle, and back into it", TwoCrows()),
        candle("cdl3inside", "three inside: a harami, and a close beyond the first open", ThreeInside()),
        candle("cdl3outside", "three outside: an engulfing body, and a close further on", ThreeOutside()),
        candle(
            "cdl3starsinsouth", "three stars in the south: three ever smaller black candles", ThreeStarsInTheSouth()),
        candle("cdl3whitesoldiers", "three white soldiers: three white candles, ever higher", ThreeWhiteSoldiers()),
        candle(
            "cdlabandonedbaby", "abandoned baby: a doji alone between two gaps", penetration: 0.3, AbandonedBaby.init),
        candle("cdladvanceblock", "advance block: three white candles, ever higher and weaker", AdvanceBlock()),
        candle(
            "cdleveningdojistar", "evening doji star: a doji above long white and black into it", penetration: 0.3
        ) { EveningDojiStar(star: Star(penetration: $0)) },
        candle(
            "cdleveningstar", "evening star: a short body above long white and black into it", penetration: 0.3
        ) { EveningStar(star: Star(penetration: $0)) },
        candle("cdlgapsidesidewhite", "two white candles side by side beyond a gap", GapSideBySideWhite()),
        candle("cdlhikkake", "hikkake: an inside bar, broken out of and perhaps confirmed", Hikkake()),
        candle(
            "cdlidentical3crows", "identical three crows: three black candles, close to open", IdenticalThreeCrows()),
        candle(
            "cdlmorningdojistar", "morning doji star: a doji below long black and white into it", penetration: 0.3
        ) { MorningDojiStar(star: Star(penetration: $0)) },
        candle(
            "cdlmorningstar", "morning star: a short body below long black and white into it", penetration: 0.3
        ) { MorningStar(star: Star(penetration: $0)) },
        candle("cdlstalledpattern", "stalled pattern: two long white candles, a short one on top", StalledPattern()),
        candle("cdlsticksandwich", "stick sandwich: white between two black candles with one close", StickSandwich()),
        candle("cdltasukigap", "tasuki gap: beyond a gap, one candle on and one back into it", TasukiGap()),
        candle("cdltristar", "tri-star: three doji, the middle one gapping away", TriStar()),
        candle(
            "cdlunique3river", "unique three river: a lower low inside long black, short white", UniqueThreeRiver()),
        candle("cdlupsidegap2crows", "upside gap two crows: two black candles over long white", UpsideGapTwoCrows()),
        candle("cdlxsidegap3methods", "gap three methods: a gap, closed by the third candle", GapThreeMethods()),
    ]

    private static let candleSequences: [OperatorDefinition] = [
        candle("cdl3blackcrows", "three black crows: three black candles, ever lower", ThreeBlackCrows()),
        candle("cdl3linestrike", "three-line strike: three candles, taken back by the fourth", ThreeLineStrike()),
        candle("cdlbreakaway", "breakaway: three candles beyond a gap, and back into it", Breakaway()),
        candle(
            "cdlconcealbabyswall", "concealing baby swallow: four black candles, the last around",
            ConcealingBabySwallow()),
        candle("cdlhikkakemod", "modified hikkake: two inside bars, broken out of", ModifiedHikkake()),
        candle("cdlladderbottom", "ladder bottom: four black candles and a white one above", LadderBottom()),
        candle(
            "cdlmathold", "mat hold: long white, three short ones over it, and white above", penetration: 0.5,
            MatHold.init),
        candle(
            "cdlrisefall3methods", "rising or falling three methods: a rest of three in a long move", ThreeMethods()),
    ]

    private static func candle<Pattern: CandlePattern>(
        _ name: String, _ summary: String, _ pattern: Pattern
    ) -> OperatorDefinition {
        OperatorDefinition(name, summary) { _ in pattern }
    }

    /// A pattern that is told how far the last candle must reach into the first body, as a fraction of it.
    private static func candle<Pattern: CandlePattern>(
        _ name: String, _ summary: String, penetration: Double, _ make: @escaping @Sendable (Double) -> Pattern
    ) -> OperatorDefinition {
        OperatorDefinition(name, summary, [.real("penetration", penetration, in: 0...100)]) {
            make($0.real("penetration"))
        }
    }
}
