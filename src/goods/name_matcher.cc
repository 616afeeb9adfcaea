#include "goods/name_matcher.h"

#include <algorithm>

#include "base/check.h"

namespace chokepoint::goods {
namespace {

constexpr std::size_t kNameSymbolsMax = 96;
constexpr int kSlipsMax = 2;
constexpr int kForbidden = 100;
constexpr int kAlignmentsMax = 2'000;

// The first `length` (2 to 4) symbols packed; the length is part of the key.
std::uint64_t pack(const char16_t* symbols, std::size_t length) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < length; ++i) key = (key << 16) | symbols[i];
  return key;
}

std::size_t key_length(std::size_t piece_length) {
  return std::min<std::size_t>(piece_length, 4);
}

std::uint32_t hash_of(std::uint64_t key) {
  return static_cast<std::uint32_t>((key * 0x9E3779B97F4A7C15ULL) >> 48);
}

bool is_joined(const FoldedText& text, std::size_t left) {
  if (left == 0 || left >= text.size() || text.gaps[left] != Gap::none) return false;
  // A change of script or from a digit to a letter is an end of a word too.
  if (is_han(text.symbols[left - 1]) || is_han(text.symbols[left])) return false;
  return is_digit(text.symbols[left - 1]) == is_digit(text.symbols[left]);
}

// An ending of the plural behind the match is no joined word.
bool is_joined_behind(const FoldedText& text, std::size_t end) {
  for (std::size_t plural = 0; plural < 3; ++plural) {
    if (!is_joined(text, end + plural)) return false;
    const char16_t symbol = text.symbols[end + plural];
    if (symbol != u's' && symbol != u'e' && symbol != u'n') return true;
  }
  return true;
}

struct Alignment {
  std::size_t begin = 0, end = 0;
  int slips = kForbidden;
};

bool stands_alone(const FoldedText& text, const Alignment& place) {
  return !is_joined(text, place.begin) && !is_joined_behind(text, place.end);
}

// The cheapest place for `name` inside text[from, to), both ends free; one with slips must be a
// word of its own.
Alignment align(std::u16string_view name, const FoldedText& text, std::size_t from,
                std::size_t to) {
  struct Cell {
    int slips;
    std::uint32_t begin;
  };
  const std::size_t width = to - from;
  std::array<std::array<Cell, kNameSymbolsMax + 2 * kSlipsMax + 2>, 3> rows;
  CHECK(width < rows[0].size());
  const int digit_loss = name.size() >= 14 ? 1 : kForbidden;
  for (std::size_t j = 0; j <= width; ++j) rows[0][j] = {0, static_cast<std::uint32_t>(j)};
  for (std::size_t i = 1; i <= name.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    const char16_t wanted = name[i - 1];
    const int loss = is_digit(wanted) ? digit_loss : 1;
    row[0] = {above[0].slips + loss, above[0].begin};
    for (std::size_t j = 1; j <= width; ++j) {
      const char16_t found = text.symbols[from + j - 1];
      const int change = wanted == found ? 0 : is_digit(wanted) || is_digit(found) ? kForbidden : 1;
      // Of equal slips a begin that opens a word, then the earlier: what stands too much belongs to
      // the name.
      Cell best{above[j - 1].slips + change, above[j - 1].begin};
      const auto offer = [&](int slips, std::uint32_t begin) {
        if (slips > best.slips) return;
        const bool opens = !is_joined(text, from + begin);
        const bool best_opens = !is_joined(text, from + best.begin);
        const bool is_better_begin = opens == best_opens ? begin < best.begin : opens;
        if (slips < best.slips || is_better_begin) best = {slips, begin};
      };
      offer(above[j].slips + loss, above[j].begin);
      offer(row[j - 1].slips + (is_digit(found) ? kForbidden : 1), row[j - 1].begin);
      const bool swapped =
          i > 1 && j > 1 && wanted == text.symbols[from + j - 2] && name[i - 2] == found;
      if (swapped && wanted != found && !is_digit(wanted) && !is_digit(found)) {
        offer(two_above[j - 2].slips + 1, two_above[j - 2].begin);
      }
      row[j] = best;
    }
  }
  Alignment result;
  const auto& last = rows[name.size() % 3];
  for (std::size_t j = 0; j <= width; ++j) {
    const Alignment place{from + last[j].begin, from + j, last[j].slips};
    if (place.slips < result.slips && (place.slips == 0 || stands_alone(text, place)))
      result = place;
  }
  return result;
}

// Full stops, semicolons and line ends stand between phrases, not inside a name.
bool crosses_a_stop(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (text.gaps[i] == Gap::stop) return true;
  }
  return false;
}

}  // namespace

int NameMatcher::slips_allowed(std::u16string_view symbols) {
  if (symbols.size() < 8) return 0;
  return symbols.size() < 16 ? 1 : kSlipsMax;
}

