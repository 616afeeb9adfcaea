// Names that are written otherwise than listed: graded similarity between the names that come and
// all names listed.
//
// Both ways round: a name that comes is looked up once, among all that is listed; what is listed
// later is held against all names that came before (seen_names.h). So a name that never comes again
// is met too, and each pair of names is compared at the later of their moments, whatever the
// batches and threads. The new list names of a moment are a segment, and segments grow together as
// they do in a log-structured tree. Memory: 200 bytes a listed name, and what seen_names.h tells.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "parties/resolver.h"
#include "records/batch.h"

namespace chokepoint::screening {

struct SimilarName {
  std::uint32_t handle = 0;  // the caller's number of the listed name
  double similarity = 0;     // kNearMiss and above
};

// From here on a name that is not similar enough to be a hit is still told.
inline constexpr double kNearMiss = 0.72;

class SimilarNames {
 public:
  SimilarNames();
  SimilarNames(SimilarNames&&) noexcept;
  SimilarNames& operator=(SimilarNames&&) noexcept;
  ~SimilarNames();

  // `entry` is whose name it is, `kind` as lists have it: person, organization, vessel, ... It
  // counts from settle() on.
  void list(std::uint32_t handle, std::uint32_t entry, records::Text name, records::Text kind,
            records::Text country);

  // A seen name that is like some of the names listed last.
  struct Met {
    std::uint64_t name_key = 0;
    records::Text name;  // as it was first written; lives as long as this
    std::vector<SimilarName> similar;
  };
  // Call when all of a moment is listed. The names seen before that are like it, in the order in
  // which they first came.
  std::vector<Met> settle(int threads);

  // Looks up the names of these mentions, as far as they are new.
  void see(std::span<const records::Mention> mentions,
           std::span<const parties::ResolvedMention> resolved, int threads);

  // What a name that was seen is like; nothing for most.
  std::span<const SimilarName> find(std::uint64_t name_key) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::screening
