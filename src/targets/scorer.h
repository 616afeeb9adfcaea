// Scores consignments as they arrive, again when a pattern is said of them later, and learns from
// outcomes at midnight.
//
// Time: an outcome known on a day moves rates and weights from the next UTC midnight on; the batch
// a row came in plays no part. A weight is learnt on features as they stood when the consignment
// was scored, never on what came out since. Memory: about 300 bytes for each consignment still
// open, at most kOpenConsignments (the oldest leave first and are not scored again, nor learnt
// from), and the last kSampleRows outcomes for the weights.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "records/batch.h"
#include "signals/executor.h"
#include "targets/rate_book.h"
#include "targets/scorecard.h"
#include "targets/target_rows.h"

namespace chokepoint::targets {

inline constexpr std::size_t kOpenConsignments = 2'000'000;
inline constexpr std::size_t kSampleRows = 200'000;

// A consignment ready to be scored.
struct Candidate {
  records::RowId consignment_id;
  records::Moment known_at;
  Profile profile;
  signals::Facts facts;
  bool is_again = false;  // more items came: scored again, unless its result is known
};

// Scores own their feature rows through `feature_values`, in the same order.
struct ScoreOutput {
  std::vector<Score> scores;          // Score::features is filled in by view_features()
  std::vector<float> feature_values;  // scores.size() x feature count
  std::vector<Model> models;          // texts and floats live in the scorer
  void clear() {
    scores.clear();
    feature_values.clear();
    models.clear();
  }
};

// The label that an outcome teaches: 1 a find, 0 none; nothing while the result is open or the
// goods were not seen.
std::optional<bool> label_of(records::Text result);

class Scorer {
 public:
  explicit Scorer(Scorecard scorecard);
  Scorer(Scorer&&) noexcept;
  Scorer& operator=(Scorer&&) noexcept;
  ~Scorer();

  std::size_t feature_count() const;

  // Call before the first event of a later day: learns what became known before its midnight.
  void open_day(records::Day day, ScoreOutput& output);

  // The rate features of `candidates` (rates[i * rate_count() ..]); nothing else changes, so
  // threads do not matter.
  std::size_t rate_count() const;
  void read_rates(std::span<const Candidate> candidates, std::span<float> rates, int threads) const;

  // In the order of events. `said` are the signals that this consignment's arrival brought, of it
  // and of earlier ones.
  void advance(const Candidate& candidate, std::span<const float> rates,
               std::span<const signals::SaidSignal> said, ScoreOutput& output);
  void advance(const records::Outcome& outcome);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Points each score at its feature row; call when no more rows will be added.
void view_features(ScoreOutput& output, std::size_t feature_count);

}  // namespace chokepoint::targets
