// Names that are written otherwise than listed: graded similarity between the names that come and
// all names listed.
//
// Time: a name that is listed on a day is asked from the next UTC midnight on; so neither the cut
// of batches nor threads matter. A name is looked up when it first comes and, when it comes again,
// among what was listed since. A day's new list names are a segment, and segments grow together as
// they do in a log-structured tree. Memory: 200 bytes a listed name, 20 a name seen, and 32,768
// names that came again as they were parsed, a kilobyte each.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "parties/resolver.h"
#include "records/batch.h"

namespace chokepoint::screening {

struct SimilarName {
  std::uint32_t handle = 0;  // the caller's number of the listed name
  double similarity = 0;     // 0.80 and above
};

class SimilarNames {
 public:
  SimilarNames();
  SimilarNames(SimilarNames&&) noexcept;
  SimilarNames& operator=(SimilarNames&&) noexcept;
  ~SimilarNames();

  // `entry` is whose name it is, `kind` as lists have it: person, organization, vessel, ...
  void list(std::uint32_t handle, std::uint32_t entry, records::Text name, records::Text kind,
            records::Text country);

  // Call before the first event of a later day.
  void open_day(records::Day day, int threads);

  // Looks up the names of these mentions, as far as there is anything to ask.
  void see(std::span<const records::Mention> mentions,
           std::span<const parties::ResolvedMention> resolved, int threads);

  // What a name that was seen is like; nothing for most.
  std::span<const SimilarName> find(std::uint64_t name_key) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::screening
