-- A forecast request as wrk sends it:
--   wrk -t1 -c1 -d10s --latency -s Benchmarks/post.lua http://127.0.0.1:8000/predict/AAPL
wrk.method = "POST"
wrk.body = '{"days":1}'
wrk.headers["Content-Type"] = "application/json"

function done(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.status + summary.errors.timeout
  io.write(string.format(
    '{"requests":%d,"seconds":%.3f,"requests_per_second":%.1f,"p50_microseconds":%d,"p99_microseconds":%d,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, summary.requests / (summary.duration / 1e6),
    latency:percentile(50), latency:percentile(99), failed))
end
