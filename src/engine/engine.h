// The one operation: a batch of events in, what every stage says of them out.
//
// A nightly file, a live parcel and a list update are batches of different size. The output depends
// on the order of events alone: not on where batches are cut, nor on the number of threads. Nothing
// here reads or writes the case file.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "chokepoint/error.h"
#include "goods/declaration_fit.h"
#include "goods/goods_finding.h"
#include "network/trade_network.h"
#include "parties/resolver.h"
#include "records/batch.h"
#include "screening/screening_rows.h"
#include "screening/watch_list.h"
#include "signals/executor.h"
#include "targets/scorer.h"

namespace chokepoint::engine {

struct PreparedBatch;

// What the stages said of one batch. Texts live in the batch, in these arenas, or in the engine.
struct Output {
  base::Arena arena;
  std::vector<base::Arena> arenas;  // one a piece of the work done side by side
  std::vector<goods::GoodsFinding> findings;
  std::vector<goods::DeclarationFinding> declarations;
  parties::PartyOutput parties;
  screening::ListOutput lists;
  std::vector<screening::Paper> papers;
  network::NetworkOutput network;
  std::vector<signals::SaidSignal> signals;
  targets::ScoreOutput scores;
};

struct EngineOptions {
  // The case file holds decisions about parties, so their mentions have to be remembered. Without
  // it no such event may come. To remember by, never to judge by.
  bool awaits_decisions = false;
};

struct AdvanceOptions {
  // Of the event behind the batch; unknown at the end. Lists are settled when all of a moment came.
  records::Moment next_known_at = {};
  int threads = 1;
};

class Engine {
 public:
  // Reads regimes, typologies and the scorecard. Errors: format, naming the file.
  static Expected<Engine> create(const EngineOptions& options = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // What needs no memory. May run beside advance() on another batch, by one thread at a time.
  std::unique_ptr<PreparedBatch> prepare(const records::Batch& batch, int threads) const;
  // Batches in the order of their events; texts of the output live in the batch, too.
  std::unique_ptr<Output> advance(std::unique_ptr<PreparedBatch> prepared,
                                  const AdvanceOptions& options);

  const std::vector<signals::Typology>& typologies() const;
  // Seconds spent in each stage so far, in the order of the flow.
  std::vector<std::pair<std::string, double>> seconds_by_stage() const;

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::engine
