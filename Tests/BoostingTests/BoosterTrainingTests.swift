import Boosting
import TestKit
import Testing

struct BoosterTrainingTests {
    @Test("going on later, or beside another training, gives the same model as going through at once")
    func continued() throws {
        func check<T: BoosterTraining>(_ type: T.Type) throws {
            let whole = try BoosterTests.training(type)
            try whole.run(rounds: 12)
            let part = try BoosterTests.training(type)
            let other = try BoosterTests.training(type, seed: 8)
            try part.run(rounds: 5)
            try other.run(rounds: 4)
            try part.run(rounds: 7)
            #expect(part.rounds == 12 && part.scores == whole.scores)
            #expect(try part.booster(rounds: 12).bytes() == whole.booster(rounds: 12).bytes())
        }
        try check(LightGBMTraining.self)
        try check(XGBoostTraining.self)
    }

    @Test("the model after some rounds predicts as one trained for so many")
    func firstRounds() throws {
        func check<T: BoosterTraining>(_ type: T.Type) throws {
            let long = try BoosterTests.training(type)
            try long.run(rounds: 9)
            let short = try BoosterTests.training(type)
            try short.run(rounds: 4)
            let predictions = try BoosterTests.matrix.predictions(long.booster(rounds: 4))
            #expect(try predictions == BoosterTests.matrix.predictions(short.booster(rounds: 4)))
            #expect(try predictions != BoosterTests.matrix.predictions(long.booster(rounds: 9)))
        }
        try check(LightGBMTraining.self)
        try check(XGBoostTraining.self)
    }

    @Test("a training stops when its validation score has not improved for so many rounds")
    func earlyStopping() throws {
        func check<T: BoosterTraining>(_ type: T.Type) throws {
            let training = try BoosterTests.training(type)
            try training.run(rounds: 1000, patience: 5)
            let best = training.bestRounds
            #expect(training.rounds < 1000 && training.rounds == best + 5 && training.scores.count == training.rounds)
            #expect(training.scores[best - 1] == training.scores.min())
            #expect(training.scores[best - 1] < training.scores[0])
        }
        try check(LightGBMTraining.self)
        try check(XGBoostTraining.self)
    }

    @Test("the score is the metric on the validation rows")
    func score() throws {
        func check<T: BoosterTraining>(_ type: T.Type) throws {
            let training = try BoosterTests.training(type)
            try training.run(rounds: 6)
            let predictions = try BoosterTests.matrix.predictions(training.booster(rounds: 6))
            let squares = (4000..<6000).map { row in
                let error = predictions[row] - BoosterTests.labels[row]
                return error * error
            }
            let error = (squares.reduce(0, +) / 2000).squareRoot()
            #expect(abs(try #require(training.scores.last) - error) < 1e-6)
        }
        try check(LightGBMTraining.self)
        try check(XGBoostTraining.self)
    }

    @Test("the caller sees every round and may stop it")
    func afterRound() throws {
        func check<T: BoosterTraining>(_ type: T.Type) throws {
            let training = try BoosterTests.training(type)
            var seen: [Int] = []
            try training.run(rounds: 50) { training in
                seen.append(training.rounds)
                return training.rounds < 3
            }
            #expect(seen == [1, 2, 3] && training.rounds == 3)
        }
        try check(LightGBMTraining.self)
        try check(XGBoostTraining.self)
    }

    @Test("one quantile after another: more of the labels lie below a higher one")
    func quantiles() throws {
        func check<B: Booster>(_ type: B.Type) throws {
            let shares = try [0.1, 0.5, 0.9].map { level in
                var settings = BoosterTests.settings(type)
                settings.objective = .quantile(level: level)
                let booster = try BoosterTests.matrix.values.withUnsafeBufferPointer { features in
                    try B.train(BoosterTests.data(features), settings: settings, rounds: 60, threads: 1)
                }
                let below = zip(BoosterTests.labels, try BoosterTests.matrix.predictions(booster)).count { $0 < $1 }
                return Double(below) / 6000
            }
            #expect(zip(shares, [0.1, 0.5, 0.9]).allSatisfy { abs($0 - $1) < 0.06 })
        }
        try check(LightGBMBooster.self)
        try check(XGBoostBooster.self)
    }

    @Test("a row of weight 0 does not count")
    func weights() throws {
        func check<B: Booster>(_ type: B.Type) throws {
            var labels = BoosterTests.labels
            let weights = labels.indices.map { $0 % 4 == 0 ? 0.0 : 1.0 }
            let boosters = try (0..<2).map { _ in
                defer { for row in labels.indices where row % 4 == 0 { labels[row] = 1000 } }
                return try BoosterTests.matrix.values.withUnsafeBufferPointer { features in
                    try B.train(
                        BoosterTests.data(features, labels: labels, weights: weights),
                        settings: BoosterTests.settings(type), rounds: 10, threads: 1)
                }
            }
            #expect(try boosters[0].bytes() == boosters[1].bytes())
        }
        try check(LightGBMBooster.self)
        try check(XGBoostBooster.self)
    }
}
