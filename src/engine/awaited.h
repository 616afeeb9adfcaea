// Consignments that are taken and whose items are not all here yet: what was said of each on
// arrival, kept until its last items have come.
//
// Only those are kept whose later items are in the case file already, so memory follows the number
// of late manifests, not of consignments: some 200 bytes each.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <memory>
#include <vector>

#include "base/arena.h"
#include "records/batch.h"
#include "screening/screening_rows.h"

namespace chokepoint::engine {

struct AwaitedConsignment {
  std::vector<records::RowId> parties;  // of its mentions, in their order
  std::vector<bool> are_new;            // were they seen for the first time
  records::Moment items_until;          // when the last items come
  bool first_together = false;
  std::vector<std::size_t> said;         // typologies said of it alone
  std::vector<screening::Paper> papers;  // texts in `arena`
  base::Arena arena;

  void keep_papers(std::span<const screening::Paper> more) {
    for (screening::Paper paper : more) {
      paper.kind = arena.keep(paper.kind);
      papers.push_back(paper);  // its state is a word of the program
    }
  }
};

using Awaited = absl::flat_hash_map<std::uint64_t, std::unique_ptr<AwaitedConsignment>>;

}  // namespace chokepoint::engine
