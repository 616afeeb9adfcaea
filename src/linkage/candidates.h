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
// times a few neighbours.
//
// The pairs of all keys are sorted by record, so that a pair of many keys stands there once and
// what is read about a record is read once for all its partners:
//
//   key 1   (0 7) (2 3)      run of records 0..3:  0: 5 7   2: 3
//   key 2   (0 5) (0 7)
//
// Same table, same pairs, in the same order, at any number of threads.
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

  // The partners of a run of records that one thread may take. Those of record `first` + i end at
  // ends[i], have higher numbers and ascend.
  struct Piece {
    std::uint32_t first = 0;
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> partners;
  };
  std::span<const Piece> pieces() const { return pieces_; }
  // Of all pieces.
  std::uint64_t pair_count() const;

  // Calls meet(a, b), a < b, for every pair of the piece, by a, then b; coming(b) some pairs
  // before.
  template <class Coming, class Meet>
  static void visit(const Piece& piece, Coming&& coming, Meet&& meet) {
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < piece.ends.size(); ++i) {
      for (; at < piece.ends[i]; ++at) {
        if (at + kAhead < piece.partners.size()) coming(piece.partners[at + kAhead]);
        meet(piece.first + i, piece.partners[at]);
      }
    }
  }

 private:
  static constexpr std::size_t kAhead = 12;

  std::vector<Piece> pieces_;
};

}  // namespace chokepoint::linkage
