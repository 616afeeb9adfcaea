// Runs every typology over consignments, one after the other, in the order of events.
//
// A grouped typology keeps, for each group (one phone, one address, ..), the consignments inside
// its window, at most kGroupRows of them, the oldest leaving first. When its conditions come to
// hold, it is said of all of them, once each. Memory: 40 bytes for each consignment, group and
// typology in its window; groups that have run empty are swept at midnight.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "signals/facts.h"
#include "signals/signal_rows.h"
#include "signals/typology.h"

namespace chokepoint::signals {

inline constexpr std::size_t kGroupRows = 64;
inline constexpr std::size_t kEvidenceRows = 16;  // rows named for one signal

// A signal with its evidence. Made by the executor alone, and never without evidence.
struct SaidSignal {
  Signal row;
  std::size_t typology = 0;  // index in Executor::typologies
  std::vector<network::RowReference> evidence;
};

class Executor {
 public:
  explicit Executor(std::vector<Typology> typologies);
  Executor(Executor&&) noexcept;
  Executor& operator=(Executor&&) noexcept;
  ~Executor();

  const std::vector<Typology>& typologies() const;

  // Appends what holds now, of this consignment and of earlier ones. Texts live in `arena`.
  void advance(const Subject& subject, const Facts& facts, base::Arena& arena,
               std::vector<SaidSignal>& said);

  // The same consignment again, with items that came later: what holds now and did not before.
  // `said_before`: indices of typologies that were said of it alone.
  void amend(const Subject& subject, const Facts& facts, std::span<const std::size_t> said_before,
             base::Arena& arena, std::vector<SaidSignal>& said);

  // Forgets groups with nothing left in their window; called between days.
  void sweep(records::Moment now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::signals
