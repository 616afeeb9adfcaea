// Watch-lists against what the feeds name: parties by name, places and channels by their keys.
//
// A name that is equal after normalisation (tokens in any order, legal forms folded, Han by
// reading) or like a listed one (similar_names.h) is a hit, whichever of the two came first. A bare
// alias of one word is too weak to be a hit alone. List rows of one moment are settled together:
// only then are names met that are like theirs, and is said what changed. Memory: the lists, the
// names seen, and 20 bytes a subject.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "parties/resolver.h"
#include "records/batch.h"
#include "screening/screening_rows.h"

namespace chokepoint::screening {

// valid_from <= moment < valid_to; open ends count as always.
bool is_in_force(const Hit& hit, records::Moment moment);

struct ListOutput {
  std::vector<Hit> hits;
  std::vector<NearMiss> near_misses;
  std::vector<ListChange> changes;  // only what differs; texts live as long as the WatchList
  std::vector<HitWithdrawal> withdrawals;
};

class WatchList {
 public:
  WatchList();
  WatchList(WatchList&&) noexcept;
  WatchList& operator=(WatchList&&) noexcept;
  ~WatchList();

  // Looks at the names of mentions on all threads; call before they come one by one, and only when
  // all is settled.
  void see_names(std::span<const records::Mention> mentions,
                 std::span<const parties::ResolvedMention> resolved, int threads);

  // When the list rows came that are not settled yet; unknown when all are.
  records::Moment unsettled_since() const;
  // Call behind the last list row of a moment.
  void settle(int threads, ListOutput& output);

  // A version of an entry, or a further name or identifier of one; met against all subjects seen so
  // far. One that says nothing new changes nothing.
  void advance(const records::ListEntry& entry, ListOutput& output);
  void advance(const records::ListDetail& detail, ListOutput& output);
  // A whole list: entries and details that it no longer names are off it, those it names again are
  // back. A file of details alone speaks for the kinds of details that it holds.
  void advance(const records::ListVersion& version, ListOutput& output);
  // A resolved mention, met against all that is listed so far.
  void advance(const records::Mention& mention, const parties::ResolvedMention& resolved,
               ListOutput& output);

  // A decision parted parties: their hits are taken back, and their mentions meet the lists again,
  // each under the party that it is now.
  void part(const parties::Parting& parting, const parties::RememberedMentions& mentions,
            ListOutput& output);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::screening
