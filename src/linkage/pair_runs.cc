#include "linkage/pair_runs.h"

#include <algorithm>
#include <numeric>

namespace chokepoint::linkage {
namespace {

// Puts a record's partners in order, each once; the end of what is left. A short list is first rid
// of repeats, of which most of it consists: what is left to sort is short.
std::uint32_t* sort_partners(std::uint32_t* begin, std::uint32_t* end) {
  constexpr std::ptrdiff_t kShort = 64;
  if (end - begin > kShort) {
    std::sort(begin, end);
    return std::unique(begin, end);
  }
  std::uint32_t* kept = begin;
  for (const std::uint32_t* partner = begin; partner != end; ++partner) {
    bool seen = false;
    for (const std::uint32_t* other = begin; other != kept; ++other) seen |= *other == *partner;
    *kept = *partner;
    kept += seen ? 0 : 1;
  }
  std::sort(begin, kept);
  return kept;
}

}  // namespace

void PairRuns::start_chunk(Run& run) {
  if (in_last_slab_ == kChunksASlab) {
    slabs_.emplace_back(kChunksASlab);
    in_last_slab_ = 0;
  }
  run.chunks.push_back(&slabs_.back()[in_last_slab_++]);
  run.in_last = 0;
}

Candidates::Piece gather_run(std::span<const PairRuns> workers, std::size_t run,
                             std::uint32_t first, std::size_t records) {
  std::vector<std::uint32_t> next(records + 1);
  for (const PairRuns& worker : workers)
    worker.visit(run, [&](std::uint32_t lower, std::uint32_t) { ++next[lower + 1]; });
  std::partial_sum(next.begin(), next.end(), next.begin());
  base::UnclearedVector<std::uint32_t> met(next.back());
  for (const PairRuns& worker : workers) {
    worker.visit(run,
                 [&](std::uint32_t lower, std::uint32_t upper) { met[next[lower]++] = upper; });
  }
  // Now next[i] is the end of record i.
  Candidates::Piece piece{first, std::vector<std::uint32_t>(records), {}};
  std::uint32_t* const all = met.data();
  std::uint32_t* out = all;
  std::uint32_t* begin = all;
  for (std::size_t i = 0; i < records; ++i) {
    std::uint32_t* const end = all + next[i];
    out = std::copy(begin, sort_partners(begin, end), out);
    piece.ends[i] = static_cast<std::uint32_t>(out - all);
    begin = end;
  }
  piece.partners.assign(all, out);
  return piece;
}

}  // namespace chokepoint::linkage
