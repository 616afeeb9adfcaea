// All names that came so far, to be held against names that are listed later.
//
// Idea: a list update is small and the names seen are many, so the lists are not asked for each
// name. The words of the names seen are kept once each, with their keys (word_keys.h); the new list
// names' keys say which of these words have a partner there; a name is looked up in full only when
// its words with a partner leave it a chance (chances.h). Example: "Wang" in a new list name gives
// "Wang Wei" a partner for one word of two, which is no chance; "Sinotek" gives one to "Sinotec
// Shenzhen". Names that are alike as wholes share a key of their own (whole_names.h). Bound: no
// name that NameIndex::find() of the new names would find is left out; the tests hold that against
// asking all.
//
// Cost of an update: some nanoseconds a distinct word and a name seen, then the look-ups. Names are
// read (a microsecond and more each) only when the first update after them comes. Memory: some 310
// bytes a name seen, once an update has come; 60 before.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "screening/name_index.h"

namespace chokepoint::screening {

struct SeenName {
  std::uint64_t key = 0;  // the caller's
  std::string_view name;
  std::string_view country;
  bool is_organisation = false;
};

// As both directions read a name that was seen.
text::ParsedName parse_seen(const SeenName& name);

class SeenNames {
 public:
  SeenNames();
  SeenNames(SeenNames&&) noexcept;
  SeenNames& operator=(SeenNames&&) noexcept;
  ~SeenNames();

  // The texts are copied.
  void add(const SeenName& name);

  // The names that may be like one of `listed`, as they came. `index` is built of the same names.
  std::vector<SeenName> find_hopeful(std::span<const ListedName> listed, const NameIndex& index,
                                     double cutoff, int threads);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::screening
