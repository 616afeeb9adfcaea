#include "engine/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/parallel_for.h"
#include "base/stopwatch.h"
#include "engine/engine.h"
#include "engine/event_reader.h"
#include "engine/late_rows.h"
#include "engine/option_time.h"
#include "engine/output_writer.h"
#include "engine/prepared_batch.h"

namespace chokepoint::engine {

using records::Batch;
using records::Moment;

namespace {

constexpr std::size_t kDefaultBatch = 65'536;
constexpr std::uint64_t kCommitEvents = 400'000;

// A batch on its way: read and prepared, then advanced, then written.
struct Passage {
  std::unique_ptr<Batch> batch;
  std::unique_ptr<PreparedBatch> prepared;
  std::unique_ptr<Output> output;
  Moment next_known_at;  // of the event behind it
  bool is_replay = false;
};

class Run {
 public:
  Run(EventReader reader, Engine engine, OutputWriter writer, Moment reached, std::size_t batch,
      int threads)
      : reader_(std::move(reader)),
        engine_(std::move(engine)),
        writer_(std::move(writer)),
        reached_(reached),
        batch_(batch),
        threads_(threads) {}

  // One beat: batch n + 1 is read and prepared, n advanced, n - 1 written. False when all is done.
  Expected<bool> beat() {
    Expected<> read_done, write_done;
    Passage read;
    base::parallel_for(3, {threads_, 1}, [&](std::size_t step, std::size_t) {
      if (step == 0) advance(advancing_);
      if (step == 1) read_done = read_next(read);
      if (step == 2) write_done = write(writing_);
    });
    TRY(read_done);
    TRY(write_done);
    writing_ = std::move(advancing_);
    advancing_ = std::move(read);
    if (advancing_.batch != nullptr || writing_.batch != nullptr) return true;
    TRY(writer_.commit(last_written_, uncommitted_));
    return false;
  }

  void abandon() { writer_.rollback(); }

  RunReport report() const {
    RunReport report;
    report.events = events_;
    report.consignments = consignments_;
    report.signals = signals_;
    report.seconds_by_stage = engine_.seconds_by_stage();
    report.seconds_by_stage.emplace_back("reading", reading_seconds_);
    report.seconds_by_stage.emplace_back("writing", writing_seconds_);
    return report;
  }
  std::uint64_t events() const { return events_; }

 private:
  Expected<> read_next(Passage& passage) {
    if (at_end_) return {};
    {
      base::Stopwatch watch(reading_seconds_);
      TRY_ASSIGN(passage.batch, reader_.next(batch_, reached_));
    }
    passage.next_known_at = reader_.next_known_at();
    if (passage.batch->events.empty()) {
      passage.batch = nullptr;
      at_end_ = true;
      return {};
    }
    passage.is_replay = passage.batch->events.front().known_at <= reached_;
    passage.prepared = engine_.prepare(*passage.batch, threads_);
    return {};
  }

  void advance(Passage& passage) {
    if (passage.batch == nullptr) return;
    passage.output =
        engine_.advance(std::move(passage.prepared), {passage.next_known_at, threads_});
  }

  Expected<> write(Passage& passage) {
    if (passage.batch == nullptr || passage.is_replay) return {};
    base::Stopwatch watch(writing_seconds_);
    TRY(writer_.write(*passage.output));
    const std::size_t count = passage.batch->events.size();
    last_written_ = passage.batch->events.back().known_at;
    events_ += count;
    uncommitted_ += count;
    consignments_ += static_cast<std::uint64_t>(std::ranges::count(
        passage.batch->events, records::EventKind::consignment, &records::Event::kind));
    signals_ += passage.output->signals.size();
    if (uncommitted_ < kCommitEvents || passage.next_known_at == last_written_) return {};
    TRY(writer_.commit(last_written_, uncommitted_));
    uncommitted_ = 0;
    return {};
  }

  EventReader reader_;
  Engine engine_;
  OutputWriter writer_;
  const Moment reached_;
  const std::size_t batch_;
  const int threads_;
  Passage advancing_, writing_;
  bool at_end_ = false;
  Moment last_written_;
  std::uint64_t events_ = 0, uncommitted_ = 0, consignments_ = 0, signals_ = 0;
  double reading_seconds_ = 0, writing_seconds_ = 0;
};

}  // namespace

Expected<RunReport> run_engine(store::Store& store, const RunOptions& options,
                               const Progress& progress, const std::function<bool()>& should_stop) {
  const auto start = std::chrono::steady_clock::now();
  TRY_ASSIGN(const Moment until, read_option_time(options.until, "--until"));
  TRY_ASSIGN(const Moment reached, read_reached(store));
  TRY(date_late_rows(store, reached));
  TRY_ASSIGN(const std::int64_t decisions,
             store.query_number("SELECT count(*) FROM party_decision"));
  TRY_ASSIGN(Engine engine, Engine::create({.awaits_decisions = decisions > 0}));
  TRY_ASSIGN(EventReader reader, EventReader::open(store, until));
  TRY_ASSIGN(store::Store connection, store.connect());
  Run run(std::move(reader), std::move(engine), OutputWriter(std::move(connection)), reached,
          options.batch == 0 ? kDefaultBatch : options.batch, options.threads);
  while (true) {
    auto more = run.beat();
    const bool stopped = more && *more && should_stop && should_stop();
    if (!more || stopped) {
      run.abandon();
      if (!more) return std::unexpected(std::move(more).error());
      return fail(ErrorCode::interrupted,
                  "stopped; what was committed stays, and a repeated run completes it");
    }
    if (progress) progress("advancing", run.events(), 0);
    if (!*more) break;
  }
  RunReport report = run.report();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace chokepoint::engine
