// Pairs of records on their way from the keys to the records: gathered by runs of the lower record,
// so that a run's pairs, with all their repeats, fit into the caches when they are put in order.
//
// One PairRuns a worker; add() is a few nanoseconds and asks for memory once in thousands of pairs.
// Six bytes a pair, and a chunk a run that is not full.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/large_pages.h"
#include "linkage/candidates.h"

namespace chokepoint::linkage {

class PairRuns {
 public:
  static constexpr int kRunBitsMost = 16;

  // Records come in runs of 2^run_bits.
  PairRuns(std::size_t runs, int run_bits) : run_bits_(run_bits), runs_(runs) {}

  void add(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t lower = a < b ? a : b;
    Run& run = runs_[lower >> run_bits_];
    if (run.in_last == Chunk::kPairs) start_chunk(run);
    Chunk& chunk = *run.chunks.back();
    chunk.lower[run.in_last] = static_cast<std::uint16_t>(lower & ((1u << run_bits_) - 1));
    chunk.upper[run.in_last++] = a < b ? b : a;
  }

  // Calls meet(lower less the run's first record, upper) for each pair, repeats too.
  template <class Meet>
  void visit(std::size_t run, Meet&& meet) const {
    const std::vector<Chunk*>& chunks = runs_[run].chunks;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      const std::size_t pairs = i + 1 < chunks.size() ? Chunk::kPairs : runs_[run].in_last;
      for (std::size_t at = 0; at < pairs; ++at) meet(chunks[i]->lower[at], chunks[i]->upper[at]);
    }
  }

 private:
  struct Chunk {
    static constexpr std::size_t kPairs = 2048;
    std::array<std::uint32_t, kPairs> upper;
    std::array<std::uint16_t, kPairs> lower;
  };
  struct Run {
    std::vector<Chunk*> chunks;
    std::size_t in_last = Chunk::kPairs;
  };
  void start_chunk(Run& run);

  static constexpr std::size_t kChunksASlab = 512;  // 6 MB
  int run_bits_;
  std::vector<Run> runs_;
  std::vector<base::UnclearedVector<Chunk>> slabs_;
  std::size_t in_last_slab_ = kChunksASlab;
};

// Of the run that begins at record `first`: each pair once, in order.
Candidates::Piece gather_run(std::span<const PairRuns> workers, std::size_t run,
                             std::uint32_t first, std::size_t records);

}  // namespace chokepoint::linkage
