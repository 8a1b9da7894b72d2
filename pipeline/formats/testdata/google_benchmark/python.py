import google_benchmark as b
from google_benchmark import Counter
@b.register
@b.option.arg(100)
@b.option.iterations(500)
@b.option.repetitions(2)
def echo(state):
    while state:
        sum(range(state.range(0)))
    state.items_processed = state.iterations * state.range(0)
    state.bytes_processed = state.iterations * state.range(0) * 64
    state.counters["Load"] = 0.25
    state.counters["Frobnications"] = Counter(4, Counter.kIsRate)
@b.register
def refused(state):
    state.skip_with_error("connect: Connection refused")
    while state: pass
b.main()
