// Watch-lists against what the feeds name: parties by name, places and channels by their keys.
//
// A name that is equal after normalisation (tokens in any order, legal forms folded, Han by
// reading) is a hit at once; one that is only like a listed name (similar_names.h) when it
// comes after the midnight behind the listing. A bare alias of one word is too weak to be a hit
// alone. Memory: the lists, the names seen, and 10 bytes a subject.
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
  std::vector<ListChange> changes;  // only what differs; texts live as long as the WatchList
  std::vector<HitWithdrawal> withdrawals;
};

struct WatchListOptions {
  // Parties may be parted by decisions: which names were found alike is kept by name.
  bool awaits_decisions = false;
};

class WatchList {
 public:
  explicit WatchList(const WatchListOptions& options = {});
  WatchList(WatchList&&) noexcept;
  WatchList& operator=(WatchList&&) noexcept;
  ~WatchList();

  // Call before the first event of a later UTC day.
  void open_day(records::Day day, int threads);
  // Looks at the names of a day's mentions on all threads; call before they come one by one.
  void see_names(std::span<const records::Mention> mentions,
                 std::span<const parties::ResolvedMention> resolved, int threads);

  // A version of an entry, or a further name or identifier of one; met against all subjects seen so
  // far. One that says nothing new changes nothing.
  void advance(const records::ListEntry& entry, ListOutput& output);
  void advance(const records::ListDetail& detail, ListOutput& output);
  // A whole list: entries that it no longer names are off it, those it names again are back.
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
