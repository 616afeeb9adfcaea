// Names that are written otherwise than listed: graded similarity between all names seen and all
// names listed.
//
// Time: a name that is listed on a day is asked from the next UTC midnight on, of the names that
// come and of those seen before; so neither the cut of batches nor threads matter. Each name is
// asked once of each list segment: a day's new names are a segment, and segments grow together as
// they do in a log-structured tree. Similarity leans on how rare words are within its segment.
// Memory: 200 bytes a listed name, about 60 a name seen.
#pragma once

#include <cstdint>
#include <functional>
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

  // Call before the first event of a later day. `visit` gets each name seen so far (its key) that a
  // name listed since is like, in the order in which they were seen.
  using Visit = std::function<void(std::uint64_t name_key, const SimilarName& similar)>;
  void open_day(records::Day day, int threads, const Visit& visit);

  // Asks for the names of these mentions that were not seen before.
  void see(std::span<const records::Mention> mentions,
           std::span<const parties::ResolvedMention> resolved, int threads);

  // What a name that was seen is like; nothing for most.
  std::span<const SimilarName> find(std::uint64_t name_key) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::screening
