// Which pairs of records are compared at all: those that share a key.
//
// A key is made of parts of two or three fields, or of one that tells enough: both names by their
// sound, in any order; one name and the birth date; surname, birth year and the other initial;
// street and house number; two rare words of a title; an identifier. A record has up to some twenty
// keys, so that a pair is missed only when it differs in something under every one of them
// (docs/internals/resolving.md states the bound).
//
// The number of pairs grows with the records and not with their square: blocks are taken up to the
// size at which a key's budget of pairs is spent; larger ones are ordered by the fields outside the
// key, and each record meets its next neighbours alone. 10 million equal names cost 10 million
// times a few neighbours. Pairs of two keys are visited once. Same table, same pairs, at any number
// of threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "linkage/record_table.h"
#include "linkage/value_facts.h"

namespace chokepoint::linkage {

// What of a value goes into a key.
enum class Part : std::uint8_t {
  whole,
  sound,
  initial,
  begin,  // four letters
  end,    // four letters
  year,
  month_day,
  local,     // of an e-mail, before the @
  rare_1_2,  // the two rarest words that occur elsewhere too
  rare_1_3,
  rare_2_3,
  rare_1,
  first_two,  // words
};

struct KeyPart {
  std::size_t field = 0;
  Part part = Part::whole;
};

struct KeyRecipe {
  std::vector<KeyPart> parts;  // at most three
  bool any_order = false;      // the first two: swapped fields give the same key
};

std::vector<KeyRecipe> choose_recipes(const RecordTable& table);

struct CandidateOptions {
  int threads = 1;
  std::size_t pairs_a_record = 1;  // budget of each key
};

class Candidates {
 public:
  Candidates(const RecordTable& table, const std::vector<FieldFacts>& facts,
             const CandidateOptions& options);

  // A run of blocks that one thread may take.
  struct Piece {
    std::uint32_t recipe = 0, begin = 0, end = 0;  // blocks
  };
  std::span<const Piece> pieces() const { return pieces_; }
  // With repetitions: a little more than what visit() gives.
  double pair_count() const { return pair_count_; }
  std::size_t recipes() const { return blocks_.size(); }

  // Calls meet(a, b) with a != b for every pair of the piece that was not met under an earlier key
  // and passes may_pass(a, b); blocks are left out at random so that `share` of the pairs remain.
  // ahead(record) is told of records that come soon.
  template <class Ahead, class MayPass, class Meet>
  void visit(const Piece& piece, double share, Ahead&& ahead, MayPass&& may_pass,
             Meet&& meet) const {
    const RecipeBlocks& blocks = blocks_[piece.recipe];
    for (std::uint32_t i = piece.begin; i < piece.end; ++i) {
      const Block& block = blocks.blocks[i];
      if (share < 1 && !is_drawn(piece.recipe, i, share)) continue;
      const std::uint32_t* ids = blocks.records.data() + block.begin;
      if (i + kAhead < piece.end) {
        const Block& coming = blocks.blocks[i + kAhead];
        for (std::uint32_t x = 0; x < std::min<std::uint32_t>(coming.size, kAhead + 1); ++x)
          ahead(blocks.records[coming.begin + x]);
        for (std::uint32_t x = 0; x < std::min<std::uint32_t>(coming.size, kAhead + 1); ++x)
          prefetch_keys(blocks.records[coming.begin + x]);
      }
      for (std::uint32_t x = 0; x < block.size; ++x) {
        const std::uint32_t end =
            block.neighbours == 0 ? block.size : std::min(block.size, x + 1 + block.neighbours);
        for (std::uint32_t y = x + 1; y < end; ++y) {
          if (y + kAhead < block.size) {
            ahead(ids[y + kAhead]);
            prefetch_keys(ids[y + kAhead]);
          }
          if (!met_before(piece.recipe, ids[x], ids[y]) && may_pass(ids[x], ids[y]))
            meet(ids[x], ids[y]);
        }
      }
    }
  }

 private:
  static constexpr std::uint32_t kAhead = 4;
  static constexpr std::size_t kKeysAtOnce = 8;
  struct Block {
    std::uint32_t begin = 0, size = 0;
    std::uint32_t neighbours = 0;  // 0: each with each
  };
  struct RecipeBlocks {
    std::vector<std::uint32_t> records;  // block by block; blocks of one record are left out
    std::vector<Block> blocks;
    double pairs = 0;
  };

  void fill_keys(int threads);
  void make_blocks(std::size_t recipe);
  void order_large_block(std::size_t recipe, std::span<std::uint32_t> records,
                         std::size_t field) const;
  std::vector<std::size_t> telling_fields(std::size_t recipe) const;
  void cut_pieces();
  static bool is_drawn(std::uint32_t recipe, std::uint32_t block, double share);
  void prefetch_keys(std::uint32_t record) const {
    __builtin_prefetch(keys_.data() + record * stride_);
    __builtin_prefetch(keys_.data() + record * stride_ + 16);
  }
  // Under an earlier key; its blocks that are too large have lost their keys. Eight keys at once.
  bool met_before(std::size_t recipe, std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t* keys_a = keys_.data() + a * stride_;
    const std::uint32_t* keys_b = keys_.data() + b * stride_;
    for (std::size_t i = 0; i < recipe; i += kKeysAtOnce) {
      std::uint32_t equal = 0;
      for (std::size_t j = 0; j < kKeysAtOnce; ++j) {
        const bool same = keys_a[i + j] == keys_b[i + j] && keys_a[i + j] != 0;
        equal |= static_cast<std::uint32_t>(same && i + j < recipe);
      }
      if (equal != 0) return true;
    }
    return false;
  }

  const RecordTable& table_;
  const std::vector<FieldFacts>& facts_;
  CandidateOptions options_;
  std::vector<KeyRecipe> recipes_;
  std::size_t stride_ = 0;
  std::vector<std::uint32_t> keys_;  // by record and recipe; 0: none, as in the rest of a row
  std::vector<RecipeBlocks> blocks_;
  std::vector<Piece> pieces_;
  double pair_count_ = 0;
};

}  // namespace chokepoint::linkage