NameMatcher::NameMatcher(std::vector<NameRule> rules) : rules_(std::move(rules)) {
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    CHECK(rules_[i].symbols.size() >= 2 && rules_[i].symbols.size() <= kNameSymbolsMax);
    if (rules_[i].symbols.size() < 8 && !is_han(rules_[i].symbols.back()))
      rules_[i].whole_word = true;
    add_pieces(i);
  }
  std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
    return std::tie(a.key, a.rule, a.offset) < std::tie(b.key, b.rule, b.offset);
  });
  for (const Piece& piece : pieces_) {
    const std::uint32_t hash = hash_of(piece.key);
    seen_[hash >> 6] |= 1ULL << (hash & 63);
  }
}

void NameMatcher::add_pieces(std::uint32_t index) {
  const std::u16string& symbols = rules_[index].symbols;
  const int slips = rules_[index].may_be_misspelt ? slips_allowed(symbols) : 0;
  const auto piece = [&](std::size_t offset, std::size_t length, bool swapped,
                         std::u16string_view from) {
    pieces_.push_back({pack(from.data() + offset, key_length(length)), index,
                       static_cast<std::uint16_t>(offset), static_cast<std::uint16_t>(length),
                       swapped});
  };
  const std::size_t count = static_cast<std::size_t>(slips) + 1;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = symbols.size() * i / count, end = symbols.size() * (i + 1) / count;
    piece(begin, end - begin, false, symbols);
  }
  if (slips == 1) {
    std::u16string swapped = symbols;
    std::swap(swapped[symbols.size() / 2 - 1], swapped[symbols.size() / 2]);
    piece(symbols.size() / 2 - 2, 4, true, swapped);
  }
}

void NameMatcher::find(const FoldedText& text, std::vector<NameMatch>& matches) const {
  const std::size_t count = text.size();
  int alignments = 0;
  std::uint64_t key = 0;  // the last four symbols
  const auto is_seen = [&](std::uint64_t wanted) {
    const std::uint32_t hash = hash_of(wanted);
    return (seen_[hash >> 6] >> (hash & 63) & 1) != 0;
  };
  for (std::size_t i = 0; i < count; ++i) {
    key = (key << 16) | text.symbols[i];
    if (i >= 3 && is_seen(key)) try_pieces(key, text, i - 3, alignments, matches);
    // Short names: three symbols at the start of a word, two or three Han anywhere.
    const bool han = is_han(text.symbols[i]);
    if (i >= 2 && (han || text.gaps[i - 2] != Gap::none)) {
      if (const std::uint64_t three = key & 0xFFFF'FFFF'FFFFULL; is_seen(three))
        try_pieces(three, text, i - 2, alignments, matches);
    }
    if (i >= 1 && han) {
      if (const std::uint64_t two = key & 0xFFFF'FFFFULL; is_seen(two))
        try_pieces(two, text, i - 1, alignments, matches);
    }
  }
}

void NameMatcher::try_pieces(std::uint64_t key, const FoldedText& text, std::size_t at,
                             int& alignments, std::vector<NameMatch>& matches) const {
  auto piece =
      std::lower_bound(pieces_.begin(), pieces_.end(), key,
                       [](const Piece& a, std::uint64_t wanted) { return a.key < wanted; });
  for (; piece != pieces_.end() && piece->key == key; ++piece)
    try_piece(*piece, text, at, alignments, matches);
}

void NameMatcher::try_piece(const Piece& piece, const FoldedText& text, std::size_t at,
                            int& alignments, std::vector<NameMatch>& matches) const {
  const NameRule& rule = rules_[piece.rule];
  const std::u16string_view name = rule.symbols;
  if (at + piece.length > text.size()) return;
  if (!piece.swapped &&
      !std::equal(name.begin() + piece.offset, name.begin() + piece.offset + piece.length,
                  text.symbols.begin() + static_cast<std::ptrdiff_t>(at)))
    return;
  const int slips = rule.may_be_misspelt ? slips_allowed(name) : 0;
  Alignment place;
  const bool exact_only = slips == 0 || alignments >= kAlignmentsMax;
  if (exact_only && slips > 0) {
    if (at < piece.offset || at - piece.offset + name.size() > text.size()) return;
    const auto begin = text.symbols.begin() + static_cast<std::ptrdiff_t>(at - piece.offset);
    if (!std::equal(name.begin(), name.end(), begin)) return;
  }
  if (exact_only) {
    place = {at - piece.offset, at - piece.offset + name.size(), 0};  // the piece is the whole name
  } else {
    const auto room = static_cast<std::size_t>(slips);
    const std::size_t before = piece.offset + room, behind = name.size() - piece.offset + room;
    const std::size_t from = at > before ? at - before : 0;
    const std::size_t to = std::min(text.size(), at + behind);
    if (to - from + room < name.size()) return;
    ++alignments;
    place = align(name, text, from, to);
    if (place.slips > slips) return;
  }
  if (crosses_a_stop(text, place.begin, place.end)) return;
  const bool must_be_a_word = rule.whole_word || place.slips > 0;
  if (must_be_a_word && (is_joined(text, place.begin) || is_joined_behind(text, place.end))) return;
  matches.push_back({rule.owner, piece.rule, static_cast<std::uint32_t>(place.begin),
                     static_cast<std::uint32_t>(place.end),
                     static_cast<std::uint8_t>(place.slips)});
}

}  // namespace chokepoint::goods
